import Domain
import Texts

/// Reads a sent form and gathers what is wrong with it, so that everything is told at once.
struct FieldReading {
    private let form: Form
    private let reader: Reader
    /// What is wrong, in words, by field.
    private(set) var faults: [String: String] = [:]

    init(_ form: Form, _ reader: Reader) {
        self.form = form
        self.reader = reader
    }

    /// What was sent, to be shown again.
    var values: [String: String] { form.firstValues }

    var isSound: Bool { faults.isEmpty }

    private static let longestText = 500

    /// A text that must be there, and that a page can show.
    mutating func text(_ name: String) -> String {
        guard let text = form[name], text.count <= Self.longestText else {
            refuse(name)
            return ""
        }
        return text
    }

    /// A value that must be there and be read; nil with a fault otherwise.
    mutating func value<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        guard let text = form[name], let value = read(text) else {
            refuse(name)
            return nil
        }
        return value
    }

    /// A value that need not be there.
    mutating func optional<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        form[name] == nil ? nil : value(name, read)
    }

    /// Puts a refusal of the store beside its field.
    ///
    /// - Parameters:
    ///   - names: the form's name for the store's, where they differ.
    ///   - usual: the field for a refusal that names none of the form's.
    /// - Throws: the refusal, when it is not about a field.
    mutating func take(_ refusal: Refusal, names: [String: String] = [:], otherwise usual: String) throws(Refusal) {
        guard refusal.code == .valueInvalid || refusal.code == .valueTaken else { throw refusal }
        let field = refusal.arguments["field"].map { names[$0] ?? $0 }
        let known = field.flatMap { form.names.contains($0) ? $0 : nil }
        faults[known ?? usual] = reader.texts.message(Refusal(refusal.code), in: reader.language)
    }

    private mutating func refuse(_ name: String) {
        let words = reader.words
        faults[name] =
            switch name {
            case _ where form[name] == nil: words("form", "empty")
            case "bin", "payee_bin": words("form", "bin")
            case "iin": words("form", "iin")
            case "account": words("form", "account")
            case "bic": words("form", "bic")
            case "budget_code": words("form", "budget_code")
            case "kato": words("form", "kato")
            case "places", "living_area": words("form", "number")
            default: reader.texts.message(Refusal(.valueInvalid), in: reader.language)
            }
    }
}
