internal import Domain
internal import Store

extension Limits {
    private static let variables: [(name: String, path: any WritableKeyPath<Limits, Int> & Sendable)] = [
        ("UPLOAD_BYTES", \.uploadBytes), ("REQUEST_BYTES", \.requestBytes), ("UPLOADS", \.uploads),
        ("OPEN_PETITIONS", \.openPetitions), ("PAGE_ROWS", \.pageRows), ("ROWS", \.rows), ("COLUMNS", \.columns),
        ("CELL_BYTES", \.cellBytes), ("INFLATED_BYTES", \.inflatedBytes), ("ENTRIES", \.entries),
        ("SCAN_BYTES", \.scanBytes), ("SCANS_AT_ONCE", \.scansAtOnce), ("PETITION_SCANS", \.petitionScans),
        ("PETITION_SCAN_BYTES", \.petitionScanBytes), ("INSTITUTION_SCAN_BYTES", \.institutionScanBytes),
    ]

    /// The limits of the design with those that `TIRKEU_LIMIT_…` variables change.
    ///
    /// - Throws: `OperatorError` for a limit that does not exist or is no number.
    init(environment: [String: String]) throws(OperatorError) {
        self.init()
        let prefix = "TIRKEU_LIMIT_"
        for (variable, text) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix(prefix) {
            guard let limit = Self.variables.first(where: { prefix + $0.name == variable }) else {
                let names = Self.variables.map { prefix + $0.name }.joined(separator: " ")
                throw OperatorError("\(variable) is no limit", advice: "expected: \(names)")
            }
            guard let value = Int(text), value > 0 else {
                throw OperatorError("\(variable) is “\(text)”", advice: "expected: a whole number above 0")
            }
            self[keyPath: limit.path] = value
        }
    }
}
