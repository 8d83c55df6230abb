internal import Domain
internal import Foundation

/// `demo.json`: who takes part in the practice world, and with what secrets.
struct PracticeFile: Codable, Sendable {
    struct Account: Codable, Sendable {
        let role: Role
        let login: String
        let password: String
        let token: String
        let language: Language
        let institution: Int64?
        let authority: Int64?
    }

    struct Institution: Codable, Sendable {
        struct Premises: Codable, Sendable {
            let id: Int64
            let name: String
            let places: Int
        }

        let id: Int64
        let kind: InstitutionKind
        let name: String
        let premises: [Premises]
    }

    struct Authority: Codable, Sendable {
        let id: Int64
        let name: String
    }

    var origin: String
    let accounts: [Account]
    let institutions: [Institution]
    let authorities: [Authority]

    /// The file at a path; nil when there is none that can be read.
    init?(at path: String) {
        guard let data = FileManager.default.contents(atPath: path),
            let file = try? JSONDecoder().decode(PracticeFile.self, from: data)
        else { return nil }
        self = file
    }

    init(origin: String, accounts: [Account], institutions: [Institution], authorities: [Authority]) {
        self.origin = origin
        self.accounts = accounts
        self.institutions = institutions
        self.authorities = authorities
    }

    /// Writes the file so that only its owner can read it, and never half of it.
    func write(to path: String) throws(OperatorError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let files = FileManager.default
        do {
            let data = try encoder.encode(self)
            let draft = path + ".new"
            try? files.removeItem(atPath: draft)
            guard files.createFile(atPath: draft, contents: data, attributes: [.posixPermissions: 0o600]) else {
                throw CocoaError(.fileWriteUnknown)
            }
            try? files.removeItem(atPath: path)
            try files.moveItem(atPath: draft, toPath: path)
        } catch {
            throw OperatorError("\(path) cannot be written")
        }
    }
}
