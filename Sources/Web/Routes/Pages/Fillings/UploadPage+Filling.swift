import Domain
import Store
import Texts

extension UploadPage {
    /// - Parameters:
    ///   - values: what was sent before, by field; nil at the first visit.
    ///   - refusal: why it was not taken.
    ///   - parent: the petition whose corrected file this will be.
    init(
        premises: [Premises], values: [String: String]? = nil, refusal: Refusal? = nil, parent: Petition? = nil,
        limits: Limits, _ reader: Reader
    ) {
        let words = reader.words
        let choice = Field.Option(value: "", label: "—")
        let options = premises.map { house in
            Field.Option(value: "\(house.id)", label: "\(house.name), \(house.address(in: reader.language))")
        }
        self.init(
            premises: premises.count == 1 ? options : [choice] + options,
            values: values ?? Self.proposed(parent, reader), errors: Self.errors(refusal, reader),
            limits: words(
                "upload", "limits",
                [
                    "size": Formats.bytes(limits.uploadBytes, in: reader.language),
                    "rows": words.counted("rows", limits.rows),
                ]),
            filled: premises.compactMap { FilledTemplate($0, reader) },
            parent: parent.map { PetitionLink($0, why: words("petition", "why_correction"), reader) },
            parentID: parent.map { "\($0.id)" }, words)
    }

    private static func proposed(_ parent: Petition?, _ reader: Reader) -> [String: String] {
        guard let parent else { return ["dated": "\(reader.today)"] }
        var values = [
            "premises": "\(parent.summary.premises)", "number": parent.summary.number,
            "dated": "\(parent.summary.dated)",
        ]
        values["list"] = parent.list.rawValue
        values["stay"] = parent.stay?.rawValue
        values["from"] = parent.from?.description
        values["until"] = parent.until?.description
        return values
    }

    private static func errors(_ refusal: Refusal?, _ reader: Reader) -> [String: String] {
        guard let refusal else { return [:] }
        let words = reader.words
        switch (refusal.code, refusal.arguments["field"]) {
        case (.valueInvalid, "premises"), (.notFound, _): return ["premises": words("upload", "premises_missing")]
        case (.valueInvalid, "number"): return ["number": words("upload", "number_missing")]
        case (.valueInvalid, "dated"): return ["dated": words("upload", "dated_missing")]
        case (.valueInvalid, "from"): return ["from": words("upload", "date_unreadable")]
        case (.valueInvalid, "until"): return ["until": words("upload", "date_unreadable")]
        case (.valueInvalid, "file"): return ["file": words("upload", "file_missing")]
        case (.backDated, _), (.inFuture, _): return ["dated": reader.explanation(refusal)]
        default: return ["file": reader.explanation(refusal)]
        }
    }
}
