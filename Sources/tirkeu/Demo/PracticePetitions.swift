internal import Crypto
internal import Domain
internal import FoundationEssentials
internal import Intake
internal import Store

/// Takes the petitions of the practice world through their lives, each at its own time in the past.
struct PracticePetitions {
    private let world: World
    private let institutions: [String: PracticeFile.Institution]
    private let accounts: [String: PracticeFile.Account]

    init(_ world: World, _ institutions: [String: PracticeFile.Institution], _ accounts: [String: PracticeFile.Account])
    {
        self.world = world
        self.institutions = institutions
        self.accounts = accounts
    }

    /// Makes every petition that is not there, and takes up those that were left on their way.
    func make() async throws {
        for (index, plan) in PracticePetition.all.enumerated() {
            try await make(plan, seed: UInt64(100 + 37 * index))
        }
        // holds that ran out in the past give their places back now
        _ = try await world.store.petitions.expire()
    }

    private func make(_ plan: PracticePetition, seed: UInt64) async throws {
        let clerk = try await caller("\(plan.institution).clerk")
        let known = try await world.store.petitions.list(limit: 500, by: clerk).elements
        let found = known.first { $0.number == plan.number && $0.parent == nil }
        try await at(daysAgo: plan.daysAgo) { store, today in
            let id: Int64
            if let found {
                id = found.id
            } else {
                id = try await upload(plan, seed: seed, today: today, by: clerk, to: store)
            }
            try await check(id, by: clerk, on: store)
            if case .draft = plan.ending { return }
            if found.map({ $0.state == .checking || $0.state == .draft }) ?? true {
                _ = try await store.petitions.submit(id, version: nil, isConfirmed: true, onlyFitting: false, by: clerk)
            }
        }
        guard
            let petition = try await world.store.petitions.list(limit: 500, by: clerk).elements.first(
                where: { $0.number == plan.number && $0.parent == nil })
        else { return }
        try await at(daysAgo: max(0, plan.daysAgo - 2)) { store, _ in
            try await finish(petition, plan, by: clerk, on: store)
        }
    }

    private func upload(
        _ plan: PracticePetition, seed: UInt64, today: Day, by clerk: Caller, to store: Store
    ) async throws -> Int64 {
        guard let institution = institutions[plan.institution] else {
            throw OperatorError("the plan names no institution")
        }
        let wish = Sample.Wish(
            rows: plan.rows, faults: plan.faults, seed: seed, kind: institution.kind, stay: plan.stay, from: today)
        let bytes = Sample(wish).csv()
        let petition = NewPetition(premises: institution.premises[plan.building].id, number: plan.number, dated: today)
        let upload = try await store.uploads.begin(petition, mediaType: "text/csv", by: clerk)
        for (number, start) in stride(from: 0, to: bytes.count, by: Uploads.chunkBytes).enumerated() {
            let chunk = Array(bytes[start..<min(start + Uploads.chunkBytes, bytes.count)])
            try await store.uploads.append(chunk, number: number, to: upload, by: clerk)
        }
        let opened = try await store.uploads.complete(
            upload, bytes: bytes.count, sha256: Array(SHA256.hash(data: bytes)), as: petition, by: clerk)
        return opened.petition
    }

    /// Works until the petition is checked; another worker on the same database may have taken the job.
    private func check(_ id: Int64, by clerk: Caller, on store: Store) async throws {
        let worker = world.worker(on: store, isQuiet: true)
        for _ in 0..<600 {
            if try await store.petitions.read(id, by: clerk).state != .checking { return }
            if await !worker.workOnce() { try await Task.sleep(for: .milliseconds(100)) }
        }
        throw OperatorError("a petition of the practice world was not checked within a minute")
    }

    private func finish(
        _ petition: PetitionSummary, _ plan: PracticePetition, by clerk: Caller, on store: Store
    ) async throws {
        guard petition.state == .submitted || petition.state == .inReview else { return }
        let id = petition.id
        switch plan.ending {
        case .draft, .submitted, .expired: return
        case .withdrawn: try await store.petitions.withdraw(id, version: nil, by: clerk)
        case .inReview: try await store.decisions.claim(id, version: nil, by: try await reviewer(of: plan))
        case .decided(let returned):
            let note = DecisionRequest.Note(
                column: .documentNumber,
                text: "Нөмір құжаттың көшірмесімен сәйкес емес / Номер не совпадает с копией документа")
            // the first row below a header in line 1 is row 2
            let rows = (0..<returned).map { DecisionRequest.Row(number: $0 + 2, outcome: .returned, notes: [note]) }
            _ = try await store.decisions.decide(
                id, DecisionRequest(outcome: .approved, rows: rows), version: nil, by: try await reviewer(of: plan))
        }
    }

    private func reviewer(of plan: PracticePetition) async throws -> Caller {
        try await caller(
            ["orphanage", "school"].contains(plan.institution) ? "almaty.reviewer1" : "karaganda.reviewer1")
    }

    private func caller(_ login: String) async throws -> Caller {
        let token = accounts[login]?.token ?? ""
        let caller = try await world.store.accounts.caller(token: token)
        guard let caller else { throw OperatorError("the practice account \(login) is closed") }
        return caller
    }

    /// Does some work with a store whose clock stands so many days ago.
    private func at(daysAgo: Int, _ work: (Store, Day) async throws -> Void) async throws {
        let clock =
            daysAgo == 0 ? Clock.system : .fixed(Clock.system.now().addingTimeInterval(-86_400 * Double(daysAgo)))
        let store = world.store(at: clock)
        do {
            try await work(store, clock.today)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}
