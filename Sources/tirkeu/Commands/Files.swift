internal import ArgumentParser
internal import Domain
internal import Intake
internal import Store
internal import Texts

/// `tirkeu template`
struct TemplateCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Write an empty petition file: a workbook with drop-downs and explanations.")

    @Option(help: "The language of its headers: kk, ru or en.") var language = Language.kk
    @Option(name: [.customShort("o"), .long], help: "Where to write it, ending in .xlsx.") var output: String

    func perform(on console: Console) async throws {
        try Template(texts: try Texts()).write(to: output, in: language)
        console.note("wrote \(output)")
    }
}

/// `tirkeu sample`
struct SampleCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Write a petition file of people who do not exist.",
        discussion: "The same options make the same file.")

    @Option(help: "How many residents.") var rows: Int
    @Option(help: "The share of rows with a mistake, 0 to 1.") var faults = 0.0
    @Option(help: "Chooses the people.") var seed: UInt64 = 1
    @Option(help: "The kind of institution they live in.") var kind = InstitutionKind.orphanage
    @Option(help: "permanent or temporary.") var stay = Stay.permanent
    @Option(help: "When they arrive, yyyy-MM-dd (default: today).") var from: Day?
    @Option(name: [.customShort("o"), .long], help: "Where to write it: a workbook when it ends in .xlsx, else CSV.")
    var output: String

    func validate() throws {
        if rows < 0 { throw ValidationError("--rows is 0 or more.") }
        if !(0...1 ~= faults) { throw ValidationError("--faults is a share between 0 and 1.") }
    }

    func perform(on console: Console) async throws {
        let wish = Sample.Wish(
            rows: rows, faults: faults, seed: seed, kind: kind, stay: stay, from: from ?? Clock.system.today)
        do {
            try Sample(wish).write(to: output)
        } catch {
            throw OperatorError("\(output) cannot be written: \(error)")
        }
        console.note("wrote \(output): \(rows) residents")
    }
}
