public import Domain
internal import Logging
public import Store

/// A small world on a database of its own: three authorities, three institutions, four premises of ten places, their people.
public struct World: Sendable {
    /// The world of the running test, under the trait `.world`.
    @TaskLocal public static var current: World?

    /// Its database.
    public let database: TestDatabase
    /// Its clock, which stands at noon on `today` until a test moves it.
    public let clock: TestClock
    /// The store on it.
    public let store: Store

    /// The day on which the world is made.
    public static let today = day("2026-11-23")
    /// Places of each of the premises.
    public static let places = 10
    /// The hostel's first building, in the first authority's jurisdiction.
    public static let house: Int64 = 1
    /// The hostel's other building, there too.
    public static let wing: Int64 = 2
    /// The orphanage's building, in a district below the first authority.
    public static let orphanage: Int64 = 3
    /// The sanatorium's building, in another region.
    public static let sanatorium: Int64 = 4

    /// Opens the store on a copy of the template.
    public init(on database: TestDatabase) throws {
        self.database = database
        let clock = TestClock(Self.today)
        self.clock = clock
        store = Store(
            database: database.conninfo, secret: Secret(key: Self.key), clock: clock.clock, policy: .egov2017,
            limits: Limits(), catalog: try .bundled(), logger: .silent)
    }

    static let key = [UInt8](repeating: 7, count: 32)

    /// The world of the running test.
    public static func here() throws -> World {
        guard let current else { throw NotHere() }
        return current
    }

    private struct NotHere: Error {}
}

// MARK: People

extension World {
    /// The accounts of the template, in the order of their numbers.
    public enum Person: String, CaseIterable, Sendable {
        case keeper, head, clerk, trainee, orphanageHead, sanatoriumHead, reviewer, secondReviewer, chief,
            districtReviewer
        case farReviewer, auditor, headAsReviewer, reviewerAgain, traineeAsReviewer

        /// The account's number.
        public var account: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) + 1 }

        var role: Role {
            switch self {
            case .keeper: .operator
            case .head, .orphanageHead, .sanatoriumHead: .head
            case .clerk, .trainee: .clerk
            case .chief: .chief
            case .auditor: .auditor
            default: .reviewer
            }
        }

        var institution: Int64? {
            switch self {
            case .head, .clerk, .trainee: 1
            case .orphanageHead: 2
            case .sanatoriumHead: 3
            default: nil
            }
        }

        var authority: Int64? {
            switch self {
            case .districtReviewer: 2
            case .farReviewer: 3
            default: role.isAuthoritys ? 1 : nil
            }
        }

        /// Whose account it is: some people have two.
        var human: String {
            switch self {
            case .headAsReviewer: Person.head.rawValue
            case .reviewerAgain: Person.reviewer.rawValue
            case .traineeAsReviewer: Person.trainee.rawValue
            default: rawValue
            }
        }

        /// Who asks.
        public var caller: Caller {
            Caller(
                account: account, name: rawValue, role: role, institution: institution, authority: authority,
                maySubmit: self == .clerk, language: .ru)
        }
    }

    static func prepare(_ database: TestDatabase) async throws {
        _ = try await Migrator(database: database.conninfo, catalog: .bundled(), logger: .silent).migrate()
        let world = try World(on: database)
        let (institutions, keeper) = (world.store.institutions, Person.keeper.caller)
        let name = { (text: String) in Name(kk: text, ru: text, en: text) }
        let region = try await institutions.addAuthority(name: name("Almaty"), territory: ["75"], by: keeper)
        _ = try await institutions.addAuthority(name: name("District"), parent: region, territory: ["7511"], by: keeper)
        _ = try await institutions.addAuthority(name: name("Karaganda"), territory: ["35"], by: keeper)
        let kinds: [(InstitutionKind, String)] = [
            (.hostel, "170140990019"), (.orphanage, "170140990019"), (.sanatorium, "170140990019"),
        ]
        for (kind, bin) in kinds {
            _ = try await institutions.add(bin: BIN(bin), kind: kind, name: name(kind.rawValue), by: keeper)
        }
        let buildings: [(Int64, String, String)] = [
            (1, "house", "750000000"), (1, "wing", "750000000"), (2, "orphanage", "751110000"),
            (3, "sanatorium", "350000000"),
        ]
        for (institution, building, kato) in buildings {
            _ = try await institutions.addPremises(
                NewPremises(
                    name: building, addressKK: "Абай 1", addressRU: "Абая, 1", kato: kato, titleBasis: "own",
                    places: places),
                of: institution, by: keeper)
        }
        await world.store.close()
        // their passwords would cost half a second each, and most tests sign nobody in
        let accounts = Person.allCases.map { person in
            """
            (sha256('\(person.human)'), '\(person.rawValue.lowercased())', '-', '\(person.rawValue)', '\(person.role.rawValue)',
            \(person.institution.map { "\($0)" } ?? "NULL"), \(person.authority.map { "\($0)" } ?? "NULL"),
            \(person == .clerk), 'ru', '2026-01-01')
            """
        }
        try await database.raw(
            """
            INSERT INTO account (person_hash, login, password, name, role, institution_id, authority_id, may_submit, language, created_at)
            VALUES \(accounts.joined(separator: ", "))
            """)
    }
}
