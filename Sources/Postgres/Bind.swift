/// One parameter of a statement, as it travels to the server.
public enum Bind: Hashable, Sendable {
    /// NULL.
    case null
    /// PostgreSQL's own text form of the value; the server infers the type from the SQL.
    case text(String)
    /// A `bytea`, sent as it is.
    case bytes([UInt8])
}

/// A value that can be a parameter.
public protocol Bindable: Sendable {
    /// The value as it travels.
    var bind: Bind { get }
    /// A list of such values as it travels; the default is an array literal.
    static func bind(array: [Self]) -> Bind
}

extension Bindable {
    /// An array literal with every element quoted, so that no element can be taken for syntax.
    public static func bind(array: [Self]) -> Bind {
        var literal = "{"
        for (index, element) in array.enumerated() {
            if index > 0 { literal += "," }
            element.bind.appendElement(to: &literal)
        }
        return .text(literal + "}")
    }
}

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    /// The raw value's own form: `extension PetitionState: Bindable, Readable {}` is enough for an enum.
    public var bind: Bind { rawValue.bind }
}

extension Bind {
    fileprivate func appendElement(to literal: inout String) {
        switch self {
        case .null:
            literal += "NULL"
        case .text(let text):
            literal += "\""
            for scalar in text.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { literal += "\\" }
                literal.unicodeScalars.append(scalar)
            }
            literal += "\""
        case .bytes(let bytes):
            literal += "\"\\"
            literal += Hex.text(bytes)
            literal += "\""
        }
    }
}

extension Array: Bindable where Element: Bindable {
    /// An array; of bytes, a `bytea`.
    public var bind: Bind { Element.bind(array: self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// NULL or the wrapped value.
    public var bind: Bind { self?.bind ?? .null }
}
