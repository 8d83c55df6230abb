/// A policy with the text that it was read from.
public struct PolicyFile: Hashable, Sendable {
    /// What it says.
    public let policy: Policy
    /// Its text.
    public let bytes: [UInt8]

    /// Reads a policy file.
    ///
    /// - Throws: everything that is wrong with it.
    public init(_ bytes: [UInt8]) throws(PolicyFaults) {
        policy = try Policy(file: bytes)
        self.bytes = bytes
    }

    /// What the seed page describes: egov.kz, "How to register (to write out) itself and the child?", 04.01.2017.
    public static let egov2017: PolicyFile = read(PackageResources.egov_2017_json)
    /// Today's law, as far as it could be established; what is uncertain is marked so.
    public static let kz2025: PolicyFile = read(PackageResources.kz_2025_json)
    /// The files that ship.
    public static let shipped: [PolicyFile] = [.egov2017, .kz2025]

    /// The file that ships under a name; nil when none does.
    public static func named(_ name: String) -> PolicyFile? { shipped.first { $0.policy.name == name } }

    private static func read(_ bytes: [UInt8]) -> PolicyFile {
        do {
            return try PolicyFile(bytes)
        } catch {
            preconditionFailure("a profile that ships is faulty: \(error.faults)")
        }
    }
}

extension Policy {
    /// What the seed page describes.
    public static let egov2017: Policy = PolicyFile.egov2017.policy
    /// Today's law, as far as it could be established.
    public static let kz2025: Policy = PolicyFile.kz2025.policy
    /// Every profile that ships.
    public static let profiles: [Policy] = PolicyFile.shipped.map(\.policy)
}
