import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// The clerk's own file goes out with its issues marked, is mended and comes back: only what changed is judged again.
@Suite(.database(template: "practice", prepare: Practice.prepare))
struct RoundTrip {
    /// A file of twelve people, of whom the third and the fifth have a wrong IIN.
    private func faulty(_ practice: Practice) -> [String] {
        var lines = lines(practice.sample(rows: 12))
        for index in [3, 5] {
            var cells = cells(lines[index])
            cells[1] = String(cells[1].dropLast()) + (cells[1].hasSuffix("1") ? "2" : "1")
            lines[index] = cells.joined(separator: ",")
        }
        return lines
    }

    private func lines(_ bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
        return text.split(separator: "\r\n").map(String.init)
    }

    private func cells(_ line: String) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// Cells whose commas were taken for separators, put together again.
    private func unquoted(_ pieces: [String]) -> [String] {
        pieces.reduce(into: [String]()) { cells, piece in
            if let last = cells.last, last.count(where: { $0 == "\"" }) % 2 == 1 {
                cells[cells.count - 1] = last + "," + piece
            } else {
                cells.append(piece)
            }
        }
    }

    private func numbers(_ counts: DifferenceCounts) -> [Int] {
        [counts.same, counts.changed, counts.new, counts.gone]
    }

    private func file(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }

    @Test
    func `two cells mended in the marked copy: two rows are judged again, and what was repaired on the page stays`()
        async throws
    {
        let practice = try await Practice.open()
        let right = lines(practice.sample(rows: 12))
        let draft = try await practice.upload(file(faulty(practice)))
        #expect(try await practice.store.petitions.read(draft, by: practice.clerk).counts.faulty == 2)
        let repair = { (row: Int, cells: [Column: String]) async throws in
            _ = try await practice.store.petitions.repair(
                draft, row: row, cells: cells, version: nil, by: practice.clerk
            ) { RowJudge(policy: $0, terms: $1, words: practice.texts.words) }
        }
        try await repair(8, [.note: "ұйқыдағы, жаңа", .documentIssuedOn: "2024-02-29"])
        let copy = try await practice.download(draft)
        #expect(copy.ending == "csv")
        var marked = lines(copy.bytes)
        #expect(marked[0].hasPrefix("Тиркеу: ошибки,action,iin"))
        #expect(cells(marked[1])[0] == "" && cells(marked[3])[0] != "")
        #expect(marked[7].contains("29.02.2024") && marked[7].contains("\"ұйқыдағы, жаңа\""))
        for index in [3, 5] {
            let wrong = cells(faulty(practice)[index])[1]
            marked[index] = marked[index].replacing("," + wrong + ",", with: "," + cells(right[index])[1] + ",")
        }
        let next = try await practice.upload(file(marked), correcting: draft)
        let after = try await practice.store.petitions.read(next, by: practice.clerk)
        let correction = try #require(after.correction)
        #expect(numbers(correction) == [10, 2, 0, 0])
        #expect(after.counts == RowCounts(rows: 12, sound: 12, warned: 0, faulty: 0, blank: 0))
        #expect(after.summary.parent == draft && after.marksPlace == 0)
        let rows = try await practice.store.petitions.rows([8], of: next, by: practice.clerk)
        #expect(rows[0].values[.note] == "ұйқыдағы, жаңа" && rows[0].values[.documentIssuedOn] == "2024-02-29")

        let before = try await practice.store.petitions.read(draft, by: practice.clerk)
        #expect(before.state == .withdrawn && before.children == [next] && before.outcomes.withdrawn == 12)
        let acts = try await practice.store.petitions.history(of: next, by: practice.clerk).map(\.action)
        #expect(acts.contains("petition.corrected") && acts.contains("petition.checked"))
        #expect(
            try await practice.store.petitions.history(of: draft, by: practice.clerk).map(\.action).contains(
                "petition.replaced"))
        _ = try await practice.store.petitions.submit(
            next, version: nil, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        await practice.store.close()
    }

    @Test func `rows that came again are carried over unjudged, with their issues, to the places they have now`()
        async throws
    {
        let practice = try await Practice.open()
        let old = faulty(practice)
        let draft = try await practice.upload(file(old))
        // judged again, these rows would lose what only the table knows of them
        try await TestDatabase.current?.raw("UPDATE petition_row SET room = 'carried' WHERE petition_id = \(draft)")
        var new = old
        new.remove(at: 2)
        new.swapAt(6, 9)
        var changed = cells(new[1])
        changed[2] = "Өзгерген"
        new[1] = changed.joined(separator: ",")
        let next = try await practice.upload(file(new), correcting: draft)
        let after = try await practice.store.petitions.read(next, by: practice.clerk)
        #expect(after.counts == RowCounts(rows: 11, sound: 9, warned: 0, faulty: 2, blank: 0))
        let correction = try #require(after.correction)
        #expect(numbers(correction) == [10, 1, 0, 1])
        let rows = try await practice.store.petitions.rows(of: next, limit: 50, by: practice.clerk).elements
        #expect(rows.map(\.number) == Array(2...12))
        #expect(rows.map { $0.values[.room] == "carried" } == [false] + Array(repeating: true, count: 10))
        #expect(rows.filter { $0.state == .faulty }.map(\.number) == [3, 5])
        let issues = try await practice.store.petitions.issues(of: next, limit: 50, by: practice.clerk).elements
        #expect(issues.filter { $0.issue.severity == .error }.compactMap(\.issue.place.row) == [3, 5])
        await practice.store.close()
    }

    @Test func `other terms, and a draft that was submitted meanwhile, have everything judged again`() async throws {
        let practice = try await Practice.open()
        let old = lines(practice.sample(rows: 6))
        let draft = try await practice.upload(file(old))
        try await TestDatabase.current?.raw("UPDATE petition_row SET room = 'carried' WHERE petition_id = \(draft)")
        let other = try await practice.upload(file(Array(old.dropLast())), stay: .temporary, correcting: draft)
        var rows = try await practice.store.petitions.rows(of: other, limit: 50, by: practice.clerk).elements
        #expect(rows.count == 5 && rows.allSatisfy { $0.values[.room] != "carried" })
        #expect(try await practice.store.petitions.read(draft, by: practice.clerk).state == .withdrawn)

        let sent = try await practice.send(file(Array(old.dropLast(2))), stay: .temporary, correcting: other)
        _ = try await practice.store.petitions.submit(
            other, version: nil, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        while await practice.worker.workOnce() {}
        rows = try await practice.store.petitions.rows(of: sent, limit: 50, by: practice.clerk).elements
        #expect(rows.count == 4)
        #expect(try await practice.store.petitions.read(other, by: practice.clerk).state == .submitted)
        #expect(try await practice.store.petitions.read(sent, by: practice.clerk).correction == nil)
        await practice.store.close()
    }

    @Test func `a worker that dies while it carries rows over leaves both petitions whole, and another ends its job`()
        async throws
    {
        let practice = try await Practice.open()
        let old = faulty(practice)
        let draft = try await practice.upload(file(old))
        let next = try await practice.send(file(Array(old.dropLast())), correcting: draft)
        let lease = try #require(try await practice.store.checks.claim())
        await #expect(throws: Refusal.self) {
            try await practice.store.checks.record(lease) { _ in
                var result = CheckResult(rows: 11)
                // a row that the draft does not have: what the worker knew of it is out of date
                result.correction = Correction(former: draft, numbers: [2, 3], formers: [2, 99])
                return result
            }
        }
        #expect(try await practice.store.petitions.read(draft, by: practice.clerk).state == .draft)
        #expect(try await practice.store.petitions.read(next, by: practice.clerk).state == .checking)
        try await practice.store.checks.giveBack(lease)
        while await practice.worker.workOnce() {}
        let after = try await practice.store.petitions.read(next, by: practice.clerk)
        #expect(after.counts.rows == 11 && after.correction?.same == 11)
        #expect(try await practice.store.petitions.read(draft, by: practice.clerk).state == .withdrawn)
        await practice.store.close()
    }

    @Test func `a file that cannot be read takes no draft's place`() async throws {
        let practice = try await Practice.open()
        let draft = try await practice.upload(practice.sample(rows: 3))
        let next = try await practice.upload(Array("ЖСН;?\r\n".utf8), correcting: draft)
        #expect(try await practice.store.petitions.read(next, by: practice.clerk).counts.rows == 0)
        #expect(try await practice.store.petitions.read(draft, by: practice.clerk).state == .draft)
        await practice.store.close()
    }

    @Test func `the same list in another order and another program's spelling is found, a near one is compared`()
        async throws
    {
        let practice = try await Practice.open()
        let old = lines(practice.sample(rows: 12))
        let draft = try await practice.upload(file(old), number: "41")
        let resaved = ([old[0]] + old.dropFirst().reversed()).map { line in
            unquoted(cells(line)).map { cell in
                let parts = cell.split(separator: "-")
                return parts.count == 3 && parts[0].count == 4 ? "\(parts[2]).\(parts[1]).\(parts[0])" : cell
            }.joined(separator: ";")
        }
        let same = try await practice.upload(file(resaved))
        let issue = try #require(
            try await practice.store.petitions.fileIssues(of: same, by: practice.clerk).first?.issue)
        #expect(issue.code == .petitionAlreadyUploaded && issue.severity == .error)
        #expect(issue.arguments == ["petition": "\(draft)", "number": "41"])
        #expect(try await practice.store.petitions.read(same, by: practice.clerk).summary.fileErrors == 1)
        try await practice.store.petitions.withdraw(same, version: nil, by: practice.clerk)

        var changed = cells(old[2])
        changed[2] = "Басқатегі"
        let near = try await practice.upload(
            file(Array(old[0...1]) + [changed.joined(separator: ",")] + Array(old[3...8])))
        let note = try #require(
            try await practice.store.petitions.fileIssues(of: near, by: practice.clerk).first?.issue)
        #expect(note.code == .petitionSimilar && note.severity == .note)
        #expect(note.arguments == ["petition": "\(draft)", "number": "41", "same": "7", "of": "8"])
        let found = try await practice.store.petitions.difference(of: near, from: draft, limit: 50, by: practice.clerk)
        #expect(numbers(found.counts) == [7, 1, 0, 4])
        #expect(found.page.elements.map { $0.here?.number } == [3, nil, nil, nil, nil])
        #expect(found.page.elements.map { $0.there?.number } == [3, 10, 11, 12, 13])
        #expect(found.page.elements[0].columns == [.surname])
        let rest = try await practice.store.petitions.difference(
            of: near, from: draft, after: DifferenceCursor(number: 10, isThere: true), limit: 2, by: practice.clerk)
        #expect(rest.page.elements.map { $0.there?.number } == [11, 12])
        await #expect(throws: Refusal(.notFound)) {
            _ = try await practice.store.petitions.difference(of: near, from: draft, limit: 5, by: practice.reviewer)
        }
        await practice.store.close()
    }

    @Test func `the column of a marked copy is known by its title in each language`() throws {
        let texts = try Texts()
        for language in Language.allCases {
            let title = texts.headers.marksTitle(in: language)
            #expect(texts.headers.namesMarks(title) && texts.headers.namesMarks(title.uppercased()))
            #expect(texts.headers.column(for: title) == nil)
        }
    }
}
