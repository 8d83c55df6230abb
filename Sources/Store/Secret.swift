internal import Crypto
internal import Domain
import Foundation

/// The key under which persons are hashed, so that the database alone does not tell whose account is whose.
public struct Secret: Sendable {
    private let key: [UInt8]

    /// A key of at least 32 random bytes.
    public init(key: [UInt8]) {
        precondition(key.count >= 32, "a key of personal hashes has at least 32 bytes")
        self.key = key
    }

    /// The key kept in a file that only its owner can read; made when it is not there.
    ///
    /// - Throws: what the file system says.
    public static func kept(at path: String) throws -> Secret {
        if let data = FileManager.default.contents(atPath: path), data.count >= 32 { return Secret(key: Array(data)) }
        let key = Token.randomBytes(32)
        let made = FileManager.default.createFile(
            atPath: path, contents: Data(key), attributes: [.posixPermissions: 0o600])
        if !made { throw CocoaError(.fileWriteUnknown) }
        return Secret(key: key)
    }

    /// What tells this key from another without telling the key.
    var fingerprint: [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Data("the key of personal hashes".utf8), using: SymmetricKey(data: key)))
    }

    /// The keyed hash of a person's IIN.
    func hash(of person: IIN) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(person.digits.utf8), using: SymmetricKey(data: key)))
    }
}

/// Random tokens and their hashes.
enum Token {
    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// 256 random bits as 64 hexadecimal digits.
    static func make() -> String {
        randomBytes(32).map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }

    static func hash(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
}
