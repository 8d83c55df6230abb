internal import Domain

extension PetitionReader {
    /// A row of a list of everybody, with what it asks for once it was compared with the register; nil when nothing is to be filed.
    mutating func compared(_ row: JudgedRow, of text: RowText, cells: Int) -> JudgedRow? {
        if let named = row.reading.premises, named != premises {
            roster?.leaveOut()
            return nil
        }
        switch roster?.take(row) {
        case .extended(let differences):
            var text = text
            text[.action] = Action.extend.rawValue
            return differences.reduce(judging.judged(text, cells: cells)) {
                row, difference in
                row.adding(difference.issue(at: .cell(row: text.number, column: difference.column)))
            }
        case .settled(let differences):
            // its row is not in the draft, so that the issue is the file's
            note(
                differences.map {
                    $0.issue(at: .file, ["line": "\(row.text.number)", "column": $0.column.rawValue])
                })
            return nil
        case .filed, nil: return row
        }
    }

    /// What the comparison came to; nil when there was none, or nothing to compare.
    var comparison: RosterSums? { isCompared ? roster?.sums : nil }

    private var isCompared: Bool { !isStopped && rows > blank }

    /// Ends a list of everybody: a departure for each who is registered and not on it, numbered after the file's last row. The reason
    /// is the clerk's to give.
    mutating func departures() -> [JudgedRow] {
        guard isCompared, let last = lastNumber, let leaving = roster?.leaving() else { return [] }
        if let sums = roster?.sums, sums.writesOutMany {
            let arguments = ["leaving": "\(sums.leaving)", "registered": "\(sums.registered)"]
            warn(Issue(.rosterManyDepartures, at: .file, arguments: arguments))
        }
        if let sums = roster?.sums, sums.elsewhere > 0 {
            note([Issue(.rosterOtherBuilding, at: .file, arguments: ["count": "\(sums.elsewhere)"])])
        }
        return leaving.enumerated().map { index, person in
            var cells: [Column: String] = [
                .action: Action.depart.rawValue, .iin: person.iin.digits, .surname: person.surname,
                .givenName: person.givenName, .birthDate: "\(person.birthDate)", .stay: person.stay.rawValue,
                .until: "\(terms.dated)",
            ]
            cells[.patronymic] = person.patronymic
            return judge.judge(RowText(number: last + 1 + index, cells: cells))
        }
    }
}

extension RosterPlan.Difference {
    fileprivate func issue(at place: Issue.Place, _ arguments: [String: String] = [:]) -> Issue {
        Issue(
            .registerDataDiffers, at: place, found: listed,
            arguments: arguments.merging(["registered": registered]) { $1 })
    }
}
