import Domain
import Store

/// What a form or a query says of a petition: `premises`, `number`, `dated`, and if wanted `stay`, `from`, `until`, the draft it
/// corrects as `parent`, and what it lists as `list`. Everything that is wrong with it is told at once.
struct PetitionFields: Sendable {
    /// What is missing or cannot be read, or would be refused whatever the file.
    private(set) var faults: [Refusal] = []
    /// The petition; nil when something of it is missing or cannot be read.
    private(set) var petition: NewPetition?

    init(_ form: Form, _ uploads: Uploads, by caller: Caller) async throws(Refusal) {
        let premises = needed("premises") { () throws(Refusal) in try form.number("premises", as: Int64.self) }
        let number = needed("number") { form["number"] }
        let dated = needed("dated") { () throws(Refusal) in try form.day("dated") }
        let list = read { () throws(Refusal) in try form.word("list", as: PetitionList.self) }
        let stay = read { () throws(Refusal) in try form.word("stay", as: Stay.self) }
        let from = read { () throws(Refusal) in try form.day("from") }
        let until = read { () throws(Refusal) in try form.day("until") }
        let corrected = read { () throws(Refusal) in try form.number("parent", as: Int64.self) }
        if faults.isEmpty, let premises, let number, let dated {
            petition = NewPetition(
                premises: premises, number: number, dated: dated, stay: stay, from: from, until: until,
                corrects: corrected, list: list ?? .changes)
        }
        faults += try await uploads.faults(number: number, dated: dated, from: from, until: until, by: caller)
    }

    private mutating func read<Value>(_ value: () throws(Refusal) -> Value?) -> Value? {
        do throws(Refusal) {
            return try value()
        } catch {
            faults.append(error)
            return nil
        }
    }

    private mutating func needed<Value>(_ field: String, _ value: () throws(Refusal) -> Value?) -> Value? {
        read { () throws(Refusal) in
            guard let value = try value() else { throw Refusal(.valueInvalid, arguments: ["field": field]) }
            return value
        }
    }
}
