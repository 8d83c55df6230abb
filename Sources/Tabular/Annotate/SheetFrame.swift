/// What of a sheet's part stands around its rows, as far as it was seen.
struct SheetFrame {
    /// The prefix of the sheet's elements, colon included; most sheets have none.
    var prefix = ""
    /// Strict OOXML names everything otherwise, the parts we add too.
    var isStrict = false
    var hasColumns = false
    var hasBoxes = false
    var isBehindData = false
    /// A text in which references move: gathered until its element ends.
    var movedText: [UInt8]?
    private var styles: [(columns: ClosedRange<Int>, style: Int)] = []

    /// The style of a column's cells that are not there.
    func columnStyle(_ column: Int) -> Int? { styles.first { $0.columns.contains(column) }?.style }

    mutating func add(_ first: Int, _ last: Int, _ style: Int) {
        if first <= last, styles.count < 1_024 { styles.append(((first - 1)...(last - 1), style)) }
    }
}

// What stands before and behind the rows: references move, our column gets its width, comments their boxes.
extension SheetMarker {
    private static let movedBytes = 1 << 20
    private static let strict = "http://purl.oclc.org/ooxml/"
    /// What may stand behind the boxes of comments: they go before the first of these.
    private static let behindBoxes: [StaticString] = [
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
        "AlternateContent",
    ]

    mutating func openOutside(_ name: MarkupName, _ attributes: MarkupAttributes) throws {
        if depth == 1 {
            frame.prefix = name.prefix
            attributes.forEach { _, value in
                if String(cString: value).hasPrefix(Self.strict) { frame.isStrict = true }
            }
            if frame.isStrict { throw NotMarkable("strict OOXML") }
        }
        if let before = frame.movedText {
            before.withUnsafeBufferPointer { out.text($0) }
            frame.movedText = nil
        }
        if depth == 2 { try beforeElement(name) }
        if name == "col" { return copyColumn(name, attributes) }
        copyMoved(name, attributes)
        if name == "cols", shift.count > 0 { out.raw(ownColumn) }
        switch name {
        case "sqref", "formula", "formula1", "formula2", "f": frame.movedText = []
        default: break
        }
    }

    private mutating func beforeElement(_ name: MarkupName) throws {
        if name == "cols" { frame.hasColumns = true }
        if name == "sheetData", !frame.hasColumns, shift.count > 0 {
            out.raw("<\(frame.prefix)cols>\(ownColumn)</\(frame.prefix)cols>")
        }
        if name == "legacyDrawing" { frame.hasBoxes = true }
        if frame.isBehindData, Self.behindBoxes.contains(where: { name == $0 }) { writeBoxes() }
    }

    private var ownColumn: String { "<\(frame.prefix)col min=\"1\" max=\"1\" width=\"60\" customWidth=\"1\"/>" }

    private mutating func writeBoxes() {
        if frame.hasBoxes || comments.isEmpty { return }
        frame.hasBoxes = true
        out.raw("<\(frame.prefix)legacyDrawing xmlns:r=\"\(Namespace.office)\" r:id=\"\(boxesLink)\"/>")
    }

    mutating func keepText(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        frame.movedText?.append(contentsOf: bytes)
        if frame.movedText.map({ $0.count > Self.movedBytes }) == true { throw NotMarkable("references") }
    }

    mutating func closeOutside(_ name: MarkupName) throws {
        if let text = frame.movedText {
            frame.movedText = nil
            let text = String(decoding: text, as: UTF8.self)
            out.text(name == "sqref" ? shift.references(text) : shift.formula(text, isOfSheet: true))
        }
        if depth == 1 { writeBoxes() }
    }

    private mutating func copyColumn(_ name: MarkupName, _ attributes: MarkupAttributes) {
        let first = attributes.text("min").flatMap { Int($0) } ?? 1
        let last = attributes.text("max").flatMap { Int($0) } ?? first
        if let style = attributes.text("style").flatMap({ Int($0) }) { frame.add(first, last, style) }
        if first + shift.count > 16_384 { return leaveOut() }
        out.begin(name.qualified)
        attributes.forEach { attribute, value in
            switch attribute {
            case "min": out.attribute("min", "\(first + shift.count)")
            case "max": out.attribute("max", "\(min(last + shift.count, 16_384))")
            default: out.attribute(attribute.qualified, value)
            }
        }
    }

    private func copyMoved(_ name: MarkupName, _ attributes: MarkupAttributes) {
        out.begin(name.qualified)
        attributes.forEach { attribute, value in
            if let moved = moved(String(cString: value), attribute, name, attributes) {
                out.attribute(String(cString: attribute.qualified), moved)
            }
        }
    }

    /// An attribute's value in the copy; nil for one that is left out.
    private func moved(
        _ value: String, _ attribute: MarkupName, _ name: MarkupName, _ attributes: MarkupAttributes
    ) -> String? {
        switch attribute {
        case "ref" where name == "dimension": return dimension(value)
        case "ref", "sqref", "activeCell": return shift.references(value)
        case "r" where name == "inputCells" || name == "cellWatch": return shift.references(value)
        // the sheet opens at its first column
        case "topLeftCell" where name == "sheetView": return nil
        case "topLeftCell" where name == "pane": return freezesColumns(attributes) ? shift.references(value) : value
        case "xSplit" where name == "pane" && freezesColumns(attributes):
            return Int(value).map { "\($0 + shift.count)" } ?? value
        case "id" where name == "brk" && attributes.text("max") == "1048575":
            return Int(value).map { "\($0 + shift.count)" } ?? value
        case "val" where name == "cfvo" && attributes.text("type") == "formula":
            return shift.formula(value, isOfSheet: true)
        default: return value
        }
    }

    /// A pane that was split by hand is measured in twips, a frozen one in columns.
    private func freezesColumns(_ attributes: MarkupAttributes) -> Bool {
        attributes.text("state") != "split" && attributes.text("state") != nil
            && attributes.text("xSplit").flatMap { Double($0) } ?? 0 >= 1
    }

    private func dimension(_ value: String) -> String {
        guard shift.count > 0, let cells = MergedCells(value) else { return value }
        let last = min(cells.columns.upperBound + shift.count, 16_383)
        return "A\(cells.rows.lowerBound):\(cellName(column: last, row: cells.rows.upperBound))"
    }
}
