public import Domain
internal import Foundation
internal import Postgres

extension TestDatabase {
    /// The rows of a query of a test's own, each as JSON of its columns.
    ///
    /// As the superuser or as `role`; with `caller` under the settings that row-level security asks for.
    public func rows(_ query: String, as role: String? = nil, caller: Caller? = nil) async throws -> [String] {
        let pool = pool(size: 1, role: role) { name in name == "test/rows" ? Self.asJSON(query) : nil }
        do {
            let rows = try await pool.transaction { db in
                if let caller { try db.script(Self.assuming(caller)) }
                return try db.rows(Statement<String>("test/rows") { row in try row.decode("row") })
            }
            await pool.close()
            return rows
        } catch {
            await pool.close()
            throw error
        }
    }

    /// The only number that a query of one row and one column `n` gives.
    public func number(_ query: String, as role: String? = nil, caller: Caller? = nil) async throws -> Int {
        let rows = try await rows(query, as: role, caller: caller)
        guard rows.count == 1, let digits = rows.first?.split(separator: ":").last?.dropLast(), let number = Int(digits)
        else { throw NoNumber(text: "\(rows)") }
        return number
    }

    /// The texts that a query's column `name` holds.
    public func names(_ query: String, as role: String? = nil, caller: Caller? = nil) async throws -> Set<String> {
        struct Row: Decodable { let name: String }
        return Set(
            try await rows(query, as: role, caller: caller).map {
                try JSONDecoder().decode(Row.self, from: Data($0.utf8)).name
            })
    }

    private static func asJSON(_ query: String) -> String {
        "SELECT row_to_json(answer)::text AS row FROM (\(query)) AS answer"
    }

    private static func assuming(_ caller: Caller) -> String {
        """
        SELECT set_config('tirkeu.role', '\(caller.role.rawValue)', true),
            set_config('tirkeu.institution', '\(caller.institution.map { "\($0)" } ?? "")', true),
            set_config('tirkeu.authorities', '\(caller.authority.map { "{\($0)}" } ?? "")', true)
        """
    }
}

private struct NoNumber: Error {
    let text: String
}
