public import ArgumentParser
public import Domain

extension Language: ExpressibleByArgument {}
extension InstitutionKind: ExpressibleByArgument {}
extension Stay: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}

extension Day: ExpressibleByArgument {
    /// Reads `yyyy-MM-dd`.
    public init?(argument: String) { self.init(iso: argument) }
}

extension Policy {
    /// A profile by its name.
    ///
    /// - Throws: the names that there are.
    static func profile(_ name: String) throws(OperatorError) -> Policy {
        if let policy = named(name) { return policy }
        throw OperatorError(
            "there is no profile “\(name)”", advice: "expected: \(profiles.map(\.name).joined(separator: ", "))")
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
