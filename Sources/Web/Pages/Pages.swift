import Domain
import Foundation
import Mustache

/// Renders pages: the templates, parsed once, and the page texts of every language.
struct Pages: Sendable {
    /// A template or the folder of templates that is not where it should be.
    enum Fault: Error, Hashable, Sendable {
        case templateMissing(String)
        case folderMissing(String)
    }

    private let library: MustacheLibrary
    private let wordings: [Language: Wording]
    private let assets: String

    /// Reads all templates and the public files' contents (for the version in their addresses).
    ///
    /// - Parameters:
    ///   - folder: the folder that holds `Templates` and `Public`.
    ///   - texts: the page texts of a language: section, key, text.
    init(folder: String = Pages.folder, texts: @Sendable (Language) -> [String: [String: String]]) async throws {
        guard FileManager.default.fileExists(atPath: folder + "/Templates/layout.mustache") else {
            throw Fault.folderMissing(folder)
        }
        // Walking a folder does not follow a link to it.
        let templates = URL(filePath: folder + "/Templates").resolvingSymlinksInPath().path(percentEncoded: false)
        library = try await MustacheLibrary(directory: templates)
        wordings = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { ($0, Wording(language: $0, texts: texts($0))) })
        assets = Self.version(of: folder + "/Public")
    }

    /// The folder of templates and public files that ships beside the binary.
    static var folder: String { Bundle.module.resourcePath ?? Bundle.module.bundlePath }

    /// The page texts of a language.
    func wording(in language: Language) -> Wording {
        wordings[language] ?? Wording(language: language, texts: [:])
    }

    /// The whole HTML document of a page.
    func render<P: Page>(_ page: P, _ layout: Layout) throws(Fault) -> String {
        let context = Rendering(
            layout: layout, page: page, t: wording(in: layout.language).texts, assets: assets)
        guard let html = library.render(context, withTemplate: P.template) else {
            throw .templateMissing(P.template)
        }
        return html
    }

    /// A short fingerprint of the public files (FNV-1a), so that browsers may keep them for ever.
    private static func version(of folder: String) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for name in names.sorted() {
            let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return String(hash, radix: 36)
    }
}

/// What a template sees: the page's own names first, then `layout`, `t` and `assets`.
struct Rendering<P: Page>: Sendable {
    let layout: Layout
    let page: P
    let t: [String: [String: String]]
    let assets: String
}
