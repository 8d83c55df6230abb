import Domain
import FoundationEssentials
import Store
import Texts

extension PoliciesPage {
    init(_ found: [PolicyLine], _ reader: Reader) {
        let inForce = found.first(where: \.isInForce)
        self.init(
            lines: found.map { Line($0, inForce: inForce?.id, reader) },
            commands: [
                "tirkeu policy show egov-2017 --file > mine.json", "tirkeu policy check mine.json",
                "tirkeu policy use mine.json",
            ])
    }
}

extension PoliciesPage.Line {
    fileprivate init(_ line: PolicyLine, inForce: Int64?, _ reader: Reader) {
        let (words, kept) = (reader.words, line.kept)
        let chosen = line.chosenAt.map { words("policy", "in_force_since", ["moment": Formats.moment($0)]) }
        self.init(
            title: kept.policy.title(in: reader.language), name: kept.name, url: "/policies/\(line.id)",
            text: kept.fingerprint.short,
            state: Tag(
                text: words("policy", line.isInForce ? "in_force" : "not_in_force"),
                kind: line.isInForce ? "good" : "quiet"),
            since: line.isInForce ? chosen ?? words("policy", "by_default") : nil,
            kept: kept.isShipped
                ? words("policy", "shipped")
                : [line.keptBy, Formats.moment(line.keptAt)].compactMap(\.self).joined(separator: ", "),
            compareURL: line.isInForce ? nil : inForce.map { "/policies/\(line.id)/difference/\($0)" },
            useURL: line.isInForce ? nil : "/policies/\(line.id)/use")
    }
}

extension PolicyPage {
    init(_ kept: KeptPolicy, inForce: KeptPolicy, _ reader: Reader) {
        let (words, policy) = (reader.words, kept.policy)
        let isInForce = kept.id == inForce.id
        self.init(
            title: policy.title(in: reader.language),
            facts: [
                Fact(label: words("policy", "name"), value: kept.name),
                Fact(label: words("policy", "text"), value: kept.fingerprint.short),
                Fact(
                    label: words("policy", "state"), value: words("policy", isInForce ? "in_force" : "not_in_force")),
            ],
            parameters: policy.parameters.map { parameter in
                Parameter(
                    label: reader.texts.label(parameter: parameter.name, in: reader.language), name: parameter.name,
                    isUnused: !parameter.isUsed, entries: parameter.entries.map { PolicyEntry($0, reader) })
            },
            documents: policy.documents.map { PolicyDocument($0, reader) },
            compareURL: isInForce ? nil : "/policies/\(kept.id)/difference/\(inForce.id)",
            useURL: isInForce ? nil : "/policies/\(kept.id)/use")
    }
}

extension PolicyDifferencePage {
    init(from old: KeptPolicy, to new: KeptPolicy, _ reader: Reader) {
        let difference = PolicyDifference(old.policy, new.policy)
        let names = [old, new].map { "\($0.policy.title(in: reader.language)) (\($0.fingerprint.short))" }
        self.init(
            lead: reader.words("policy", "difference_lead", ["old": names[0], "new": names[1]]),
            parameters: difference.parameters.map { parameter in
                Parameter(
                    label: reader.texts.label(parameter: parameter.old.name, in: reader.language),
                    old: parameter.old.entries.filter { !parameter.new.entries.contains($0) }.map {
                        PolicyEntry($0, reader)
                    },
                    new: parameter.new.entries.filter { !parameter.old.entries.contains($0) }.map {
                        PolicyEntry($0, reader)
                    })
            },
            removed: difference.removedDocuments.map { PolicyDocument($0, reader) },
            added: difference.addedDocuments.map { PolicyDocument($0, reader) })
    }
}

extension PolicyUsePage {
    init(_ kept: KeptPolicy, _ preview: PolicyPreview, isInForce: Bool, _ reader: Reader) {
        let words = reader.words
        self.init(
            heading: words("policy", "use_heading", ["name": kept.policy.title(in: reader.language)]),
            consequences: [words("policy", "use_consequence"), words("policy", "use_keep")],
            sums: words(
                "policy", "preview_sums",
                [
                    "petitions": words.counted("petitions", preview.petitions),
                    "rows": words.counted("rows", preview.rows),
                ]),
            lines: preview.lines.map { line in
                Line(
                    number: words("petition", "sign") + " " + line.number,
                    institution: line.institutionName.in(reader.language), state: Tag(line.state, words),
                    rows: words.counted("rows", line.rows), differing: words.grouped(line.differing),
                    blocked: words.grouped(line.blocked), freed: words.grouped(line.freed))
            },
            command: preview.isPart ? "tirkeu policy use \(kept.id) --preview" : nil, url: "/policies/\(kept.id)/use",
            isInForce: isInForce)
    }
}

extension Policy {
    /// What people who read a language call it.
    func title(in language: Language) -> String { title[language] ?? name }
}

extension PolicyEntry {
    fileprivate init(_ entry: PolicyParameter.Entry, _ reader: Reader) {
        self.init(
            value: reader.texts.text(entry.value, in: reader.language), since: Formats.day(entry.since),
            source: entry.source, isUnconfirmed: !entry.confirmed)
    }
}

extension PolicyDocument {
    init(_ line: DocumentLine, note: String? = nil, _ reader: Reader) {
        self.init(line, note: note, reader.texts, reader.words)
    }

    init(_ line: DocumentLine, note: String? = nil, _ texts: Texts, _ words: Wording) {
        let language = words.language
        self.init(
            paper: texts.label(line.paper, in: language),
            copies: line.copies > 1 ? words("policy", "copies", ["n": "\(line.copies)"]) : nil,
            whom: texts.whom(line, in: language),
            need: Tag(text: texts.label(line.need, in: language), kind: line.need == .required ? "active" : "quiet"),
            days: [
                Formats.day(line.since), line.until.map { words("policy", "until", ["day": Formats.day($0)]) },
            ].compactMap(\.self).joined(separator: " "),
            source: line.source, isUnconfirmed: !line.confirmed, note: note)
    }
}
