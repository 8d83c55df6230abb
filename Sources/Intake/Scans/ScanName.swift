internal import Domain
internal import Texts

/// What the name of a scan's file says: whose it is, and what it shows.
///
/// `12-leaf.pdf`, `row 12.jpg`, `990101300123 birth certificate.jpg`; a folder may say whose its files are.
struct ScanName: Hashable {
    enum Place: Hashable {
        case row(Int)
        case iin(Int64)
    }

    /// Nil when the name does not say it.
    let place: Place?
    let kind: ScanKind?
    /// The name as it is kept and shown.
    let shown: String

    init(_ path: String, _ words: ScanWords) {
        let steps = path.split(separator: "/")
        let file = steps.last.map { step in
            step.lastIndex(of: ".").map { $0 > step.startIndex ? step[..<$0] : step } ?? step
        }
        let folder = steps.dropLast().last
        place = file.flatMap(Self.place) ?? folder.flatMap(Self.place)
        kind = file.flatMap { words.kind(in: String($0)) } ?? folder.flatMap { words.kind(in: String($0)) }
        let plain = path.unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) }
        let text = String(String(String.UnicodeScalarView(plain)).suffix(200))
        shown = text.isEmpty ? "—" : text
    }

    /// Whether a program put the file beside those of the person.
    static func isOfProgram(_ path: String) -> Bool {
        let steps = path.split(separator: "/")
        return steps.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
            || ["thumbs.db", "desktop.ini"].contains(steps.last?.lowercased())
    }

    /// Words that may stand before a row's number; a camera's `IMG_0012` is no row.
    private static let before: Set = ["", "row", "no", "n", "№", "#", "стр", "строка", "жол", "ряд"]
    private static let longestRow = 7

    private static func place(_ text: Substring) -> Place? {
        var runs: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: isDigit) {
            let run = rest[start...].prefix(while: isDigit)
            runs.append(run)
            rest = rest[run.endIndex...]
        }
        if let iin = runs.first(where: { $0.count == 12 }) { return Int64(iin).map { .iin($0) } }
        guard let first = runs.first, first.count <= longestRow, let row = Int(first), row > 0 else { return nil }
        let lead = text[..<first.startIndex].lowercased().filter { $0.isLetter || $0 == "№" || $0 == "#" }
        return before.contains(lead) ? .row(row) : nil
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
