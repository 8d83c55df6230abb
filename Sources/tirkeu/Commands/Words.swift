public import ArgumentParser
public import Domain
internal import Foundation
internal import Texts

extension Language: ExpressibleByArgument {}
extension InstitutionKind: ExpressibleByArgument {}
extension Stay: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    /// Reads `yyyy-MM-dd`.
    public init?(argument: String) { self.init(iso: argument) }
}

extension PolicyFile {
    /// A profile that ships, by its name, or one of a file, by its path.
    ///
    /// - Throws: the names that there are, or what is wrong with the file.
    static func profile(_ name: String) throws(OperatorError) -> PolicyFile {
        if let file = named(name) { return file }
        if isPath(name) { return try read(name) }
        throw OperatorError(
            "there is no profile “\(name)”",
            advice: "expected: \(shipped.map(\.policy.name).joined(separator: ", ")), or the path of a policy file")
    }

    /// Whether a word is the path of a policy file rather than a name.
    static func isPath(_ word: String) -> Bool { word.contains("/") || word.hasSuffix(".json") }

    /// The policy of a file.
    ///
    /// - Throws: what is wrong with it, line by line.
    static func read(_ path: String) throws(OperatorError) -> PolicyFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OperatorError("\(path) cannot be read")
        }
        do {
            return try PolicyFile(Array(data))
        } catch {
            throw OperatorError(error.lines(of: path).joined(separator: "\n"))
        }
    }
}

extension PolicyFaults {
    /// A line a fault, as compilers write them: `file:line: what is wrong`.
    func lines(of path: String) -> [String] {
        let texts = try? Texts()
        return faults.map { fault in
            "\(path):\(fault.line): \(texts?.message(fault, in: .en) ?? fault.code.rawValue)"
        }
    }
}

/// A name in the three languages, as options.
struct NameOptions: ParsableArguments {
    @Option(name: .customLong("name-kk"), help: "The name in Kazakh.")
    var kk: String

    @Option(name: .customLong("name-ru"), help: "The name in Russian.")
    var ru: String

    @Option(name: .customLong("name-en"), help: "The name in English.")
    var en: String
}
