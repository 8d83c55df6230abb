import Domain
import Testing

@testable import Web

/// What a reviewer marked comes through the form, the confirm page's hidden fields and back as the same decision.
@Suite struct MarksTests {
    private func marks(_ text: String) throws -> Marks { try Marks(Form(urlencoded: text)) }

    @Test func `marked rows differ from the rest and survive the hidden fields`() throws {
        let marks = try marks(
            "version=6&default=approved&outcome.3=refused&ground.3=documents_unreliable&note.3="
                + "&outcome.4=returned&ground.4=&column.4=document_number&note.4=%E2%84%96%3F&note.5=&ground.5=")
        #expect(marks.faults(open: 6) == [])
        let request = marks.request
        #expect(request.outcome == .approved)
        #expect(
            request.rows == [
                .init(number: 3, outcome: .refused, ground: .documentsUnreliable),
                .init(number: 4, outcome: .returned, notes: [.init(column: .documentNumber, text: "№?")]),
            ])
        var again = Form()
        for field in marks.fields { again.add(field.name, field.value) }
        let carried = try Marks(again)
        #expect(carried.request == request)
        #expect(carried.version == 6)
    }

    @Test(arguments: [
        ("version=1", [Marks.Fault.outcomeMissing(row: nil, field: "all-approved")]),
        ("all=refused", [.groundMissing(row: nil, field: "all-ground")]),
        ("all=returned&note=+", [.noteMissing(row: nil, field: "all-note")]),
        ("default=approved&outcome.7=refused", [.groundMissing(row: 7, field: "ground-7")]),
        ("default=approved&outcome.7=returned", [.noteMissing(row: 7, field: "note-7")]),
        ("default=approved&note.7=look", [.outcomeMissing(row: 7, field: "return-7")]),
        ("default=", [.outcomeMissing(row: nil, field: "default")]),
        ("default=refused", [.groundMissing(row: nil, field: "default-ground")]),
        ("default=returned&note=%21", []),
        ("all=approved", []),
    ]) func `what is missing is named by its field`(_ form: String, _ faults: [Marks.Fault]) throws {
        #expect(try marks(form).faults(open: 10) == faults)
    }

    @Test func `a page carries the marks of the rows that it does not show, and half a mark too`() throws {
        let marks = try marks("default=&outcome.3=approved&outcome.9=refused&ground.9=rules_not_met&note.12=look")
        let carried = marks.carried(besides: [3])
        #expect(
            carried == [
                HiddenField(name: "outcome.9", value: "refused"), HiddenField(name: "ground.9", value: "rules_not_met"),
                HiddenField(name: "note.12", value: "look"),
            ])
        var again = Form()
        for field in marks.fields { again.add(field.name, field.value) }
        let whole = try Marks(again)
        #expect(whole.rows == marks.rows)
        #expect(whole.isWhole == false)
    }

    @Test func `a proposed decision makes the marks that made it`() throws {
        let marks = try marks("version=6&default=approved&outcome.3=returned&column.3=iin&note.3=look")
        #expect(Marks(marks.request, version: 6).request == marks.request)
    }

    @Test func `a choice that is none of ours is refused`() {
        #expect(throws: Refusal.self) { try marks("default=maybe") }
        #expect(throws: Refusal.self) { try marks("default=approved&outcome.7=refused&ground.7=bad_weather") }
    }
}
