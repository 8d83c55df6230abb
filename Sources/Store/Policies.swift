internal import Crypto
public import Domain
public import FoundationEssentials
internal import Postgres
internal import Synchronization

/// What a policy's text is, in 32 bytes: an edited file of the same name has another.
public struct PolicyFingerprint: Hashable, Sendable {
    let bytes: [UInt8]

    init(of file: PolicyFile) { bytes = Array(SHA256.hash(data: file.bytes)) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The first digits, which people compare.
    public var short: String { digits.prefix(12).description }

    /// All digits.
    public var digits: String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension PolicyFile {
    /// Its text; a policy that could be read is UTF-8.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A policy as it is kept.
public struct KeptPolicy: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// Its name; several texts may have the same.
    public let name: String
    /// What its text is.
    public let fingerprint: PolicyFingerprint
    /// What it says.
    public let policy: Policy

    /// Whether this version of the program brings it along.
    public var isShipped: Bool { Library.shipped[fingerprint] != nil }
}

/// A policy of the operator's list.
public struct PolicyLine: Sendable, Identifiable {
    /// The policy.
    public let kept: KeptPolicy
    /// When its text was kept.
    public let keptAt: Date
    /// Who brought it; nil for what the program brought.
    public let keptBy: String?
    /// Since when it was chosen the last time; nil when it never was.
    public let chosenAt: Date?
    /// Who chose it; nil for the command line.
    public let chosenBy: String?
    /// Whether new petitions are judged by it.
    public let isInForce: Bool

    /// Its number.
    public var id: Int64 { kept.id }
}

/// What petitions are judged by: the texts that are kept, and the operator's choice among them.
public struct Policies: Sendable {
    let room: Room

    /// All policies, the one in force first.
    public func list(by caller: Caller?) async throws(Refusal) -> [PolicyLine] {
        let fallback = PolicyFingerprint(of: room.policy)
        return try await room.transaction(as: caller, readOnly: true) { db in
            let found = try db.rows(Statements.list, fallback)
            return try found.map { line in
                PolicyLine(
                    kept: KeptPolicy(
                        id: line.id, name: line.name, fingerprint: line.fingerprint,
                        policy: try db.policy(line.name, line.fingerprint)),
                    keptAt: line.keptAt, keptBy: line.keptBy, chosenAt: line.chosenAt, chosenBy: line.chosenBy,
                    isInForce: line.isInForce)
            }
        }
    }

    /// The policy that new petitions are judged by; anybody may ask.
    public func inForce(by caller: Caller?) async throws(Refusal) -> KeptPolicy {
        let fallback = room.policy
        return try await room.transaction(as: caller, readOnly: true) { db in try db.policyInForce(or: fallback) }
    }

    /// One policy.
    ///
    /// - Throws: `.notFound`
    public func read(_ id: Int64, by caller: Caller?) async throws(Refusal) -> KeptPolicy {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard let found = try db.keptPolicy(Statements.read, id) else { throw Refusal(.notFound) }
            return found
        }
    }

    /// The newest text of a name; nil when none has it.
    public func named(_ name: String, by caller: Caller?) async throws(Refusal) -> KeptPolicy? {
        try await room.transaction(as: caller, readOnly: true) { db in try db.keptPolicy(Statements.named, name) }
    }

    /// The policy that a petition was judged by.
    public func policy(of petition: Petition, by caller: Caller?) async throws(Refusal) -> Policy {
        if let known = Library.known(petition.policy, petition.policyFingerprint) { return known }
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.policy(petition.policy, petition.policyFingerprint)
        }
    }

    /// Whether a petition was judged by the policy that is in force now.
    public func isInForce(for petition: Petition, by caller: Caller?) async throws(Refusal) -> Bool {
        try await inForce(by: caller).fingerprint == petition.policyFingerprint
    }

    /// Keeps a policy's text; the same text once more is harmless.
    public func keep(_ file: PolicyFile, by caller: Caller) async throws(Refusal) -> KeptPolicy {
        try requireOperator(caller)
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            let fingerprint = PolicyFingerprint(of: file)
            if try db.run(Statements.keep, file.policy.name, fingerprint, file.text, caller.account, now) == 1 {
                try db.log(
                    AuditEntry(
                        action: .policyKept, object: file.policy.name, details: ["fingerprint": fingerprint.short]),
                    by: caller, at: now)
            }
            guard let kept = try db.keptPolicy(Statements.byFingerprint, fingerprint) else {
                throw Refusal(.internalError)
            }
            return kept
        }
    }

    /// Puts a policy in force: petitions filed from now on are judged by it. Doing it twice is harmless.
    ///
    /// - Throws: `.notFound`
    public func use(_ id: Int64, by caller: Caller) async throws(Refusal) {
        try requireOperator(caller)
        let (now, fallback) = (room.clock.now(), room.policy)
        try await room.act(.policyChosen, on: id, as: caller) { db in
            guard let chosen = try db.keptPolicy(Statements.read, id) else { throw Refusal(.notFound) }
            let former = try db.policyInForce(or: fallback)
            if former.id == chosen.id { return }
            try db.run(Statements.choose, id, now, caller.account)
            try db.log(
                AuditEntry(
                    action: .policyChosen, object: chosen.name,
                    details: ["fingerprint": chosen.fingerprint.short, "former": former.name]),
                by: caller, at: now)
        }
    }
}

extension Connection {
    /// The policy of a name and text; before texts were kept, a petition had a name only.
    func policy(_ name: String, _ fingerprint: PolicyFingerprint?) throws -> Policy {
        if let known = Library.known(name, fingerprint) { return known }
        guard let fingerprint, let text = try first(Statements.content, fingerprint),
            let file = try? PolicyFile(Array(text.utf8))
        else { throw Refusal(.internalError) }
        Library.keep(file.policy, fingerprint)
        return file.policy
    }

    /// The policy that new petitions are judged by.
    ///
    /// - Parameter fallback: the one in force until an operator chooses.
    func policyInForce(or fallback: PolicyFile) throws -> KeptPolicy {
        guard let found = try keptPolicy(Statements.inForce, PolicyFingerprint(of: fallback)) else {
            // the database was not brought to this version
            throw Refusal(.unavailable)
        }
        return found
    }

    fileprivate func keptPolicy(_ statement: Statement<PolicyKey>, _ argument: some Bindable) throws -> KeptPolicy? {
        guard let key = try first(statement, argument) else { return nil }
        return KeptPolicy(
            id: key.id, name: key.name, fingerprint: key.fingerprint, policy: try policy(key.name, key.fingerprint))
    }
}

/// The policies that this process has read. A text says the same for ever, so one reading serves all stores.
private enum Library {
    /// More than any operator keeps; beyond it everything is read anew.
    private static let most = 200
    private static let read = Mutex<[PolicyFingerprint: Policy]>([:])

    static let shipped: [PolicyFingerprint: Policy] = Dictionary(
        uniqueKeysWithValues: PolicyFile.shipped.map { (PolicyFingerprint(of: $0), $0.policy) })

    static func known(_ name: String, _ fingerprint: PolicyFingerprint?) -> Policy? {
        guard let fingerprint else { return Policy.named(name) }
        return shipped[fingerprint] ?? read.withLock { $0[fingerprint] }
    }

    static func keep(_ policy: Policy, _ fingerprint: PolicyFingerprint) {
        read.withLock { read in
            if read.count >= most { read = [:] }
            read[fingerprint] = policy
        }
    }
}

/// Which policy a row of the database is.
private struct PolicyKey: Sendable {
    let id: Int64
    let name: String
    let fingerprint: PolicyFingerprint

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        name = try row.decode("name")
        fingerprint = try row.decode("fingerprint")
    }
}

/// A line of the operator's list as it is read.
private struct StoredLine: Sendable {
    let id: Int64
    let name: String
    let fingerprint: PolicyFingerprint
    let keptAt: Date
    let keptBy: String?
    let chosenAt: Date?
    let chosenBy: String?
    let isInForce: Bool

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        name = try row.decode("name")
        fingerprint = try row.decode("fingerprint")
        keptAt = try row.decode("kept_at")
        keptBy = try row.decode("kept_by")
        chosenAt = try row.decode("since")
        chosenBy = try row.decode("chosen_by")
        isInForce = try row.decode("in_force")
    }
}

private enum Statements {
    static let list = Statement<StoredLine>("policy/list") { row in try StoredLine(row) }
    static let inForce = Statement<PolicyKey>("policy/in_force") { row in try PolicyKey(row) }
    static let read = Statement<PolicyKey>("policy/read") { row in try PolicyKey(row) }
    static let named = Statement<PolicyKey>("policy/named") { row in try PolicyKey(row) }
    static let byFingerprint = Statement<PolicyKey>("policy/by_fingerprint") { row in try PolicyKey(row) }
    static let content = Statement<String>("policy/content") { row in try row.decode("content") }
    static let keep = Statement<Void>("policy/keep")
    static let choose = Statement<Void>("policy/choose")
}
