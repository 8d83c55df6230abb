public import Domain
public import Store
internal import Synchronization

private let files = Mutex(0)

extension World {
    /// A petition as a check leaves it: a draft with these rows, made through the verbs of an upload and its check.
    public func draft(
        _ rows: [JudgedRow], at premises: Int64 = World.house, by person: Person = .clerk, blank: Int = 0
    ) async throws -> Int64 {
        let file = files.withLock { count in
            count += 1
            return count
        }
        let petition = NewPetition(premises: premises, number: "№ \(file)", dated: clock.clock.today)
        let opened = try await upload(Self.hash(file), as: petition, by: person)
        guard let lease = try await store.checks.claim() else { throw NoJob() }
        try await store.checks.record(lease) { writer in
            for row in rows { writer.add(row) }
            return CheckResult(layout: [.iin: 1], rows: rows.count + blank, blank: blank)
        }
        return opened.petition
    }

    /// Uploads a file that is known by its hash alone.
    public func upload(_ hash: [UInt8], as petition: NewPetition, by person: Person = .clerk) async throws -> Opened {
        let caller = person.caller
        let upload = try await store.uploads.begin(petition, mediaType: "text/csv", by: caller)
        try await store.uploads.append([1, 2, 3], number: 0, to: upload, by: caller)
        return try await store.uploads.complete(upload, bytes: 3, sha256: hash, as: petition, by: caller)
    }

    /// A hash of a file that nobody else has.
    public static func hash(_ file: Int) -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: $0 < 8 ? file >> ($0 * 8) : 0) }
    }

    /// Submits a petition whole, with the signer's word for its warnings.
    @discardableResult
    public func submit(
        _ petition: Int64, by person: Person = .clerk, isConfirmed: Bool = true, onlyFitting: Bool = false
    ) async throws -> Int64? {
        try await store.petitions.submit(
            petition, version: nil, isConfirmed: isConfirmed, onlyFitting: onlyFitting, by: person.caller)
    }

    /// A submitted petition with these rows.
    public func submitted(_ rows: [JudgedRow], at premises: Int64 = World.house, by person: Person = .clerk)
        async throws -> Int64
    {
        let petition = try await draft(rows, at: premises, by: person)
        try await submit(petition, by: person)
        return petition
    }

    /// Decides a petition.
    @discardableResult
    public func decide(
        _ petition: Int64, _ request: DecisionRequest = DecisionRequest(outcome: .approved),
        by person: Person = .reviewer
    ) async throws -> Decided {
        try await store.decisions.decide(petition, request, version: nil, by: person.caller)
    }

    /// A petition with these rows, all of them approved.
    @discardableResult
    public func approved(
        _ rows: [JudgedRow], at premises: Int64 = World.house, by person: Person = .clerk, reviewer: Person = .reviewer
    ) async throws -> Int64 {
        let petition = try await submitted(rows, at: premises, by: person)
        try await decide(petition, by: reviewer)
        return petition
    }

    /// What a day of premises says.
    public func occupancy(_ day: Day, at premises: Int64 = World.house) async throws -> OccupancyDay {
        let caller = premises == World.sanatorium ? Person.farReviewer : Person.chief
        guard
            let found = try await store.occupancy.days(
                of: premises, from: day, until: day.adding(days: 1), by: caller.caller
            ).first
        else { throw NoDay() }
        return found
    }

    private struct NoJob: Error {}
    private struct NoDay: Error {}
}

/// The refusal that `body` ends with; nil when it is done.
public func refusal<T>(_ body: () async throws -> T) async throws -> Refusal? {
    do {
        _ = try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    }
}

/// Runs `count` tasks at once and gives what each came to, in their order.
public func race<T: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> T
) async throws -> [Result<T, Refusal>] {
    try await withThrowingTaskGroup(of: (Int, Result<T, Refusal>).self) { group in
        for index in 0..<count {
            group.addTask {
                do {
                    return (index, .success(try await body(index)))
                } catch let refusal as Refusal {
                    return (index, .failure(refusal))
                }
            }
        }
        var results: [Int: Result<T, Refusal>] = [:]
        for try await (index, result) in group { results[index] = result }
        return (0..<count).compactMap { results[$0] }
    }
}

extension Result where Failure == Refusal {
    /// The code of a refusal; nil when it was done.
    public var code: RefusalCode? {
        if case .failure(let refusal) = self { refusal.code } else { nil }
    }
}
