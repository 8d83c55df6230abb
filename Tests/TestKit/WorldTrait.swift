internal import Store
public import Testing

extension Trait where Self == DatabaseTrait {
    /// A world on a database of its own, looked behind after the test: no drift, no day over its ceiling, all sums hold, nothing is
    /// left in a transaction.
    public static var world: Self { world(isChecked: true) }

    /// A world that the test itself breaks.
    public static var brokenWorld: Self { world(isChecked: false) }

    private static func world(isChecked: Bool) -> Self {
        DatabaseTrait(template: ("world", World.prepare)) { database, test in
            let world = try World(on: database)
            do {
                try await World.$current.withValue(world) { try await test() }
                if isChecked { #expect(try await world.violations() == []) }
            } catch {
                await world.store.close()
                throw error
            }
            await world.store.close()
        }
    }
}
