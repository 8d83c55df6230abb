/// Why the catalogue of texts could not be loaded.
public enum TextsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No catalogue lies in any of these folders.
    case folderMissing(searched: [String])
    /// A file of the catalogue is not there or is no such JSON; the text says why.
    case unreadable(file: String, reason: String)
    /// A text is not there in all languages.
    case missing(file: String, key: String)
    /// A text's braces or brackets do not match, or a placeholder asks for a format that does not exist.
    case malformed(text: String)
    /// A spelling means two things.
    case ambiguous(file: String, spelling: String)

    /// What an operator reads.
    public var description: String {
        switch self {
        case .folderMissing(let searched):
            "The catalogue of texts was not found; looked in: \(searched.joined(separator: ", "))"
        case .unreadable(let file, let reason): "The catalogue's file \(file) could not be read: \(reason)"
        case .missing(let file, let key): "The catalogue's file \(file) lacks the text \(key)"
        case .malformed(let text): "A text of the catalogue is not well formed: \(text)"
        case .ambiguous(let file, let spelling): "In the catalogue's file \(file), “\(spelling)” means two things"
        }
    }
}
