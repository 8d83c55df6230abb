import Domain
import Store
import TestKit
import Testing

/// Row-level security, table by table from the catalogue: a stranger of each kind tries to read, change, remove and add rows of an
/// institution, and reaches what the table here says, nothing else.
@Suite(.world)
struct StrangerTests {
    private let world: World
    private let today = World.today

    init() throws { world = try World.here() }

    /// People of an institution and an authority that have no rows at all: whatever they reach is somebody else's.
    private static func stranger(_ role: Role) -> Caller {
        Caller(
            account: 99, name: "stranger", role: role, institution: role.isInstitutions ? 99 : nil,
            authority: role.isAuthoritys ? 99 : nil, maySubmit: true, language: .ru)
    }

    /// The log is written by whoever acts, for the institution that it is about.
    private static let everybody: Set = ["INSERT audit"]
    private static let seenByBoth: Set = Set(
        [
            "premises_day", "premises_head", "decision", "row_outcome", "row_note", "hold", "registration",
            "occupancy_entry", "audit", "premises", "petition", "petition_row", "petition_issue", "attachment",
        ].map { "SELECT \($0)" })

    @Test(arguments: Role.allCases.map(Optional.some) + [nil])
    func `a stranger reaches nothing of an institution`(role: Role?) async throws {
        try await fill()
        let expected: Set<String> =
            switch role {
            case .operator:
                Self.everybody.union([
                    "SELECT premises", "SELECT premises_day", "SELECT premises_head", "INSERT premises",
                    "UPDATE premises",
                ])
            // that a scan is there, and not what it shows
            case .auditor: Self.everybody.union(Self.seenByBoth).union(["SELECT upload"])
            default: Self.everybody
            }
        let reached = try await world.database.names(
            "SELECT what AS name FROM reached() AS what", as: "tirkeu_web", caller: role.map(Self.stranger))
        #expect(reached == expected)
    }

    @Test func `an auditor's own login reads what it was given and changes nothing`() async throws {
        try await fill()
        let reached = try await world.database.names(
            "SELECT what AS name FROM reached() AS what", as: "tirkeu_auditor")
        let tables = ["audit", "decision", "petition", "row_outcome", "registration", "occupancy_entry", "premises"]
        #expect(reached == Set(tables.map { "SELECT \($0)" }))
    }

    @Test func `without its policy a table is found open`() async throws {
        try await fill()
        try await world.database.raw("CREATE POLICY open ON upload TO tirkeu_web USING (true)")
        let reached = try await world.database.names(
            "SELECT what AS name FROM reached() AS what", as: "tirkeu_web", caller: Self.stranger(.clerk))
        #expect(reached.isSuperset(of: ["SELECT", "UPDATE", "DELETE", "INSERT"].map { "\($0) upload" }))
    }

    /// Gives the hostel a row in every table that has rows of institutions, and writes down what a stranger tries on each.
    private func fill() async throws {
        let clerk = World.Person.clerk.caller
        try await world.approved([Resident(1).row(2, from: today)])
        let issue = Issue(.nameMixedAlphabets, at: .cell(row: 2, column: .surname), severity: .warning)
        let returned = try await world.submitted([Resident(2).row(2, from: today, issues: [issue])])
        try await world.decide(returned, DecisionRequest(outcome: .returned, note: "!"))
        _ = try await world.submitted([Resident(3).row(2, from: today)])
        let draft = try await world.draft([Resident(4).row(2, from: today)])
        try await world.store.petitions.repair(
            draft, row: 2, cells: [.room: "5"], version: nil, by: clerk,
            judge: { RowJudge(policy: $0, terms: $1) })
        try await world.database.raw(
            """
            INSERT INTO remembered_value (institution_id, column_name, found, value, made_by, made_at)
            VALUES (1, 'stay', 'x', 'permanent', 1, now());
            INSERT INTO header_spelling (institution_id, spelling, header, taught_by, taught_at) VALUES (1, 'x', 'x', 1, now());
            INSERT INTO petition_reading (petition_id, institution_id) VALUES (\(draft), 1) ON CONFLICT DO NOTHING;
            INSERT INTO attachment (petition_id, institution_id, authority_id, row_number, kind, upload_id, name, attached_by, attached_at)
            SELECT id, 1, authority_id, 2, 'identity', upload_id, 'x', 1, now() FROM petition WHERE id = \(draft);
            """)
        try await world.database.raw(Self.attempts)
        let empty = try await world.database.names("SELECT name FROM tenant_table WHERE rows = 0")
        #expect(empty == [], "a table without rows proves nothing: fill it")
    }

    /// Every table with rows of institutions but `account`, which is read before anybody is known.
    ///
    /// Changes go over all rows and have no condition: a condition would hide rows that may be changed but not read.
    private static let attempts = """
        CREATE SCHEMA copies;
        CREATE TABLE tenant_table (name text, rows bigint);
        CREATE TABLE attempt (what text, query text);
        DO $$
        DECLARE
            tenant record;
        BEGIN
            FOR tenant IN
                SELECT c.oid, c.relname AS name, (
                    SELECT string_agg(format('%I = DEFAULT', u.attname), ', ') FROM pg_attribute AS u
                    WHERE u.attrelid = c.oid AND u.attnum > 0 AND NOT u.attisdropped
                      AND has_column_privilege('tirkeu_web', c.oid, u.attnum, 'UPDATE')) AS changes
                FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'institution_id'
                WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'account'
            LOOP
                EXECUTE format('CREATE TABLE copies.%I AS SELECT * FROM %1$I WHERE institution_id = 1', tenant.name);
                EXECUTE format('INSERT INTO tenant_table SELECT %L, count(*) FROM copies.%1$I', tenant.name);
                INSERT INTO attempt SELECT 'SELECT ' || tenant.name, format('SELECT FROM %I WHERE institution_id = 1', tenant.name);
                INSERT INTO attempt SELECT 'DELETE ' || tenant.name, format('DELETE FROM %I', tenant.name);
                INSERT INTO attempt SELECT 'UPDATE ' || tenant.name, format('UPDATE %I SET %s', tenant.name, tenant.changes)
                WHERE tenant.changes IS NOT NULL;
                INSERT INTO attempt SELECT 'INSERT ' || tenant.name,
                    format('INSERT INTO %I OVERRIDING SYSTEM VALUE SELECT * FROM copies.%1$I LIMIT 1', tenant.name);
            END LOOP;
        END
        $$;
        GRANT USAGE ON SCHEMA copies TO PUBLIC;
        GRANT SELECT ON ALL TABLES IN SCHEMA copies TO PUBLIC;
        GRANT SELECT ON attempt TO PUBLIC;

        -- what the caller reaches: anything but a refusal, or no row at all, is a way in
        CREATE FUNCTION reached() RETURNS SETOF text LANGUAGE plpgsql AS $$
        DECLARE
            next record;
            touched bigint;
        BEGIN
            FOR next IN SELECT what, query FROM attempt ORDER BY what LOOP
                BEGIN
                    touched := 0;
                    EXECUTE next.query;
                    GET DIAGNOSTICS touched = ROW_COUNT;
                    IF touched > 0 THEN
                        RAISE EXCEPTION 'undo it';
                    END IF;
                EXCEPTION
                    WHEN insufficient_privilege THEN NULL;
                    WHEN OTHERS THEN RETURN NEXT next.what;
                END;
            END LOOP;
        END
        $$;
        GRANT EXECUTE ON FUNCTION reached TO PUBLIC;
        """
}
