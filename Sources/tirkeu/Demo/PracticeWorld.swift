internal import Domain
internal import Store

/// Makes the practice world through the service's own verbs.
///
/// Each step looks first whether it was done, so a start that was interrupted is taken up again; once `demo.json` is written the
/// world belongs to those who practise, and nothing is touched any more.
struct PracticeWorld {
    private let world: World
    private let console: Console

    init(_ world: World, _ console: Console) {
        self.world = world
        self.console = console
    }

    /// Makes what is missing, and `demo.json`.
    func make() async throws {
        let path = world.settings.data.demo
        if var known = PracticeFile(at: path), try await isComplete(known) {
            if known.origin == world.settings.origin { return }
            known.origin = world.settings.origin
            return try known.write(to: path)
        }
        console.note("making the practice world; this takes some seconds")
        let authorities = try await makeAuthorities()
        let institutions = try await makeInstitutions()
        let accounts = try await makeAccounts(
            institutions: institutions.mapValues(\.id), authorities: authorities.mapValues(\.id))
        try await PracticePetitions(world, institutions, accounts).make()
        let file = PracticeFile(
            origin: world.settings.origin, accounts: accounts.sorted { $0.key < $1.key }.map(\.value),
            institutions: institutions.values.sorted { $0.id < $1.id },
            authorities: authorities.values.sorted { $0.id < $1.id })
        try file.write(to: path)
    }

    /// Whether a file tells of this very database.
    private func isComplete(_ file: PracticeFile) async throws -> Bool {
        let logins = Set(try await world.store.accounts.list(by: .commandLine).map(\.login))
        let institutions = Set(try await world.store.institutions.list(by: .commandLine).map(\.id))
        return file.accounts.allSatisfy { logins.contains($0.login) }
            && file.institutions.allSatisfy { institutions.contains($0.id) }
    }

    private func makeAuthorities() async throws -> [String: PracticeFile.Authority] {
        let known = try await world.store.institutions.authorities(by: .commandLine)
        var made: [String: PracticeFile.Authority] = [:]
        for plan in PracticePlan.authorities {
            var id = known.first { $0.name == plan.name }?.id
            if id == nil {
                let added = try await world.store.institutions.addAuthority(
                    name: plan.name, territory: [plan.territory], by: .commandLine)
                try await world.store.institutions.set(plan.contact, of: added, by: .commandLine)
                id = added
            }
            made[plan.key] = id.map { PracticeFile.Authority(id: $0, name: plan.name.in(plan.language)) }
        }
        return made
    }

    private func makeInstitutions() async throws -> [String: PracticeFile.Institution] {
        let known = try await world.store.institutions.list(by: .commandLine)
        var made: [String: PracticeFile.Institution] = [:]
        for plan in PracticePlan.institutions {
            let bin = try BIN(plan.bin)
            let id: Int64
            if let institution = known.first(where: { $0.bin == bin }) {
                id = institution.id
            } else {
                id = try await world.store.institutions.add(
                    bin: bin, kind: plan.kind, name: plan.name, by: .commandLine)
            }
            made[plan.key] = PracticeFile.Institution(
                id: id, kind: plan.kind, name: plan.name.in(plan.language),
                premises: try await makePremises(plan.premises, of: id))
        }
        return made
    }

    private func makePremises(
        _ plans: [NewPremises], of institution: Int64
    ) async throws -> [PracticeFile.Institution.Premises] {
        let known = try await world.store.institutions.premises(of: institution, by: .commandLine)
        var made: [PracticeFile.Institution.Premises] = []
        for plan in plans {
            let id: Int64
            if let premises = known.first(where: { $0.name == plan.name }) {
                id = premises.id
            } else {
                id = try await world.store.institutions.addPremises(plan, of: institution, by: .commandLine)
            }
            made.append(PracticeFile.Institution.Premises(id: id, name: plan.name, places: plan.places))
        }
        return made
    }

    private func makeAccounts(
        institutions: [String: Int64], authorities: [String: Int64]
    ) async throws -> [String: PracticeFile.Account] {
        let known = Set(try await world.store.accounts.list(by: .commandLine).map(\.login))
        let languages = Dictionary(
            uniqueKeysWithValues: PracticePlan.institutions.map { ($0.key, $0.language) }
                + PracticePlan.authorities.map { ($0.key, $0.language) })
        return try await withThrowingTaskGroup(of: PracticeFile.Account.self) { group in
            for person in PracticePlan.people {
                let place = person.place ?? ""
                let account = NewAccount(
                    person: try IIN(person.iin), login: person.login, name: person.name, role: person.role,
                    institution: institutions[place], authority: authorities[place], maySubmit: person.role == .clerk,
                    language: languages[place] ?? .ru)
                group.addTask { try await make(account, isKnown: known.contains(account.login)) }
            }
            return try await group.reduce(into: [:]) { accounts, account in accounts[account.login] = account }
        }
    }

    private func make(_ account: NewAccount, isKnown: Bool) async throws -> PracticeFile.Account {
        let accounts = world.store.accounts
        let password: String
        if isKnown {
            password = try await accounts.resetPassword(login: account.login, by: .commandLine)
        } else {
            password = try await accounts.add(account, by: .commandLine).password
        }
        return PracticeFile.Account(
            role: account.role, login: account.login, password: password,
            token: try await accounts.issueToken(login: account.login, name: "demo", by: .commandLine),
            language: account.language,
            institution: account.institution, authority: account.authority)
    }
}
