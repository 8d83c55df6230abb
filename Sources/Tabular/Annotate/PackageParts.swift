/// Copies `[Content_Types].xml`, without parts that go and with those that come.
struct TypesCopier: MarkupReader {
    let out = MarkupWriter()
    let dropped: Set<String>
    /// Types of new parts by name, with the leading slash.
    let added: [String: String]
    private static let boxes = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    private var prefix = ""
    private var knowsBoxes = false
    private var leftOut: Int?
    private var depth = 0

    init(dropped: Set<String>, added: [String: String]) {
        self.dropped = dropped
        self.added = added
        out.declare()
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        depth += 1
        if leftOut != nil { return }
        if depth == 1 { prefix = name.prefix }
        if name == "Default", attributes.text("Extension")?.lowercased() == "vml" { knowsBoxes = true }
        if name == "Override", let part = attributes.text("PartName"),
            dropped.contains(part.lowercased()) || added.keys.contains(where: { $0.lowercased() == part.lowercased() })
        {
            leftOut = depth
            return
        }
        out.copy(name, attributes)
    }

    mutating func close(_ name: MarkupName) throws {
        defer { depth -= 1 }
        if let began = leftOut {
            if began == depth { leftOut = nil }
            return
        }
        if depth == 1 {
            if !knowsBoxes { out.raw("<\(prefix)Default Extension=\"vml\" ContentType=\"\(Self.boxes)\"/>") }
            for (part, type) in added.sorted(by: { $0.key < $1.key }) {
                out.raw("<\(prefix)Override PartName=\"\(part)\" ContentType=\"\(type)\"/>")
            }
        }
        try out.close(name.qualified)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { out.text(bytes) }
}

/// Copies the relationships of a part, without some and with others.
struct LinksCopier: MarkupReader {
    let out = MarkupWriter()
    /// The last steps of the types that go.
    let dropped: Set<String>
    let added: [(id: String, kind: String, target: String)]
    private var prefix = ""
    private var leftOut: Int?
    private var depth = 0

    init(dropped: Set<String> = [], added: [(id: String, kind: String, target: String)] = []) {
        self.dropped = dropped
        self.added = added
        out.declare()
    }

    /// The relationships of a part that had none.
    static func part(_ added: [(id: String, kind: String, target: String)]) -> [UInt8] {
        let links = added.map { link($0, "") }.joined()
        return Array(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"\(Namespace.package)\">\(links)</Relationships>"
                .utf8)
    }

    private static func link(_ link: (id: String, kind: String, target: String), _ prefix: String) -> String {
        "<\(prefix)Relationship Id=\"\(link.id)\" Type=\"\(Namespace.office)/\(link.kind)\" Target=\"\(link.target)\"/>"
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        depth += 1
        if leftOut != nil { return }
        if depth == 1 { prefix = name.prefix }
        let kind = attributes.text("Type").flatMap { $0.split(separator: "/").last.map(String.init) }
        if let kind, dropped.contains(kind) {
            leftOut = depth
            return
        }
        out.copy(name, attributes)
    }

    mutating func close(_ name: MarkupName) throws {
        defer { depth -= 1 }
        if let began = leftOut {
            if began == depth { leftOut = nil }
            return
        }
        if depth == 1 { for link in added { out.raw(Self.link(link, prefix)) } }
        try out.close(name.qualified)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { out.text(bytes) }
}

/// Copies a part that points at the sheet's cells (a table, a thread of comments), or names them (the workbook).
struct ReferenceCopier: MarkupReader {
    private static let nameBytes = 1 << 16

    let out = MarkupWriter()
    let shift: ColumnShift
    private var name: [UInt8]?

    init(_ shift: ColumnShift) {
        self.shift = shift
        out.declare()
    }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        out.begin(name.qualified)
        attributes.forEach { attribute, value in
            if attribute == "ref" {
                out.attribute(String(cString: attribute.qualified), shift.references(String(cString: value)))
            } else {
                out.attribute(attribute.qualified, value)
            }
        }
        if name == "definedName" { self.name = [] }
    }

    mutating func close(_ name: MarkupName) throws {
        if let text = self.name {
            self.name = nil
            out.text(shift.formula(String(decoding: text, as: UTF8.self), isOfSheet: false))
        }
        try out.close(name.qualified)
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard name != nil else { return out.text(bytes) }
        name?.append(contentsOf: bytes)
        if name.map({ $0.count > Self.nameBytes }) == true { throw NotMarkable("names") }
    }
}
