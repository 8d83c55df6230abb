internal import ArgumentParser
internal import Domain
internal import Store

/// `tirkeu recount`
struct Recount: ConsoleCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count places again from rows and registrations, and say where the counters differ.",
        discussion: "Nothing is repaired. Status 1 when a day differs.")

    @OptionGroup var options: Options

    func perform(on console: Console) async throws {
        let drifts = try await World.with(try Settings(options), console) { world in
            try await world.store.occupancy.recount()
        }
        if drifts.isEmpty { return console.say("no drift: every day is as rows and registrations say") }
        console.table(
            ["premises", "day", "held", "recounted", "registered", "recounted"],
            drifts.map { drift in
                [
                    "\(drift.premises)", "\(drift.day)", "\(drift.counted.held)", "\(drift.recounted.held)",
                    "\(drift.counted.registered)", "\(drift.recounted.registered)",
                ]
            })
        throw ExitCode.failure
    }
}
