internal import ArgumentParser
internal import Domain
internal import FoundationEssentials
internal import Intake
internal import Store
internal import Texts

/// `tirkeu policy …`
struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Policies: the dated rules that petitions are judged by.",
        discussion: """
            A policy is a JSON file: begin with tirkeu policy show egov-2017 --file > mine.json, change it, give it a
            name of its own, check it, use it. Its text is kept in the database, so that every petition can be judged
            again by the rules it was judged by.
            """,
        subcommands: [List.self, Show.self, Diff.self, CheckFiles.self, Use.self])

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the policies that the database keeps, the one in force first.")

        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            let found = try await World.with(try Settings(options), console) { world in
                try await world.store.policies.list(by: .commandLine)
            }
            console.table(
                ["id", "name", "text", "in force", "title"],
                found.map { line in
                    [
                        "\(line.id)", line.kept.name, line.kept.fingerprint.short,
                        line.isInForce ? line.chosenAt.map { "since \($0.formatted(.iso8601))" } ?? "by default" : "-",
                        line.kept.policy.title[.en] ?? "",
                    ]
                })
        }
    }

    struct Show: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show every value of a policy with its days and sources.",
            discussion: "A ? stands before what nobody has seen in its source.")

        @Argument(help: "A name, a number of tirkeu policy list, or the path of a policy file.") var policy: String
        @Option(name: .customLong("on"), help: "Only what is in force on a day, yyyy-MM-dd.") var day: Day?
        @Flag(help: "Write the policy file itself.") var file = false
        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            if file {
                guard let shipped = PolicyFile.named(policy) else {
                    throw OperatorError("only a policy that ships has a file here: \(PolicyFile.names)")
                }
                return console.say(String(decoding: shipped.bytes.dropLast(), as: UTF8.self))
            }
            let found = try await PolicySource(policy).policy(options, console)
            let texts = try Texts()
            console.say("\(found.name): \(found.title[.en] ?? ""), from \(found.from)")
            for parameter in found.parameters {
                console.say("\n\(parameter.name)\(parameter.isUsed ? "" : "  (no rule goes by it)")")
                let entries = day.map { [parameter.entry(on: $0)] } ?? parameter.entries
                for entry in entries { console.say(texts.line(entry)) }
            }
            console.say("\ndocuments")
            for line in day.map({ found.documents(on: $0) }) ?? found.documents { console.say(texts.line(line)) }
        }
    }

    struct Diff: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what two policies differ in.", discussion: "Status 1 when they differ.")

        @Argument(help: "A name, a number of tirkeu policy list, or the path of a policy file.") var old: String
        @Argument(help: "Another.") var new: String
        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            let difference = PolicyDifference(
                try await PolicySource(old).policy(options, console),
                try await PolicySource(new).policy(options, console))
            let texts = try Texts()
            for parameter in difference.parameters {
                console.say(parameter.old.name)
                for entry in parameter.old.entries where !parameter.new.entries.contains(entry) {
                    console.say("-\(texts.line(entry))")
                }
                for entry in parameter.new.entries where !parameter.old.entries.contains(entry) {
                    console.say("+\(texts.line(entry))")
                }
            }
            if !difference.removedDocuments.isEmpty || !difference.addedDocuments.isEmpty { console.say("documents") }
            for line in difference.removedDocuments { console.say("-\(texts.line(line))") }
            for line in difference.addedDocuments { console.say("+\(texts.line(line))") }
            if !difference.isEmpty { throw ExitCode(1) }
            console.say("no difference")
        }
    }

    struct CheckFiles: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Check policy files, without a database.",
            discussion: "Says file, line and fault, as compilers do. Status 1 when something is wrong.")

        @Argument(help: "Policy files.") var files: [String]

        func perform(on console: Console) async throws {
            var isSound = true
            for path in files {
                do throws(OperatorError) {
                    console.say("\(path): \(try PolicyFile.read(path).policy.name) is sound")
                } catch {
                    console.say("\(error)")
                    isSound = false
                }
            }
            if !isSound { throw ExitCode(1) }
        }
    }

    struct Use: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a policy in force for petitions filed from now on.",
            discussion: """
                First says which open petitions would be judged differently; these keep the policy they were judged by
                until their institution has them judged again.
                """)

        @Argument(help: "A name, a number of tirkeu policy list, or the path of a policy file.") var policy: String
        @Flag(help: "Only say what would be judged differently.") var preview = false
        @OptionGroup var options: Options

        func perform(on console: Console) async throws {
            let settings = try Settings(options)
            try await World.with(settings, console) { world in
                let policies = world.store.policies
                let kept = try await PolicySource(policy).kept(policies)
                let (words, longest) = (world.texts.words, settings.limits.cellBytes)
                let found = try await policies.preview(of: kept.id, by: .commandLine) {
                    RowJudge(policy: $0, terms: $1, words: words, longestCell: longest)
                }
                say(found, on: console)
                if preview { return }
                try await policies.use(kept.id, by: .commandLine)
                console.say("\(kept.name) (\(kept.fingerprint.short)) is in force")
            }
        }

        private func say(_ found: PolicyPreview, on console: Console) {
            if found.lines.isEmpty {
                return console.say("no open petition would be judged differently (\(found.petitions) judged)")
            }
            console.table(
                ["petition", "number", "state", "rows", "differing", "blocked", "freed", "institution"],
                found.lines.map { line in
                    [
                        "\(line.id)", line.number, line.state.rawValue, "\(line.rows)", "\(line.differing)",
                        "\(line.blocked)", "\(line.freed)", line.institutionName.kk,
                    ]
                })
        }
    }
}

/// What an operator calls a policy by.
private struct PolicySource {
    private let word: String

    init(_ word: String) { self.word = word }

    /// The policy, from the program, a file or the database, whichever has it.
    func policy(_ options: Options, _ console: Console) async throws -> Policy {
        if let shipped = PolicyFile.named(word) { return shipped.policy }
        if PolicyFile.isPath(word) { return try PolicyFile.read(word).policy }
        return try await World.with(try Settings(options), console) { world in
            try await kept(world.store.policies).policy
        }
    }

    /// The policy as the database keeps it; what comes from the program or a file is kept there first.
    func kept(_ policies: Policies) async throws -> KeptPolicy {
        if let file = PolicyFile.named(word) { return try await policies.keep(file, by: .commandLine) }
        if PolicyFile.isPath(word) { return try await policies.keep(try PolicyFile.read(word), by: .commandLine) }
        if let id = Int64(word) { return try await policies.read(id, by: .commandLine) }
        if let kept = try await policies.named(word, by: .commandLine) { return kept }
        throw OperatorError("there is no policy “\(word)”", advice: "tirkeu policy list says which there are")
    }
}

extension PolicyFile {
    /// The names of the policies that ship.
    fileprivate static var names: String { shipped.map(\.policy.name).joined(separator: ", ") }
}

extension Texts {
    fileprivate func line(_ entry: PolicyParameter.Entry) -> String {
        "  \(entry.confirmed ? " " : "?") \(entry.since)  \(text(entry.value, in: .en))  — \(entry.source)"
    }

    fileprivate func line(_ line: DocumentLine) -> String {
        let days = "\(line.since)\(line.until.map { " until \($0)" } ?? "")"
        return "  \(line.confirmed ? " " : "?") \(days)  \(label(line.paper, in: .en))"
            + "\(line.copies > 1 ? " × \(line.copies)" : "") (\(label(line.need, in: .en))): "
            + "\(whom(line, in: .en))  — \(line.source)"
    }
}
