/// A 64-bit hash of bytes, the same on every machine: what has it again is, for all that is likely, the same.
///
/// Words are multiplied into it 128 bits wide (the idea of wyhash, Wang Yi 2019): a row costs less than looking at it does.
/// It guards nothing against somebody who wants two things to have the same one.
public struct Fingerprint: Hashable, Sendable {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let odd: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// Of nothing yet.
    public init() {}

    /// The hash of what was added.
    public var value: Int64 { Int64(bitPattern: Self.mixed(state, Self.odd)) }

    /// Adds a number.
    @inline(__always)
    public mutating func add(_ number: UInt64) { state = Self.mixed(state ^ number, Self.odd) }

    /// Adds bytes and how many they are.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(UInt64(bytes.count))
        var at = 0
        while at + 16 <= bytes.count {
            let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
            state = Self.mixed(first ^ Self.odd, second ^ state)
            at += 16
        }
        while at + 8 <= bytes.count {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            at += 8
        }
        if at == bytes.count { return }
        var rest: UInt64 = 0
        while at < bytes.count {
            rest = rest << 8 | UInt64(bytes[at])
            at += 1
        }
        add(rest)
    }

    @inline(__always)
    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
