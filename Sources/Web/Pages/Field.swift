import FoundationEssentials

/// One field of a form. Templates cannot compute, so the flags are made here.
struct Field: Sendable {
    /// A choice of a select.
    struct Option: Sendable {
        var value: String
        var label: String
        var isSelected = false

        func selected(_ isSelected: Bool) -> Option { Option(value: value, label: label, isSelected: isSelected) }
    }

    /// The form's name for it; also the element's `id`, to which the error summary links.
    let name: String
    let label: String
    let value: String
    let hint: String?
    /// What is wrong with it; `{field}` in it stands for the label.
    let error: String?
    /// The `type` of the input: `text`, `date`, `password`, `number`.
    let type: String
    let autocomplete: String?
    let options: [Option]
    let isSelect: Bool
    let isInput: Bool
    /// The ids of hint and error, for `aria-describedby`; nil when there is neither.
    let describedBy: String?
    /// What a reviewer wrote on this cell.
    let note: String?

    init(
        name: String, label: String, value: String = "", hint: String? = nil, error: String? = nil,
        type: String = "text", autocomplete: String? = nil, options: [Option] = [], note: String? = nil
    ) {
        self.name = name
        self.label = label
        self.value = value
        self.hint = hint
        self.error = error?.replacing("{field}", with: label)
        self.type = type
        self.autocomplete = autocomplete
        self.options = options.map { $0.selected($0.value == value) }
        self.note = note
        isSelect = !options.isEmpty
        isInput = options.isEmpty
        let ids = [
            hint.map { _ in "\(name)-hint" }, note.map { _ in "\(name)-note" }, error.map { _ in "\(name)-error" },
        ]
        let present = ids.compactMap { $0 }
        describedBy = present.isEmpty ? nil : present.joined(separator: " ")
    }

    /// A day, written as people of the country write it whatever the browser's own language is.
    ///
    /// - Parameter value: `yyyy-MM-dd`, or what was typed.
    static func day(
        _ name: String, label: String, value: String, hint: String? = nil, error: String? = nil, _ words: Wording
    ) -> Field {
        let parts = value.split(separator: "-")
        let shown = parts.count == 3 && parts[0].count == 4 ? "\(parts[2]).\(parts[1]).\(parts[0])" : value
        let form = words("form", "day_hint")
        return Field(
            name: name, label: label, value: shown, hint: hint.map { "\($0) · \(form)" } ?? form, error: error,
            autocomplete: "off")
    }

    static let sample = Field(
        name: "number", label: "Номер ходатайства", value: "41", hint: "Как в вашем журнале", error: "Введите номер",
        autocomplete: "off", note: "Проверьте номер")
    static let sampleSelect = Field(
        name: "stay", label: "Вид регистрации", value: "permanent",
        options: [
            Option(value: "permanent", label: "Постоянная", isSelected: true),
            Option(value: "temporary", label: "Временная", isSelected: false),
        ])
}

/// The list of what is wrong with a sent form, each line a link to its field.
struct ErrorSummary: Sendable {
    struct Line: Sendable {
        var text: String
        /// The id of the field.
        var target: String
    }

    var lines: [Line]

    /// The summary of fields with errors; nil when there are none.
    init?(_ fields: [Field]) {
        lines = fields.compactMap { field in field.error.map { Line(text: $0, target: field.name) } }
        if lines.isEmpty { return nil }
    }

    init(lines: [Line]) { self.lines = lines }

    static let sample = ErrorSummary(lines: [Line(text: "Выберите файл", target: "file")])
}

/// What a form sends along unseen.
struct HiddenField: Sendable, Hashable {
    var name: String
    var value: String
}
