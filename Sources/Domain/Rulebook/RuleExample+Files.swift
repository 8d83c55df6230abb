extension RuleExample {
    /// Examples that need a whole file: people who leave, since their rows need the fewest columns.
    static let ofFiles: [IssueCode: RuleExample] = [
        .fileUnreadable: file(File(form: .picture, headings: [], lines: [])),
        .fileEncrypted: file(File(form: .locked, headings: [], lines: []), File.leaving(form: .workbook)),
        .fileTooLarge: file(File.leaving(form: .workbook, limit: 1_000), File.leaving(form: .workbook)),
        .fileEmpty: file(.leaving([])),
        .fileTooManyRows: file(.leaving([.woman, .neighbour], limit: 1), .leaving(limit: 1)),
        .fileTooManyColumns: file(.leaving(limit: 5), .leaving(limit: 6)),
        .sheetRowsHidden: file(
            .leaving([.woman, .neighbour], form: .workbook) { $0.hiddenRows = [3] },
            .leaving([.woman, .neighbour], form: .workbook)),
        .sheetColumnsHidden: file(
            .leaving(form: .workbook) { file in
                file.headings.append(.column(.note))
                file.lines[0].append("Қосымша")
                file.hiddenColumns = [6]
            },
            .leaving(form: .workbook) { file in
                file.headings.append(.column(.note))
                file.lines[0].append("Қосымша")
            }),
        .sheetOthers: file(
            .leaving(form: .workbook) { $0.otherSheets = ["2025"] }, .leaving(form: .workbook)),
        .headerMissing: file(
            .leaving { file in
                file.headings.remove(at: 0)
                file.lines[0].remove(at: 0)
            }),
        .headerDuplicated: file(
            .leaving { file in
                file.headings.append(.column(.iin))
                file.lines[0].append("000101699007")
            }),
        .headerUnknown: file(
            .leaving { file in
                file.headings.append(.text("Бойы, см"))
                file.lines[0].append("165")
            }),
        .headerFullName: file(
            .leaving { file in
                file.headings.replaceSubrange(2...3, with: [.text("ФИО")])
                file.lines[0].replaceSubrange(2...3, with: ["Сейітова Айгүл"])
            }),
        .rowDuplicateIIN: file(.leaving([.woman, .woman]), .leaving([.woman, .neighbour])),
        .rowTooManyCells: file(.leaving { $0.lines[0].append("Алматы") }),
    ]

    private static func file(_ fails: File, _ passes: File = .leaving()) -> RuleExample {
        RuleExample(kind: .hostel, fails: .file(fails), passes: .file(passes))
    }
}

extension RuleExample.File {
    /// A sound file of people who leave, with changes.
    fileprivate static func leaving(
        _ people: [ExamplePerson] = [.woman], form: Form = .table, limit: Int? = nil,
        _ change: (inout RuleExample.File) -> Void = { _ in }
    ) -> RuleExample.File {
        var file = RuleExample.File(
            form: form,
            headings: [
                .column(.iin), .column(.action), .column(.surname), .column(.givenName), .column(.until),
                .column(.departureReason),
            ],
            lines: people.map { person in
                let cells = person.cells
                return [
                    cells[.iin] ?? "", "depart", cells[.surname] ?? "", cells[.givenName] ?? "", "2026-12-01", "left",
                ]
            }, limit: limit)
        change(&file)
        return file
    }
}
