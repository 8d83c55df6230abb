internal import Domain
internal import Foundation

/// The files of a catalogue folder, decoded.
struct Catalog: Sendable {
    /// Code, or code`@`column, then `message`, `expected`, `example`.
    let issues: [String: [String: Phrases]]
    /// Code, then `title`, `why` and, for rules about papers, `bring`; for refusals `mend`, `fails` and `passes`.
    let rules: [String: [String: Phrases]]
    /// Sentence of the seed page, then `sentence`, `answer`.
    let seed: [String: [String: Phrases]]
    /// What policies name as their sources: the words in which they are written in files, in three languages.
    let sources: [String: Phrases]
    /// Code, then `message`, `advice`.
    let refusals: [String: [String: Phrases]]
    /// Kind, then the word's stable name.
    let words: [String: [String: Phrases]]
    /// Section, then the text's name.
    let pages: [String: [String: Phrases]]
    /// Column, then `what`, `needed` and, for text, `example`.
    let columns: [String: [String: Phrases]]
    /// Column, then the language's spellings.
    let headers: [String: [String: [String]]]
    /// Kind of words, the stable value, then the language's spellings.
    let values: [String: [String: [String: [String]]]]

    init(folder: String) throws(TextsError) {
        issues = try Catalog.phrases("issues.json", in: folder)
        rules = try Catalog.phrases("rules.json", in: folder)
        seed = try Catalog.phrases("seed.json", in: folder)
        sources = try Catalog.phrases("sources.json", in: folder)["source"] ?? [:]
        refusals = try Catalog.phrases("refusals.json", in: folder)
        words = try Catalog.phrases("words.json", in: folder)
        pages = try Catalog.phrases("pages.json", in: folder)
        columns = try Catalog.phrases("columns.json", in: folder)
        headers = try Catalog.decoded("headers.json", in: folder)
        values = try Catalog.decoded("values.json", in: folder)
        try checkComplete()
    }

    /// The catalogue's folder among the resources beside the executable.
    ///
    /// `Bundle.module` would stop the process when they are not there, and look where the binary was built.
    static func folder() throws(TextsError) -> String {
        let house = Bundle.main.bundleURL
        let houses = [house, Bundle.main.resourceURL ?? house]
        for house in houses {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: house.path)) ?? []
            for name in names.sorted() where name.hasSuffix("_Texts.resources") || name.hasSuffix("_Texts.bundle") {
                for inner in ["Catalog", "Contents/Resources/Catalog"] {
                    let folder = house.path + "/" + name + "/" + inner
                    if FileManager.default.fileExists(atPath: folder) { return folder }
                }
            }
        }
        throw .folderMissing(searched: Set(houses.map(\.path)).sorted())
    }

    private static func phrases(_ file: String, in folder: String) throws(TextsError) -> [String: [String: Phrases]] {
        let written: [String: [String: WrittenPhrases]] = try decoded(file, in: folder)
        var result: [String: [String: Phrases]] = [:]
        for (section, entries) in written {
            var texts: [String: Phrases] = [:]
            for (key, entry) in entries {
                guard let phrases = try Phrases(entry) else { throw .missing(file: file, key: "\(section).\(key)") }
                texts[key] = phrases
            }
            result[section] = texts
        }
        return result
    }

    private static func decoded<Content: Decodable>(
        _ file: String, in folder: String, as type: Content.Type = Content.self
    ) throws(TextsError) -> Content {
        do {
            let data = try Data(contentsOf: URL(filePath: folder + "/" + file))
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .unreadable(file: file, reason: "\(error)")
        }
    }

    /// Whether every code has its texts: a service that would show a blank must not start.
    private func checkComplete() throws(TextsError) {
        for code in IssueCode.allCases {
            for part in ["message", "expected", "example"] where issues[code.rawValue]?[part] == nil {
                throw .missing(file: "issues.json", key: "\(code.rawValue).\(part)")
            }
        }
        for code in IssueCode.allCases {
            for part in ["title", "why"] where rules[code.rawValue]?[part] == nil {
                throw .missing(file: "rules.json", key: "\(code.rawValue).\(part)")
            }
        }
        for code in RefusalCode.explained {
            for part in ["title", "why", "mend", "fails", "passes"] where rules[code.rawValue]?[part] == nil {
                throw .missing(file: "rules.json", key: "\(code.rawValue).\(part)")
            }
        }
        for sentence in SeedSentence.allCases {
            for part in ["sentence", "answer"] where seed[sentence.rawValue]?[part] == nil {
                throw .missing(file: "seed.json", key: "\(sentence.rawValue).\(part)")
            }
        }
        for column in Column.allCases {
            for part in ["what", "needed"] where columns[column.rawValue]?[part] == nil {
                throw .missing(file: "columns.json", key: "\(column.rawValue).\(part)")
            }
        }
        for code in RefusalCode.allCases {
            for part in ["message", "advice"] where refusals[code.rawValue]?[part] == nil {
                throw .missing(file: "refusals.json", key: "\(code.rawValue).\(part)")
            }
        }
    }
}
