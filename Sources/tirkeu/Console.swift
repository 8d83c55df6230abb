internal import Foundation

/// The one way to the terminal: results on standard output, problems and progress on standard error.
struct Console: Sendable {
    /// Says a result.
    func say(_ text: String) { Self.write(text + "\n", to: .standardOutput) }

    /// Says what is going on.
    func note(_ text: String) { Self.write(text + "\n", to: .standardError) }

    /// Says what went wrong.
    func problem(_ text: String) { Self.write("tirkeu: \(text)\n", to: .standardError) }

    /// Says rows under their titles, in columns as wide as they need to be.
    func table(_ titles: [String], _ rows: [[String]]) {
        let widths = titles.indices.map { column in
            ([titles] + rows).map { $0[column].count }.max() ?? 0
        }
        for row in [titles] + rows {
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            say(cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
        }
    }

    /// Asks for a line on standard input; nil at its end.
    func ask(_ question: String) -> String? {
        Self.write("\(question): ", to: .standardError)
        return readLine(strippingNewline: true)
    }

    // a closed pipe is no reason to stop with a trace: who does not listen misses nothing
    private static func write(_ text: String, to file: FileHandle) { try? file.write(contentsOf: Data(text.utf8)) }
}
