internal import Store
public import Testing

/// Gives each test of a suite a world on a database of its own, and looks behind it: no drift, no day over its ceiling, all
/// sums hold, nothing is left in a transaction.
public struct WorldTrait: SuiteTrait, TestTrait, TestScoping {
    let isChecked: Bool

    /// Every test of the suite, also in suites inside it.
    public var isRecursive: Bool { true }

    /// Runs the test with `World.current` and `TestDatabase.current` set.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Cluster.shared.template("world", prepare: World.prepare)
        try await Gate.shared.through { try await run(function) }
    }

    private func run(_ function: @Sendable () async throws -> Void) async throws {
        let database = try await Cluster.shared.database(template: "world")
        let world = try World(on: database)
        do {
            try await TestDatabase.$current.withValue(database) {
                try await World.$current.withValue(world) { try await function() }
            }
            if isChecked { #expect(try await world.violations() == []) }
        } catch {
            await world.store.close()
            try await database.drop()
            throw error
        }
        await world.store.close()
        try await database.drop()
    }
}

extension Trait where Self == WorldTrait {
    /// A world whose state is checked after the test.
    public static var world: Self { WorldTrait(isChecked: true) }

    /// A world that the test itself breaks.
    public static var brokenWorld: Self { WorldTrait(isChecked: false) }
}
