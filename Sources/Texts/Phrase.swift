internal import Domain

/// A text in one language with places for arguments.
///
/// `{name}` is replaced by the argument, `{name:number}`, `{name:bytes}` and `{name:money}` by the argument so written;
/// a part in `[ ]` is left out when one of its arguments is missing. A text that counts has one form a plural.
struct Phrase: Sendable, Hashable {
    indirect enum Part: Sendable, Hashable {
        case text(String)
        case place(name: String, format: Format)
        case optional([Part])
    }

    enum Format: String, Sendable, Hashable {
        case plain, number, bytes, money
    }

    /// The forms; those that the language does not tell apart are the same.
    private let forms: [PluralForm: [Part]]
    /// The argument that chooses the form.
    private let counted: String
    private let language: Language

    /// Makes a phrase from forms as they are written in the catalogue; `other` stands for those that are not given.
    init(_ written: [PluralForm: String], counting counted: String, in language: Language) throws(TextsError) {
        var forms: [PluralForm: [Part]] = [:]
        for form in PluralForm.allCases {
            guard let text = written[form] ?? written[.many] else { continue }
            var parser = PhraseParser(text)
            forms[form] = try parser.parse()
        }
        self.forms = forms
        self.counted = counted
        self.language = language
    }

    /// The text with its arguments; `show` gives an argument as people read it, nil when it is missing.
    func filled(_ show: (_ name: String, _ format: Format) -> String?, count: (String) -> Int?) -> String {
        let form = count(counted).map { PluralForm(of: $0, in: language) } ?? .many
        return Phrase.fill(forms[form] ?? [], show).text
    }

    /// The text as it is written, with its placeholders: the form for many.
    var raw: String { Phrase.written(forms[.many] ?? []) }

    /// Every form as it is written.
    var allForms: [PluralForm: String] { forms.mapValues { Phrase.written($0) } }

    /// The names of all arguments.
    var names: Set<String> { forms.values.reduce(into: []) { $0.formUnion(Phrase.names($1)) } }

    private static func fill(_ parts: [Part], _ show: (String, Format) -> String?) -> (text: String, complete: Bool) {
        var (result, complete) = ("", true)
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .place(let name, let format):
                if let shown = show(name, format) {
                    result += shown
                } else {
                    (result, complete) = (result + "…", false)
                }
            case .optional(let parts):
                let inner = fill(parts, show)
                if inner.complete { result += inner.text }
            }
        }
        return (result, complete)
    }

    private static func written(_ parts: [Part]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .place(let name, let format): format == .plain ? "{\(name)}" : "{\(name):\(format.rawValue)}"
            case .optional(let parts): "[" + written(parts) + "]"
            }
        }.joined()
    }

    private static func names(_ parts: [Part]) -> Set<String> {
        parts.reduce(into: []) { names, part in
            switch part {
            case .text: break
            case .place(let name, _): names.insert(name)
            case .optional(let parts): names.formUnion(Phrase.names(parts))
            }
        }
    }
}

/// Reads a text of the catalogue.
private struct PhraseParser {
    private let text: String
    private var rest: Substring

    init(_ text: String) {
        self.text = text
        rest = Substring(text)
    }

    mutating func parse() throws(TextsError) -> [Phrase.Part] {
        let parts = try sequence()
        if !rest.isEmpty { throw .malformed(text: text) }
        return parts
    }

    /// Parts up to the end or the bracket that closes them.
    private mutating func sequence() throws(TextsError) -> [Phrase.Part] {
        var parts: [Phrase.Part] = []
        while let character = rest.first, character != "]" {
            switch character {
            case "{": parts.append(try place())
            case "[":
                rest.removeFirst()
                let inner = try sequence()
                guard rest.popFirst() == "]" else { throw .malformed(text: text) }
                parts.append(.optional(inner))
            case "}": throw .malformed(text: text)
            default:
                let end = rest.firstIndex { "{}[]".contains($0) } ?? rest.endIndex
                parts.append(.text(String(rest[..<end])))
                rest = rest[end...]
            }
        }
        return parts
    }

    private mutating func place() throws(TextsError) -> Phrase.Part {
        guard let end = rest.firstIndex(of: "}") else { throw .malformed(text: text) }
        let halves = rest[..<end].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        rest = rest[rest.index(after: end)...]
        guard let name = halves.first, !name.isEmpty, halves.count <= 2 else { throw .malformed(text: text) }
        guard halves.count == 2 else { return .place(name: String(name), format: .plain) }
        guard let format = Phrase.Format(rawValue: String(halves[1])) else { throw .malformed(text: text) }
        return .place(name: String(name), format: format)
    }
}
