internal import ArgumentParser
internal import Domain
internal import Glibc
internal import Postgres
internal import Texts

/// A command that says its problems in an operator's words and ends with a status.
protocol ConsoleCommand: AsyncParsableCommand {
    /// Does the command's work.
    func perform(on console: Console) async throws
}

extension ConsoleCommand {
    mutating func run() async throws {
        // a reader that went away is an error of that one write, not the end of the program
        signal(SIGPIPE, SIG_IGN)
        let console = Console()
        do {
            try await perform(on: console)
        } catch let status as ExitCode {
            throw status
        } catch {
            console.problem(words(for: error))
            throw ExitCode.failure
        }
    }
}

/// An error in an operator's words.
func words(for error: any Error) -> String {
    if let error = error as? PostgresError, error.kind == .cannotConnect {
        let reason = error.debugText.map { ": " + $0.split(separator: "\n").joined(separator: " ") } ?? ""
        return "the database cannot be reached\(reason)\n  is DATABASE_URL right, and does the server run?"
    }
    guard let refusal = error as? Refusal, let texts = try? Texts() else { return "\(error)" }
    let field = refusal.arguments["field"].map { " (\($0))" } ?? ""
    return "\(texts.message(refusal, in: .en))\(field) [\(refusal.code.rawValue)]\n  \(texts.advice(refusal, in: .en))"
}
