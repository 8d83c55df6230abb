/// The relationships of a part: where its other parts are.
struct Relationships: MarkupReader {
    struct Relationship {
        let id: String
        let kind: Substring
        let target: String
    }

    private static let most = 4_096

    private(set) var all: [Relationship] = []

    /// The first one of a kind, which is the last step of its type: transitional and strict files differ before it.
    func target(_ kind: String) -> String? { all.first { $0.kind == kind }?.target }

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        guard name == "Relationship", attributes.text("TargetMode") != "External",
            let id = attributes.text("Id"), let type = attributes.text("Type"), let target = attributes.text("Target")
        else { return }
        guard all.count < Self.most else { throw TabularError.unreadable(.damagedXML(.relationships)) }
        let kind = type.lastIndex(of: "/").map { type[type.index(after: $0)...] } ?? type[...]
        all.append(Relationship(id: id, kind: kind, target: target))
    }

    mutating func close(_ name: MarkupName) throws {}
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
}

/// The workbook part: its sheets in order, and the day its dates count from.
struct Workbook: MarkupReader {
    struct Sheet {
        let name: String
        let relationship: String
        let isHidden: Bool
    }

    private static let most = 4_096

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false

    mutating func open(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        switch name {
        case "workbookPr": countsFrom1904 = attributes.isTrue("date1904")
        case "sheet":
            guard sheets.count < Self.most else { throw TabularError.unreadable(.damagedXML(.workbook)) }
            guard let title = attributes.text("name"), let id = attributes.text("id") else { return }
            let isHidden = ["hidden", "veryHidden"].contains(attributes.text("state"))
            sheets.append(Sheet(name: title, relationship: id, isHidden: isHidden))
        default: break
        }
    }

    mutating func close(_ name: MarkupName) throws {}
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
}

/// The name of a part in the archive, from a target as a relationship of another part gives it.
func partName(_ target: String, from part: String) -> String {
    var steps = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
    for step in target.split(separator: "/") where step != "." {
        if step == ".." { _ = steps.popLast() } else { steps.append(String(step)) }
    }
    return steps.joined(separator: "/")
}

/// The name of the part that holds the relationships of a part.
func relationshipsName(of part: String) -> String {
    var steps = part.split(separator: "/").map(String.init)
    let name = steps.popLast() ?? ""
    return (steps + ["_rels", name + ".rels"]).joined(separator: "/")
}
