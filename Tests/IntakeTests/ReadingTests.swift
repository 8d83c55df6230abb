import Domain
import Foundation
import Intake
import Store
import TestKit
import Testing
import Texts

/// How a file was read is said, what was understood wrongly is corrected, and what was taught is remembered.
@Suite(.database(template: "practice", prepare: Practice.prepare))
struct ReadingTests {
    /// A sample whose header and rows are changed line by line; line 0 is the header.
    private func file(_ practice: Practice, rows: Int = 3, _ change: (Int, [String]) -> String) -> [UInt8] {
        let lines = String(decoding: practice.sample(rows: rows), as: UTF8.self).split(separator: "\r\n")
        let changed = lines.enumerated().map { index, line in
            change(index, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        }
        return Array(changed.joined(separator: "\r\n").utf8)
    }

    /// Reads a petition's file anew.
    private func reread(
        _ practice: Practice, _ petition: Int64, _ wish: ReadingWish = ReadingWish(),
        _ chosen: [String: HeaderMeaning] = [:]
    ) async throws -> FileReading {
        let before = try await reading(practice, petition)
        try before.allow(wish, chosen)
        let lessons = [HeaderLesson](chosen, of: before, practice.texts)
        try await practice.store.petitions.reread(petition, wish: wish, version: nil, by: practice.clerk) { _ in
            lessons
        }
        #expect(try await practice.store.petitions.read(petition, by: practice.clerk).state == .checking)
        while await practice.worker.workOnce() {}
        return try await reading(practice, petition)
    }

    private func reading(_ practice: Practice, _ petition: Int64) async throws -> FileReading {
        try #require(try await practice.store.petitions.reading(of: petition, by: practice.clerk))
    }

    private func counts(_ practice: Practice, _ petition: Int64) async throws -> RowCounts {
        try await practice.store.petitions.read(petition, by: practice.clerk).counts
    }

    @Test func `what was found in a file is kept: dialect, header, titles and the first lines`() async throws {
        let practice = try await Practice.open()
        let bytes = file(practice) { index, cells in
            (index == 0 ? "Список жильцов\r\n\r\n" : "")
                + (cells + [index == 0 ? "Цвет глаз" : "карие"]).joined(separator: ";")
        }
        let found = try await reading(practice, try await practice.upload(bytes))
        #expect(found.kind == "csv" && found.encoding == .utf8 && found.separator == ";")
        #expect(found.headerRow == 3 && found.titleLines == 1)
        #expect(found.headers.first { $0.text == "iin" }?.meaning == "iin")
        #expect(found.headers.first { $0.text == "Цвет глаз" }?.meaning == nil)
        #expect(found.firstLines.map(\.number) == [1, 3, 4, 5, 6])
        let iin = try #require(found.masked.firstLines.last?.cells[1])
        #expect(iin.contains("••"), "people's numbers are not shown")
        await practice.store.close()
    }

    @Test func `a separator that was guessed wrong is corrected`() async throws {
        let practice = try await Practice.open()
        // commas cut every record into more cells of the same number than semicolons do
        let bytes = file(practice) { index, cells in
            let note =
                index == 0
                ? "Ескерту (" + Array(repeating: "a", count: 60).joined(separator: ",") + ")"
                : Array(repeating: "b", count: 60).joined(separator: ",")
            return (cells.map { $0.replacing("\"", with: "").replacing(",", with: " ") }.dropLast() + [note])
                .joined(separator: ";").replacing("; ", with: " ")
        }
        let petition = try await practice.upload(bytes)
        #expect(try await reading(practice, petition).separator == ",")
        let corrected = try await reread(practice, petition, ReadingWish(separator: .semicolon))
        #expect(corrected.separator == ";" && corrected.wish.separator == .semicolon)
        #expect(try await counts(practice, petition).rows == 3)
        await practice.store.close()
    }

    @Test func `an encoding that was told is obeyed, and one that does not fit can be told otherwise`() async throws {
        let practice = try await Practice.open()
        let petition = try await practice.upload(practice.sample(rows: 3))
        let broken = try await reread(practice, petition, ReadingWish(encoding: .utf16LittleEndian))
        #expect(broken.wish.encoding == .utf16LittleEndian)
        #expect(try await counts(practice, petition).rows == 0)
        _ = try await reread(practice, petition, ReadingWish(encoding: .utf8))
        #expect(try await counts(practice, petition).sound == 3)
        await practice.store.close()
    }

    @Test func `the header's line is the one that was told`() async throws {
        let practice = try await Practice.open()
        let bytes = file(practice) { index, cells in
            (index == 0 ? "ИИН,Фамилия\r\nпишите,разборчиво\r\n" : "") + cells.joined(separator: ",")
        }
        let petition = try await practice.upload(bytes)
        #expect(try await reading(practice, petition).headerRow == 1)
        let corrected = try await reread(practice, petition, ReadingWish(headerRow: 3))
        #expect(corrected.headerRow == 3 && corrected.titleLines == 2)
        #expect(try await counts(practice, petition) == RowCounts(rows: 3, sound: 3, warned: 0, faulty: 0, blank: 0))
        #expect(corrected.firstLines.first { $0.number == 3 }?.cells.first == "action")
        await practice.store.close()
    }

    @Test func `a header once taught is known in the next file, until it is forgotten`() async throws {
        let practice = try await Practice.open()
        let renamed = { (rows: Int) in
            file(practice, rows: rows) { index, cells in
                (index == 0 ? [cells[0], "Жетон №"] + cells.dropFirst(2) : cells[...]).joined(separator: ",")
            }
        }
        let first = try await practice.upload(renamed(3))
        let issues = try await practice.store.petitions.fileIssues(of: first, by: practice.clerk).map(\.issue.code)
        #expect(issues.contains(.headerMissing))
        let taught = try await reread(practice, first, ReadingWish(), ["Жетон №": .column(.iin)])
        #expect(taught.headers[1].meaning == "iin" && taught.headers[1].isRemembered)
        #expect(try await counts(practice, first).sound == 3)

        let second = try await practice.upload(renamed(4), number: "2")
        #expect(try await counts(practice, second).sound == 4)
        let known = try #require(try await practice.store.petitions.taughtHeaders(by: practice.clerk).first)
        #expect(known.header == "Жетон №" && known.meaning == .column(.iin))

        try await practice.store.petitions.forgetHeader(known.spelling, by: practice.clerk)
        let third = try await practice.upload(renamed(5), number: "3")
        #expect(try await counts(practice, third).rows == 0)
        await #expect(throws: Refusal(.notFound)) {
            try await practice.store.petitions.forgetHeader(known.spelling, by: practice.clerk)
        }
        await practice.store.close()
    }

    @Test func `a column that is not to be used says nothing of itself, and its cells are kept`() async throws {
        let practice = try await Practice.open()
        let petition = try await practice.upload(practice.sample(rows: 3))
        _ = try await reread(practice, petition, ReadingWish(), ["note": .unused, "room": .unused])
        let issues = try await practice.store.petitions.fileIssues(of: petition, by: practice.clerk)
        #expect(issues.isEmpty)
        let rows = try await practice.store.petitions.rows(of: petition, limit: 3, by: practice.clerk).elements
        #expect(rows.allSatisfy { $0.values[.room] == nil && $0.other["room"] != nil })
        // taking it for what the dictionary says needs no memory
        _ = try await reread(practice, petition, ReadingWish(), ["note": .column(.note), "room": .column(.room)])
        #expect(try await practice.store.petitions.taughtHeaders(by: practice.clerk).isEmpty)
        await practice.store.close()
    }

    @Test func `what a file does not have is refused by name`() async throws {
        let practice = try await Practice.open()
        let found = try await reading(practice, try await practice.upload(practice.sample(rows: 3)))
        for (wish, headers, field) in [
            (ReadingWish(sheet: "Лист2"), [String: HeaderMeaning](), "sheet"),
            (ReadingWish(headerRow: 99), [:], "header_row"), (ReadingWish(), ["Цвет глаз": .unused], "columns"),
            (ReadingWish(), ["room": .column(.note)], "columns"),
        ] {
            #expect(throws: Refusal(.valueInvalid, arguments: ["field": field])) { try found.allow(wish, headers) }
        }
        await practice.store.close()
    }

    @Test func `reading anew is for drafts with a file, at the version that was seen, and is logged`() async throws {
        let practice = try await Practice.open()
        let petitions = practice.store.petitions
        let petition = try await practice.upload(practice.sample(rows: 3))
        await #expect(throws: Refusal(.versionStale, arguments: ["version": "2"])) {
            try await petitions.reread(petition, wish: ReadingWish(), version: 1, by: practice.clerk)
        }
        await #expect(throws: Refusal(.notAllowed)) {
            try await petitions.reread(petition, wish: ReadingWish(), version: nil, by: practice.reviewer)
        }
        _ = try await reread(practice, petition)
        let history = try await petitions.history(of: petition, by: practice.clerk)
        #expect(history.count { $0.action == "petition.reread" } == 1)
        _ = try await petitions.submit(
            petition, version: nil, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        await #expect(throws: Refusal(.stateForbids, arguments: ["state": "submitted"])) {
            try await petitions.reread(petition, wish: ReadingWish(), version: nil, by: practice.clerk)
        }
        #expect(
            try await petitions.reading(of: petition, by: practice.reviewer) == nil, "the file is the institution's own"
        )
        await practice.store.close()
    }

    @Test func `rows that came from another petition have no file to be read`() async throws {
        let practice = try await Practice.open()
        let petitions = practice.store.petitions
        let petition = try await practice.upload(practice.sample(rows: 3))
        _ = try await petitions.submit(
            petition, version: nil, isConfirmed: true, onlyFitting: false, by: practice.clerk)
        try await practice.store.decisions.claim(petition, version: nil, by: practice.reviewer)
        let decided = try await practice.store.decisions.decide(
            petition,
            DecisionRequest(
                outcome: .approved,
                rows: [.init(number: 3, outcome: .returned, notes: [.init(column: .note, text: "?")])]),
            version: nil, by: practice.reviewer)
        let child = try #require(decided.child)
        await #expect(throws: Refusal(.noFile)) {
            try await petitions.reread(child, wish: ReadingWish(), version: nil, by: practice.clerk)
        }
        #expect(try await petitions.read(child, by: practice.clerk).state == .draft)
        await practice.store.close()
    }
}
