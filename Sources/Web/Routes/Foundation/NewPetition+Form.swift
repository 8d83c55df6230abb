import Domain
import Store

extension NewPetition {
    /// What a form or a query says of a petition: `premises`, `number`, `dated`, and if wanted `stay`, `from`, `until`, and
    /// the draft it corrects as `parent`, and what it lists as `list`.
    ///
    /// - Throws: `.valueInvalid` with the field that is missing or cannot be read.
    init(_ form: Form) throws(Refusal) {
        guard let premises = try form.number("premises", as: Int64.self) else { throw Self.missing("premises") }
        guard let number = form["number"] else { throw Self.missing("number") }
        guard let dated = try form.day("dated") else { throw Self.missing("dated") }
        self.init(
            premises: premises, number: number, dated: dated, stay: try form.word("stay"), from: try form.day("from"),
            until: try form.day("until"), corrects: try form.number("parent", as: Int64.self),
            list: try form.word("list") ?? .changes)
    }

    private static func missing(_ field: String) -> Refusal { Refusal(.valueInvalid, arguments: ["field": field]) }
}
