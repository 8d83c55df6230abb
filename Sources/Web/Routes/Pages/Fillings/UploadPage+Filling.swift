import Domain
import Store
import Texts

extension UploadPage {
    /// - Parameters:
    ///   - values: what was sent before, by field; nil at the first visit.
    ///   - faults: everything for which it was not taken.
    ///   - parent: the petition whose corrected file this will be.
    init(
        premises: [Premises], values: [String: String]? = nil, faults: [Refusal] = [], parent: Petition? = nil,
        limits: Limits, _ reader: Reader
    ) {
        let words = reader.words
        let choice = Field.Option(value: "", label: "—")
        let options = premises.map { house in
            Field.Option(value: "\(house.id)", label: "\(house.name), \(house.address(in: reader.language))")
        }
        self.init(
            premises: premises.count == 1 ? options : [choice] + options,
            values: values ?? Self.proposed(parent, reader), errors: Self.errors(faults, reader),
            limits: words(
                "upload", "limits",
                [
                    "size": Formats.bytes(limits.uploadBytes, in: reader.language),
                    "rows": words.counted("rows", limits.rows),
                ]),
            filled: premises.compactMap { FilledTemplate($0, reader) },
            parent: parent.map { parent in
                let why = parent.siblings.isEmpty ? "why_correction" : "why_correction_of_buildings"
                return PetitionLink(parent, why: words("petition", why), reader)
            },
            parentID: parent.map { "\($0.id)" }, words)
    }

    private static func proposed(_ parent: Petition?, _ reader: Reader) -> [String: String] {
        guard let parent else { return ["dated": "\(reader.today)"] }
        var values = [
            "premises": "\(parent.filedFor)", "number": parent.summary.number,
            "dated": "\(parent.summary.dated)",
        ]
        values["list"] = parent.list.rawValue
        values["stay"] = parent.stay?.rawValue
        values["from"] = parent.from?.description
        values["until"] = parent.until?.description
        return values
    }

    /// The first fault of each field, in words.
    private static func errors(_ faults: [Refusal], _ reader: Reader) -> [String: String] {
        Dictionary(faults.map { error($0, reader) }) { first, _ in first }
    }

    private static func error(_ fault: Refusal, _ reader: Reader) -> (field: String, text: String) {
        let words = reader.words
        switch (fault.code, fault.arguments["field"]) {
        case (.valueInvalid, "premises"), (.notFound, _): return ("premises", words("upload", "premises_missing"))
        case (.valueInvalid, "number"): return ("number", words("upload", "number_missing"))
        case (.valueInvalid, "dated"): return ("dated", words("upload", "dated_missing"))
        case (.valueInvalid, "from"): return ("from", words("upload", "date_unreadable"))
        case (.valueInvalid, "until"): return ("until", words("upload", "date_unreadable"))
        case (.valueInvalid, "file"): return ("file", words("upload", "file_missing"))
        case (.valueInvalid, "file_empty"): return ("file", words("upload", "file_empty"))
        case (.backDated, _), (.inFuture, _): return ("dated", reader.explanation(fault))
        case (.untilBeforeFrom, _): return ("until", reader.explanation(fault))
        default: return ("file", reader.explanation(fault))
        }
    }
}
