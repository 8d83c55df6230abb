internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// Passwords as PHC strings of scrypt (OWASP: N = 2^17, r = 8, p = 1).
enum Password {
    static let shortest = 12
    private static let rounds = 1 << 17
    private static let blockSize = 8

    static func hash(_ password: String, rounds: Int = rounds) throws -> String {
        let salt = Token.randomBytes(16)
        let key = try derive(password, salt: salt, rounds: rounds)
        return
            "$scrypt$ln=\(rounds.trailingZeroBitCount),r=\(blockSize),p=1$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    static func matches(_ password: String, _ stored: String) throws -> Bool {
        let parts = stored.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let salt = Data(base64Encoded: String(parts[2])),
            let key = Data(base64Encoded: String(parts[3])),
            let logarithm = parts[1].split(separator: ",").first.flatMap({ Int($0.dropFirst(3)) })
        else { return false }
        let derived = try derive(password, salt: Array(salt), rounds: 1 << logarithm)
        return SymmetricKey(data: derived) == SymmetricKey(data: key)
    }

    private static func derive(_ password: String, salt: [UInt8], rounds: Int) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
            parallelism: 1,
            maxMemory: 256 << 20)
        return key.withUnsafeBytes { Array($0) }
    }
}
