import Domain
import Foundation
import Testing

@testable import Web

/// Mustache renders a name that does not exist as nothing. These tests read every template and hold each of its names
/// against the page's filled sample, and each of its texts against the catalogue.
@Suite struct TemplateNames {
    private static let samples: [any Page] = [
        SignInPage.sample, HomePage.sample, PetitionsPage.sample, UploadPage.sample, PetitionPage.sample,
        PetitionOccupancyPage.sample, IssuesPage.sample, ReadingPage.sample, RowsPage.sample, RowPage.sample,
        RemovalPage.sample,
        RememberedPage.sample, SubmissionPage.sample,
        WithdrawalPage.sample, QueuePage.sample, ReviewPage.sample, DecisionPage.sample, ApprovalsPage.sample,
        RegisterPage.sample, PremisesPage.sample, InstitutionsPage.sample, InstitutionPage.sample,
        PremisesEditPage.sample, AuthoritiesPage.sample, ReceiptPage.sample, HistoryPage.sample, DifferencePage.sample,
        RefusalPage.sample, HelpPage.sample, AccountActPage.sample, AccountPage.sample,
        AuditPage.sample, TogetherPage.sample, RulesPage.sample, RulePage.sample, SeedPage.sample, GuidePage.sample,
        AuthorityPage.sample, AttachmentsPage.sample,
        PoliciesPage.sample, PolicyPage.sample, PolicyDifferencePage.sample,
        PolicyUsePage.sample, DocumentsPage.sample,
    ]

    @Test(arguments: samples.indices) func `every name in a page's template is a property of the page`(
        _ index: Int
    ) throws {
        let page = Self.samples[index]
        var walk = TemplateWalk()
        try walk.walk(template: type(of: page).template, page: page)
        #expect(walk.faults == [])
    }

    @Test func `no optional property hides one of the same name further out, unless it is asked for by a dot`() throws {
        for page in Self.samples {
            var walk = TemplateWalk()
            try walk.walk(template: type(of: page).template, page: page)
            #expect(walk.hidden == [], "\(type(of: page).template)")
        }
    }

    @Test func `every text that a template or a page names exists in three languages`() throws {
        let catalogue = try Self.catalogue()
        let template = /\{\{[#^]?t\.(\w+)\.(\w+)/
        let call = /words\(\s*"(\w+)", "([^"\\]+)"/
        for (name, text) in try TemplateWalk.templates() {
            for match in text.matches(of: template) {
                #expect(catalogue[String(match.1)]?[String(match.2)] != nil, "\(name): \(match.0)")
            }
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.pagesFolder) {
            let text = try String(contentsOfFile: Self.pagesFolder + "/" + file, encoding: .utf8)
            for match in text.matches(of: call) {
                #expect(catalogue[String(match.1)]?[String(match.2)] != nil, "\(file): \(match.0)")
            }
        }
        for (section, keys) in catalogue {
            for (key, languages) in keys {
                #expect(Set(languages.keys) == Set(Language.allCases.map(\.rawValue)), "\(section).\(key)")
                #expect(languages.values.allSatisfy { !$0.isEmpty }, "\(section).\(key)")
            }
        }
    }

    @Test func `the languages put the same values into a text`() throws {
        for (section, keys) in try Self.catalogue() {
            for (key, languages) in keys {
                let values = Set(languages.values.map { text in Set(text.matches(of: /\{\w+\}/).map { String($0.0) }) })
                #expect(values.count == 1, "\(section).\(key)")
            }
        }
    }

    @Test func `no template writes a value unescaped or brings its own style or script`() throws {
        for (name, text) in try TemplateWalk.templates() {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains("<script>"), "\(name)")
            #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(name)")
        }
    }

    @Test(arguments: Language.allCases) func `every page renders in every language and escapes what it shows`(
        _ language: Language
    ) async throws {
        let catalogue = try Self.catalogue()
        let pages = try await Pages { language in
            catalogue.mapValues { $0.mapValues { $0[language.rawValue] ?? "" } }
        }
        let layout = Layout(language: language, title: "<b>&", path: "/")
        func check(_ page: some Page) throws {
            let html = try pages.render(page, layout)
            #expect(html.hasPrefix("<!doctype html>"))
            #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
            #expect(html.contains("&lt;b&gt;&amp;") && !html.contains("<b>&"))
            #expect(!html.contains("Optional("))
        }
        for page in Self.samples { try check(page) }
    }

    @Test func `an id is used once on a page`() async throws {
        let pages = try await Pages { _ in [:] }
        for page in Self.samples {
            let html = try pages.render(page, Layout.sample)
            let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            let twice = Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
            #expect(twice == [], "\(type(of: page).template)")
        }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path()
    private static let pagesFolder = root + "/Sources/Web/Pages"

    private static func catalogue() throws -> [String: [String: [String: String]]] {
        let data = try Data(contentsOf: URL(filePath: root + "/Sources/Texts/Catalog/pages.json"))
        return try JSONDecoder().decode([String: [String: [String: String]]].self, from: data)
    }
}

/// Reads a template as Mustache does and looks every name up as Mustache does, but complains.
private struct TemplateWalk {
    private(set) var faults: [String] = []
    /// Optional names that would find a namesake further out when they are nil.
    private(set) var hidden: [String] = []

    /// One tag of a template: `{{sigil name}}`.
    private struct Tag {
        let sigil: Character?
        let name: String
    }

    /// A block and, for `{{<layout}}`, the blocks that the page gives it.
    private typealias Blocks = [String: ArraySlice<Tag>]

    static func templates() throws -> [String: String] {
        let folder = Pages.folder + "/Templates"
        var templates: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".mustache") {
            templates[String(file.dropLast(9))] = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        }
        return templates
    }

    mutating func walk(template: String, page: any Page) throws {
        let root: [(String, Any)] = [
            ("layout", Layout.sample), ("page", page), ("t", [String: [String: String]]()), ("assets", ""),
        ]
        let sources = try Self.templates()
        walk(Self.tags(sources[template] ?? "")[...], [root], Blocks(), sources, in: template)
        if sources[template] == nil { faults.append("\(template) does not exist") }
    }

    private static func tags(_ text: String) -> [Tag] {
        text.matches(of: /\{\{([#^\/<$>!])?\s*([^}]*?)\s*\}\}/).map { match in
            Tag(sigil: match.1?.first, name: String(match.2))
        }
    }

    private mutating func walk(
        _ tags: ArraySlice<Tag>, _ scopes: [[(String, Any)]], _ blocks: Blocks, _ sources: [String: String],
        in template: String
    ) {
        var rest = tags
        while let tag = rest.popFirst() {
            switch tag.sigil {
            case "#", "^":
                let body = Self.takeBody(of: tag.name, from: &rest)
                let value = look(up: tag.name, in: scopes, template)
                walk(body, tag.sigil == "#" ? scopes + Self.scope(of: value) : scopes, blocks, sources, in: template)
            case "<":
                var given = blocks
                var body = Self.takeBody(of: tag.name, from: &rest)
                while let block = body.popFirst() {
                    if block.sigil == "$" { given[block.name] = Self.takeBody(of: block.name, from: &body) }
                }
                walk(Self.tags(sources[tag.name] ?? "")[...], scopes, given, sources, in: template)
            case "$":
                let fallback = Self.takeBody(of: tag.name, from: &rest)
                walk(blocks[tag.name] ?? fallback, scopes, blocks, sources, in: template)
            case ">":
                if sources[tag.name] == nil { faults.append("\(template): partial \(tag.name) does not exist") }
                walk(Self.tags(sources[tag.name] ?? "")[...], scopes, blocks, sources, in: template + "/" + tag.name)
            case nil:
                _ = look(up: tag.name, in: scopes, template)
            default:
                break
            }
        }
    }

    /// The tags up to the one that closes `name`, which is taken too.
    private static func takeBody(of name: String, from rest: inout ArraySlice<Tag>) -> ArraySlice<Tag> {
        var depth = 1
        for index in rest.indices where rest[index].name == name {
            switch rest[index].sigil {
            case "#", "^", "<", "$": depth += 1
            case "/": depth -= 1
            default: break
            }
            if depth == 0 {
                let body = rest[..<index]
                rest = rest[(index + 1)...]
                return body
            }
        }
        defer { rest = [] }
        return rest
    }

    private mutating func look(up name: String, in scopes: [[(String, Any)]], _ template: String) -> Any? {
        if name == "." || name.hasPrefix("t.") { return nil }
        let path = name.split(separator: ".").map(String.init)
        let near = name.hasPrefix(".") ? scopes.suffix(1) : scopes[...]
        let found = near.reversed().compactMap { scope in scope.first { $0.0 == path[0] } }
        guard let first = found.first else {
            faults.append("\(template): {{\(name)}} is not there")
            return nil
        }
        if found.count > 1, Mirror(reflecting: first.1).displayStyle == .optional {
            hidden.append("\(template): \(name)")
        }
        var value: Any? = Self.unwrapped(first.1)
        for part in path.dropFirst() {
            guard let child = value.flatMap({ Mirror(reflecting: $0).children.first { $0.label == part } }) else {
                faults.append("\(template): {{\(name)}} is not there")
                return nil
            }
            value = Self.unwrapped(child.value)
        }
        if value == nil { faults.append("\(template): {{\(name)}} is nil in the sample, so what is in it goes unseen") }
        return value
    }

    /// Parts that pages share are walked once and for all with everything in them.
    private static func standIn(for value: Any) -> Any {
        switch value {
        case is Field:
            Field(
                name: "n", label: "l", hint: "h", error: "e", autocomplete: "a",
                options: [Field.Option(value: "v", label: "l")], note: "n")
        case is Fact: Fact(label: "l", value: "v", url: "/")
        case is Figure: Figure(label: "l", value: "v", kind: "k", url: "/")
        case is Choice: Choice(label: "l", url: "/", count: "1", isCurrent: true)
        default: value
        }
    }

    /// What a section puts on the stack: the first element of a list, a value, but nothing for a flag.
    private static func scope(of value: Any?) -> [[(String, Any)]] {
        guard let value, !(value is Bool) else { return [] }
        if let list = value as? [Any] { return list.isEmpty ? [] : [merged(list)] }
        return [properties(of: value)]
    }

    private static func properties(of value: Any) -> [(String, Any)] {
        Mirror(reflecting: standIn(for: value)).children.compactMap { child in child.label.map { ($0, child.value) } }
    }

    /// One element that has every property that some element of the list has.
    private static func merged(_ list: [Any]) -> [(String, Any)] {
        let all = list.map(properties)
        return (all.first ?? []).enumerated().map { index, property in
            all.first { unwrapped($0[index].1) != nil }.map { $0[index] } ?? property
        }
    }

    private static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }
}
