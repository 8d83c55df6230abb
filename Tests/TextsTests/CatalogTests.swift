import Domain
import Testing

@testable import Texts

/// What holds for every text that ships; that each is there in three languages the loading itself proves.
@Suite struct CatalogTests {
    let catalog: Catalog

    init() throws { catalog = try shippedTexts().catalog }

    @Test func `a text asks for the same arguments in all languages`() {
        for (place, phrases) in catalog.ownTexts + catalog.pageTexts {
            let names = Language.allCases.map { phrases[$0].names }
            #expect(names[0] == names[1] && names[1] == names[2], "\(place): \(names)")
        }
    }

    @Test func `every plural form asks for the same arguments`() {
        for (place, phrases) in catalog.ownTexts + catalog.pageTexts {
            for language in Language.allCases {
                for text in phrases[language].allForms.values {
                    #expect(
                        text.filter { $0 == "{" }.count == phrases[language].raw.filter { $0 == "{" }.count,
                        "\(place): \(text)")
                }
            }
        }
    }

    @Test func `no text was left untranslated`() {
        let shared: Set = [
            "words.role.auditor", "words.role.operator", "words.document_type.passport", "words.field.login",
            "words.field.file", "words.institution_kind.boarding_house",
        ]
        for (place, phrases) in catalog.ownTexts {
            let texts = Language.allCases.map { phrases[$0].raw }
            let hasWords = texts.allSatisfy { $0.contains { $0.isLetter && !"№AАN".contains($0) } }
            guard hasWords else { continue }
            #expect(texts[2] != texts[0] && texts[2] != texts[1], "\(place): \(texts[2])")
            if place.hasPrefix("words.citizenship.") || shared.contains(place) { continue }
            #expect(texts[0] != texts[1], "\(place): \(texts[0])")
        }
    }

    @Test func `no word mixes the look-alikes of two alphabets`() {
        var texts = (catalog.ownTexts + catalog.pageTexts).flatMap { place, phrases in
            Language.allCases.flatMap { phrases[$0].allForms.values.map { (place, $0) } }
        }
        texts += catalog.headers.flatMap { column, languages in languages.values.joined().map { (column, $0) } }
        texts += catalog.values.values.joined().flatMap { value, languages in
            languages.values.joined().map { (value, $0) }
        }
        for (place, text) in texts {
            for word in lettersRuns(text) {
                let mixes =
                    word.unicodeScalars.contains(where: isLatin) && word.unicodeScalars.contains(where: isCyrillic)
                #expect(!mixes, "\(place): \(word)")
            }
        }
    }

    @Test func `Latin stands in Kazakh and Russian only where the thing is called so, Cyrillic never in English`() {
        let names: Set = [
            "Excel", "XLSX", "XLS", "CSV", "JSON", "UTF", "API", "Caps", "Lock", "Idempotency", "Key", "KAZ", "N",
            "PDF", "JPEG", "PNG", "ZIP", "pdf",
        ]
        for (place, phrases) in catalog.ownTexts {
            for language in Language.allCases {
                for word in lettersRuns(prose(phrases[language].raw)) {
                    if language == .en {
                        #expect(!word.unicodeScalars.contains(where: isCyrillic), "\(place): \(word)")
                    } else {
                        #expect(
                            !word.unicodeScalars.contains(where: isLatin) || names.contains(word), "\(place): \(word)")
                    }
                }
            }
        }
    }

    @Test func `messages are sentences and blame nobody`() {
        let words = ["invalid", "некорректн", "недействительн", "жарамсыз"]
        for (place, phrases) in catalog.ownTexts where place.hasSuffix(".message") || place.hasSuffix(".advice") {
            for language in Language.allCases {
                for text in phrases[language].allForms.values {
                    #expect(text.hasSuffix("."), "\(place): \(text)")
                    #expect(!words.contains { text.lowercased().contains($0) }, "\(place): \(text)")
                }
            }
        }
    }

    @Test func `texts belong to codes and columns that exist`() {
        for key in catalog.issues.keys {
            let parts = key.split(separator: "@").map(String.init)
            #expect(IssueCode(rawValue: parts[0]) != nil, "\(key)")
            if parts.count > 1 { #expect(Column(rawValue: parts[1]) != nil, "\(key)") }
        }
        for key in catalog.rules.keys {
            #expect(IssueCode(rawValue: key) != nil || RefusalCode(rawValue: key)?.isExplained == true, "\(key)")
        }
        for key in catalog.seed.keys { #expect(SeedSentence(rawValue: key) != nil, "\(key)") }
        for key in catalog.refusals.keys { #expect(RefusalCode(rawValue: key) != nil, "\(key)") }
    }

    @Test func `a folder without a catalogue is named, not a crash`() {
        #expect {
            _ = try Texts(folder: "/nowhere")
        } throws: { error in
            if case .unreadable(let file, _)? = error as? TextsError { file == "issues.json" } else { false }
        }
    }
}
