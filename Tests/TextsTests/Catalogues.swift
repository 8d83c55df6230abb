import Domain

@testable import Texts

/// The catalogue that ships, loaded once for all tests.
func shippedTexts() throws -> Texts { try shipped.get() }

private let shipped: Result<Texts, any Error> = Result { try Texts() }

extension Catalog {
    /// Every text with its place, without the pages.
    var ownTexts: [(place: String, phrases: Phrases)] {
        [("issues", issues), ("rules", rules), ("seed", seed), ("refusals", refusals), ("words", words)].flatMap {
            Catalog.listed($0.0, $0.1)
        }
    }

    /// The texts of the pages and of the template's help.
    var pageTexts: [(place: String, phrases: Phrases)] {
        Catalog.listed("pages", pages) + Catalog.listed("columns", columns)
            + Catalog.listed("sources", ["source": sources])
    }

    private static func listed(
        _ file: String, _ sections: [String: [String: Phrases]]
    ) -> [(place: String, phrases: Phrases)] {
        sections.flatMap { section, texts in
            texts.map { (place: "\(file).\(section).\($0.key)", phrases: $0.value) }
        }
    }
}

/// A text without its placeholders.
func prose(_ text: String) -> String {
    text.split(separator: "{").enumerated()
        .map { $0.offset > 0 || text.first == "{" ? $0.element.drop { $0 != "}" } : $0.element }
        .joined()
}

/// The runs of letters in a text.
func lettersRuns(_ text: String) -> [String] {
    text.split { !$0.isLetter }.map(String.init)
}

func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && scalar.value < 0x250
}

func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { 0x400...0x52F ~= scalar.value }
