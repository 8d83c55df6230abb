extension String: Bindable, Readable {
    /// The text itself.
    public var bind: Bind { .text(self) }
    /// Reads any cell as text.
    public init?(cell: borrowing Cell) { self = cell.text }
}

extension Bool: Bindable, Readable {
    /// `t` or `f`.
    public var bind: Bind { .text(self ? "t" : "f") }
    /// Reads `t` or `f`.
    public init?(cell: borrowing Cell) {
        let first = cell.withBytes { $0.count == 1 ? $0[0] : 0 }
        switch first {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}

extension Int: Bindable, Readable {
    /// Decimal digits.
    public var bind: Bind { .text(String(self)) }
    /// Reads decimal digits.
    public init?(cell: borrowing Cell) {
        guard let value: Int = decimal(cell) else { return nil }
        self = value
    }
}

extension Int16: Bindable, Readable {
    /// Decimal digits.
    public var bind: Bind { .text(String(self)) }
    /// Reads decimal digits.
    public init?(cell: borrowing Cell) {
        guard let value: Int16 = decimal(cell) else { return nil }
        self = value
    }
}

extension Int32: Bindable, Readable {
    /// Decimal digits.
    public var bind: Bind { .text(String(self)) }
    /// Reads decimal digits.
    public init?(cell: borrowing Cell) {
        guard let value: Int32 = decimal(cell) else { return nil }
        self = value
    }
}

extension Int64: Bindable, Readable {
    /// Decimal digits.
    public var bind: Bind { .text(String(self)) }
    /// Reads decimal digits.
    public init?(cell: borrowing Cell) {
        guard let value: Int64 = decimal(cell) else { return nil }
        self = value
    }
}

extension Double: Bindable, Readable {
    /// The shortest text that reads back as the same number.
    public var bind: Bind { .text(String(self)) }
    /// Reads what PostgreSQL writes for a number, `Infinity` and `NaN` among it.
    public init?(cell: borrowing Cell) {
        guard !cell.isBinary, let value = Double(cell.text) else { return nil }
        self = value
    }
}

extension UInt8: Bindable, Readable {
    /// A small number; a list of them is a `bytea`.
    public var bind: Bind { .text(String(self)) }
    /// A list of bytes is a `bytea`, not an array.
    public static func bind(array: [UInt8]) -> Bind { .bytes(array) }

    /// Reads decimal digits.
    public init?(cell: borrowing Cell) {
        guard let value: UInt8 = decimal(cell) else { return nil }
        self = value
    }

    /// Reads a `bytea`, in binary or in hex.
    public static func array(cell: borrowing Cell) -> [UInt8]? {
        let isBinary = cell.isBinary
        return cell.withBytes { isBinary ? Array($0) : Hex.bytes($0) }
    }
}

/// Reads a whole number without a String in between.
private func decimal<Number: FixedWidthInteger>(_ cell: borrowing Cell) -> Number? {
    guard !cell.isBinary else { return nil }
    return cell.withBytes { bytes in
        var digits = bytes[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        guard !digits.isEmpty else { return nil }
        var value: Number = 0
        for byte in digits {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
            let digit = Number(byte - UInt8(ascii: "0"))
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, carry) =
                isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = next
        }
        return value
    }
}
