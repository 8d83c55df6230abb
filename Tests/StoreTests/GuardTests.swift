import Domain
import Foundation
import Postgres
import Store
import TestKit
import Testing

/// Functions with the owner's rights see past row-level security, so each of them asks by itself who calls it. The worlds are half
/// way through acts, as no verb leaves them.
@Suite(.brokenWorld)
struct GuardTests {
    private let world: World

    init() throws { world = try World.here() }

    @Test func `every function with the owner's rights that the web may run is in the table of guarded calls`()
        async throws
    {
        let found = try await world.database.names(
            """
            SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
              AND has_function_privilege('tirkeu_web', oid, 'execute')
            """)
        #expect(found == Set(GuardedCall.all.map(\.function)))
    }

    @Test func `strangers are refused every guarded call, and nothing has changed`() async throws {
        #expect(try await world.unguarded(GuardedCall.all) == [])
    }

    @Test func `each role runs the functions that it was given, and no other`() async throws {
        let shared: Set = ["caller_role", "caller_institution", "caller_authorities", "days_of"]
        let own: [String: Set<String>] = [
            "tirkeu_web": Set(GuardedCall.all.map(\.function))
                .union([
                    "petition_difference", "is_found_by_comparing", "rows_of_persons", "siblings_of",
                    "rows_in_siblings",
                ]),
            "tirkeu_worker": [
                "persons_known", "check_register", "check_forecast", "premises_lock", "premises_extend", "hold_release",
                "petition_carry", "petition_split", "check_content", "petition_difference", "siblings_of",
                "rows_in_siblings", "is_found_by_comparing", "attachments_require", "attachments_follow",
            ],
            "tirkeu_auditor": [],
        ]
        for (role, functions) in own {
            let found = try await world.database.names(
                """
                SELECT proname AS name FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND has_function_privilege('\(role)', oid, 'execute')
                """)
            #expect(found == functions.union(shared), "\(role)")
        }
    }

    @Test func `those whom a guard lets through are let through`() async throws {
        let petitions = try await GuardedCall.Petitions(in: world)
        for call in GuardedCall.all {
            for person in call.admitted {
                do {
                    _ = try await world.database.rows(call.sql(petitions), as: "tirkeu_web", caller: person.caller)
                } catch SQLState.insufficientPrivilege {
                    Issue.record("\(call.function) is refused to \(person)")
                } catch is PostgresError {
                    // it was done already: the guard let it through
                    continue
                }
            }
        }
    }

    @Test func `nobody writes the register without a decision that stands, or rows that it did not approve`()
        async throws
    {
        let petitions = try await GuardedCall.Petitions(in: world)
        let decision = GuardedCall.Petitions.decision
        for call in [
            "register_enter(\(decision), \(petitions.submitted), '{2}', now())",
            "register_enter(\(decision), \(petitions.approved), '{2,3}', now())",
            "register_enter(\(decision + 1), \(petitions.approved), '{2}', now())",
            "register_settle(\(decision), \(petitions.submitted), 1, now())",
        ] {
            let error = await #expect(throws: PostgresError.self, "\(call)") {
                try await world.database.rows(
                    "SELECT \(call)", as: "tirkeu_web", caller: World.Person.reviewer.caller)
            }
            #expect(error?.sqlState == .insufficientPrivilege, "\(call)")
        }
    }

    @Test(arguments: ["require_party", "require_reader", "require_operator", "require_draft", "require_act"])
    func `without a guard every function that it stands in is found open`(name: String) async throws {
        let functions = try SQLCatalog.bundled().functions
        let guarded = GuardedCall.all.filter { functions.body(of: $0.function)?.contains("\(name)(") == true }
        #expect(!guarded.isEmpty)
        try await world.database.raw(
            """
            DO $$ BEGIN EXECUTE (
                SELECT format('CREATE OR REPLACE FUNCTION %I(%s) RETURNS void LANGUAGE plpgsql AS ''BEGIN END''',
                    proname, pg_get_function_identity_arguments(oid))
                FROM pg_proc WHERE proname = '\(name)');
            END $$
            """)
        let open = try await world.unguarded(guarded).compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(Set(open) == Set(guarded.map(\.function)))
    }
}

/// A call of a function with the owner's rights, and who may make it.
private struct GuardedCall: Sendable {
    let function: String
    /// Whom the guard lets through.
    let admitted: Set<World.Person>
    let sql: @Sendable (Petitions) -> String

    /// Petitions of the hostel, in the first authority's jurisdiction.
    struct Petitions {
        let draft: Int64
        let submitted: Int64
        /// One whose only row is approved by the decision, and not in the register yet.
        let approved: Int64

        /// The decision on it.
        static let decision: Int64 = 1

        init(in world: World) async throws {
            draft = try await world.draft([
                Resident(1).row(2, from: World.today), Resident(2).row(3, from: World.today),
            ])
            submitted = try await world.submitted([Resident(3).row(2, from: World.today)])
            approved = try await world.submitted([Resident(4).row(2, from: World.today)])
            try await world.database.raw(
                """
                INSERT INTO premises (institution_id, authority_id, name, address_kk, address_ru, kato, licensed_places, created_at)
                SELECT 1, 1, 'annex', address_kk, address_ru, kato, 5, created_at FROM premises WHERE id = \(World.house);
                INSERT INTO decision (petition_id, institution_id, authority_id, outcomes, decided_by, decided_at, needs_second)
                VALUES (\(approved), 1, 1, '{}', \(World.Person.reviewer.account), now(), false);
                INSERT INTO row_outcome (petition_id, row_number, institution_id, authority_id, outcome, decision_id)
                VALUES (\(approved), 2, 1, 1, 'approved', \(Self.decision))
                """)
        }

        /// Premises that are not open yet.
        static let annex: Int64 = 5
    }

    init(
        _ function: String, _ admitted: Set<World.Person>, _ sql: @escaping @Sendable (Petitions) -> String
    ) {
        self.function = function
        self.admitted = admitted
        self.sql = sql
    }

    private static let institution: Set<World.Person> = [.clerk, .head]
    private static let parties = institution.union([.reviewer, .chief])

    static let all: [GuardedCall] = [
        .init("hold_take", institution) { "SELECT hold_take(\($0.draft), NULL, 1, now())" },
        .init("hold_release", parties) { "SELECT hold_release(\($0.submitted), 'withdrawn', 1, now())" },
        .init("person_lock", parties) { "SELECT person_lock(\($0.draft))" },
        .init("register_conflicts", parties) { "SELECT * FROM register_conflicts(\($0.submitted), '{2}')" },
        .init("register_conflicts_told", parties) { "SELECT * FROM register_conflicts_told(\($0.draft), '{2}')" },
        .init("register_premises", parties) { "SELECT register_premises(\($0.submitted), '{2}')" },
        .init("person_elsewhere", parties) { "SELECT * FROM person_elsewhere(\($0.draft), '{2}')" },
        .init("check_register", parties) { "SELECT check_register(\($0.draft), '{2,3}')" },
        .init("check_forecast", parties.union([.auditor])) { "SELECT * FROM check_forecast(\($0.draft))" },
        .init("petition_make_child", parties) { "SELECT petition_make_child(\($0.submitted), '{2}', now())" },
        .init("petition_split", institution) { "SELECT petition_split(\($0.draft), \(World.wing), '{2}', now())" },
        .init("attachments_require", institution) {
            "SELECT attachments_require(\($0.draft), '{identity}', NULL)"
        },
        .init("petition_set_policy", institution) { "SELECT petition_set_policy(\($0.draft), 2)" },
        .init("register_enter", [.reviewer, .chief]) {
            "SELECT register_enter(\(Petitions.decision), \($0.approved), '{2}', now())"
        },
        .init("register_settle", [.reviewer, .chief]) {
            "SELECT register_settle(\(Petitions.decision), \($0.approved), 1, now())"
        },
        .init("premises_open", [.keeper]) { _ in
            "SELECT premises_open(\(Petitions.annex), '2026-11-23', '2026-11-25')"
        },
        .init("premises_set_places", [.keeper]) { _ in
            "SELECT premises_set_places(\(World.house), 3, '2026-11-23', 1, now())"
        },
        // A decision locks the heads of premises that its reviewer may not see. A lock tells and changes nothing.
        .init("premises_lock", Set(World.Person.allCases)) { _ in "SELECT premises_lock('{\(World.house)}')" },
    ]

    /// Everybody who is somebody else: other institutions, other authorities, other work, and nobody.
    var strangers: [World.Person?] {
        let asked: [World.Person] = [
            .clerk, .head, .reviewer, .chief, .orphanageHead, .sanatoriumHead, .districtReviewer, .farReviewer,
            .auditor, .keeper,
        ]
        return admitted.count == World.Person.allCases.count
            ? [] : asked.filter { !admitted.contains($0) }.map(Optional.some) + [nil]
    }
}

extension World {
    /// The calls that strangers could make, or that changed something though they were refused.
    fileprivate func unguarded(_ calls: [GuardedCall]) async throws -> [String] {
        let petitions = try await GuardedCall.Petitions(in: self)
        var open: [String] = []
        for call in calls {
            let before = try await state()
            for stranger in call.strangers {
                let name = stranger?.rawValue ?? "nobody"
                do {
                    _ = try await database.rows(call.sql(petitions), as: "tirkeu_web", caller: stranger?.caller)
                    open.append("\(call.function) is open to \(name)")
                } catch SQLState.insufficientPrivilege {
                    continue
                } catch let error as PostgresError {
                    open.append("\(call.function) ends for \(name) with \(error.sqlState?.rawValue ?? "-")")
                }
            }
            if try await state() != before { open.append("\(call.function) changed something") }
        }
        return open
    }

    /// A hash of every row of every table.
    private func state() async throws -> [String] {
        let tables = try await database.names(
            "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        let rows = tables.sorted().map {
            "SELECT '\($0)' AS name, md5(string_agg(t::text, '' ORDER BY t::text)) AS state FROM \($0) AS t"
        }
        return try await database.rows(rows.joined(separator: " UNION ALL ") + " ORDER BY name")
    }
}

extension String {
    /// The statement that makes a function; nil when it is not among these.
    fileprivate func body(of function: String) -> String? {
        guard let start = range(of: "CREATE OR REPLACE FUNCTION \(function)("),
            let end = self[start.lowerBound...].range(of: "\n$$;")
        else { return nil }
        return String(self[start.lowerBound..<end.upperBound])
    }
}
