import Domain
import Foundation
import Intake
import Store
import Tabular
import TestKit
import Testing
import Texts

/// The template as a clerk gets it, and as it comes back.
struct TemplateTests {
    private let texts: Texts
    private let day: Day

    init() throws {
        texts = try Texts()
        day = try #require(Day(iso: "2026-11-23"))
    }

    private func read(_ path: String) throws -> [[String]] {
        var lines: [[String]] = []
        let reader = try XLSXReader(path: path, limits: TabularLimits())
        try reader.read { record in lines.append((0..<record.count).map { record.text($0) }) }
        return lines
    }

    private func check(_ path: String, kind: InstitutionKind = .hostel) -> FileCheck.Outcome {
        FileCheck(
            policy: .egov2017, terms: PetitionTerms(kind: kind, dated: day, today: day), texts: texts, limits: Limits()
        ).check(path)
    }

    private func csv(_ lines: [[String]]) throws -> String {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).csv"
        let quoted = lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
        try Data(quoted.joined(separator: "\r\n").utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(arguments: Language.allCases)
    func `a template uploaded as it is has nobody in it, and its example would be a sound row`(language: Language)
        throws
    {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Template(texts: texts).write(to: path, in: language)
        let untouched = check(path)
        #expect(untouched.counts == RowCounts(rows: 1, sound: 0, warned: 0, faulty: 0, blank: 1))
        #expect(untouched.issues.filter { $0.severity != .note }.map(\.code) == [.fileEmpty])
        #expect(Set(untouched.layout.keys) == Set(Column.allCases))

        // without its mark it is a person like any other, whose building nobody has
        var lines = try read(path)
        lines[1][Column.note.index] = ""
        lines[1][Column.building.index] = ""
        let marked = try csv(lines)
        defer { try? FileManager.default.removeItem(atPath: marked) }
        let outcome = check(marked)
        #expect(outcome.counts == RowCounts(rows: 1, sound: 1, warned: 0, faulty: 0, blank: 0), "\(outcome.issues)")
    }

    @Test func `a real person written over the example counts although its note was forgotten`() throws {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Template(texts: texts).write(to: path, in: .ru)
        var lines = try read(path)
        lines.append(lines[1])
        lines[2][Column.iin.index] = Resident(7).iin.digits
        lines[2][Column.birthDate.index] = ""
        let file = try csv(lines)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let counts = check(file).counts
        #expect(counts.rows == 2)
        #expect(counts.blank == 1)
    }
}

/// The template with the residents of a building in it.
@Suite(.world) struct FilledTemplateTests {
    private let texts: Texts

    init() throws { texts = try Texts() }

    private func fill(_ action: Action, at premises: Int64, by person: World.Person, _ world: World) async throws
        -> [[String]]
    {
        let path = NSTemporaryDirectory() + "/\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let stay: Stay? = action == .extend ? .temporary : nil
        try await Template(texts: texts).write(to: path, in: .ru, action: action) { after throws(Refusal) in
            try await world.store.register.residents(at: premises, stay: stay, after: after, by: person.caller)
        }
        var lines: [[String]] = []
        let reader = try XLSXReader(path: path, limits: TabularLimits())
        try reader.read { record in lines.append((0..<record.count).map { record.text($0) }) }
        return lines
    }

    @Test func `everybody who lives there has one row, only temporary stays can be extended, and the look is logged`()
        async throws
    {
        let world = try World.here()
        let until = World.today.adding(days: 90)
        try await world.approved([
            Resident(1).row(2, from: World.today),
            Resident(2).row(3, .arrive, .temporary, from: World.today, until: until),
        ])
        let leaving = try await fill(.depart, at: World.house, by: .clerk, world)
        #expect(leaving.count == 3)
        #expect(leaving.dropFirst().map { $0[1] } == [Resident(1).iin.digits, Resident(2).iin.digits].sorted())
        #expect(leaving.dropFirst().allSatisfy { $0[0] == texts.label(Action.depart, in: .ru) })
        let staying = try await fill(.extend, at: World.house, by: .clerk, world)
        #expect(staying.dropFirst().map { $0[1] } == [Resident(2).iin.digits])
        #expect(staying[1].last?.contains(Formats.day(until)) == true)
        let looks = try await world.database.number(
            "SELECT count(*) AS n FROM audit WHERE action = 'look.register' AND premises_id = \(World.house)")
        #expect(looks == 4)
    }

    @Test func `nobody else's people are handed out`() async throws {
        let world = try World.here()
        try await world.approved([Resident(1).row(2, from: World.today)])
        for stranger in [World.Person.orphanageHead, .reviewer, .auditor, .keeper] {
            let found = try await refusal {
                try await world.store.register.residents(at: World.house, by: stranger.caller)
            }
            #expect(found != nil, "\(stranger)")
        }
    }
}
