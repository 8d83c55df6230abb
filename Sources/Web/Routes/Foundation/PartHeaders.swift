/// What the headers of a part of a form say.
struct PartHeaders: Hashable, Sendable {
    let name: String
    /// The file's name on the sender's machine; nil for a field. It is used for nothing but to tell a file from a field.
    let fileName: String?
    let mediaType: String

    /// Reads header lines, the last one without its line break; nil when they are not those of a form's part.
    init?(_ block: [UInt8]) {
        guard let text = String(validating: block, as: UTF8.self) else { return nil }
        var disposition: HeaderParameters?
        var mediaType = "application/octet-stream"
        for line in text.utf8.split(separator: 10) {
            guard let line = String(line.last == 13 ? line.dropLast() : line), !line.utf8.contains(0),
                let colon = line.firstIndex(of: ":"), let content = HeaderParameters(line[line.index(after: colon)...])
            else { return nil }
            switch line[..<colon].lowercased() {
            case "content-disposition":
                if disposition != nil { return nil }
                disposition = content
            case "content-type":
                mediaType = content.value
            case "content-transfer-encoding":
                guard ["7bit", "8bit", "binary"].contains(content.value) else { return nil }
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition["name"] else { return nil }
        self.name = name
        fileName = disposition["filename"] ?? (disposition["filename*"] == nil ? nil : "")
        self.mediaType = mediaType.utf8.count <= 100 ? mediaType : "application/octet-stream"
    }
}

/// A header's value and its parameters: `form-data; name="file"; filename="a \"b\".csv"`.
struct HeaderParameters: Hashable, Sendable {
    /// The value before the parameters, in small letters.
    let value: String
    private let parameters: [String: String]

    /// Nil for anything that is not such a header, a parameter twice included.
    init?(_ text: some StringProtocol) {
        var parts: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text.unicodeScalars {
            if isEscaped {
                isEscaped = false
            } else if isQuoted && character == "\\" {
                // Only a quotation mark is ever escaped: browsers of Windows once sent whole paths.
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ";" && !isQuoted {
                parts.append("")
                continue
            }
            parts[parts.count - 1].unicodeScalars.append(character)
        }
        if isQuoted { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { return nil }
            let name = Self.trimmed(pair[0]).lowercased()
            guard parameters.updateValue(Self.unquoted(Self.trimmed(pair[1])), forKey: name) == nil else { return nil }
        }
        value = Self.trimmed(parts[0][...]).lowercased()
        self.parameters = parameters
    }

    subscript(name: String) -> String? { parameters[name] }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return start[...last]
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
        return String(text.dropFirst().dropLast().replacing("\\\"", with: "\""))
    }
}
