public import Domain
internal import FoundationEssentials
internal import Postgres

/// A legal body that files petitions.
public struct Institution: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// Its BIN.
    public let bin: BIN
    /// Its kind.
    public let kind: InstitutionKind
    /// Its name.
    public let name: Name
}

/// A territorial body.
public struct Authority: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// The body above it.
    public let parent: Int64?
    /// Its name.
    public let name: Name
    /// The prefixes of KATO codes it is competent for.
    public let territory: [String]
    /// Where it is, whom to call, and where the fee is paid.
    public let contact: AuthorityContact
}

/// What anybody may know of an authority; nil is what nobody has entered yet.
public struct AuthorityContact: Hashable, Sendable {
    /// The address.
    public var address: Name?
    /// The telephone.
    public var phone: String?
    /// Who receives the state fee.
    public var payee: String?
    /// The payee's BIN.
    public var payeeBIN: BIN?
    /// The payee's bank.
    public var bank: String?
    /// The bank's BIC.
    public var bic: String?
    /// The payee's account.
    public var account: BankAccount?
    /// The code of the budget classification that a payment names.
    public var budgetCode: String?

    /// Nothing is known.
    public init() {}
}

/// A building of an institution.
public struct Premises: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// Whose it is.
    public let institution: Int64
    /// The institution's name.
    public let institutionName: Name
    /// The institution's kind.
    public let kind: InstitutionKind
    /// The authority competent for it.
    public let authority: Int64
    /// What the institution calls it.
    public let name: String
    /// The address in Kazakh.
    public let addressKK: String
    /// The address in Russian.
    public let addressRU: String
    /// Nine digits of the classifier of territories.
    public let kato: String
    /// The registration code of the address.
    public let rka: String?
    /// `own`, `lease` or `use`; nil when not known.
    public let titleBasis: String?
    /// The document of the title.
    public let titleDocument: String?
    /// Until when the title lasts.
    public let titleUntil: Day?
    /// Square metres of living area.
    public let livingArea: Double?
    /// Places of the licence or passport of the object.
    public let licensedPlaces: Int
    /// Places today.
    public let places: Int
    /// Held by submitted petitions today.
    public let held: Int
    /// Taken by registrations today.
    public let registered: Int
}

/// What an operator says of new premises.
public struct NewPremises: Sendable {
    /// What the institution calls it.
    public var name: String
    /// The address in Kazakh.
    public var addressKK: String
    /// The address in Russian.
    public var addressRU: String
    /// Nine digits of the classifier of territories.
    public var kato: String
    /// The registration code of the address.
    public var rka: String?
    /// `own`, `lease` or `use`.
    public var titleBasis: String?
    /// The document of the title.
    public var titleDocument: String?
    /// Until when the title lasts.
    public var titleUntil: Day?
    /// Square metres of living area.
    public var livingArea: Double?
    /// Places of the licence or passport of the object.
    public var places: Int

    /// Describes new premises.
    public init(
        name: String, addressKK: String, addressRU: String, kato: String, rka: String? = nil, titleBasis: String? = nil,
        titleDocument: String? = nil, titleUntil: Day? = nil, livingArea: Double? = nil, places: Int
    ) {
        self.name = name
        self.addressKK = addressKK
        self.addressRU = addressRU
        self.kato = kato
        self.rka = rka
        self.titleBasis = titleBasis
        self.titleDocument = titleDocument
        self.titleUntil = titleUntil
        self.livingArea = livingArea
        self.places = places
    }
}

/// Institutions, authorities and premises: what the operator keeps.
public struct Institutions: Sendable {
    let room: Room

    /// Adds an institution.
    public func add(bin: BIN, kind: InstitutionKind, name: Name, by caller: Caller?) async throws(Refusal) -> Int64 {
        try requireOperator(caller)
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            let id = try db.one(Statements.add, bin, kind, name.kk, name.ru, name.en, now)
            try db.log(AuditEntry(action: .institutionAdded, object: "\(id)"), by: caller, at: now)
            return id
        }
    }

    /// All institutions.
    public func list(by caller: Caller?) async throws(Refusal) -> [Institution] {
        try await room.transaction(as: caller, readOnly: true) { db in try db.rows(Statements.list) }
    }

    /// One institution.
    public func read(_ id: Int64, by caller: Caller?) async throws(Refusal) -> Institution {
        try await room.transaction(as: caller, readOnly: true) { db in
            guard let found = try db.first(Statements.read, id) else { throw Refusal(.notFound) }
            return found
        }
    }

    /// Adds an authority with its territory.
    ///
    /// - Throws: `.valueInvalid` without a territory: no petition would ever come to it; `.valueTaken` for another's.
    public func addAuthority(
        name: Name, parent: Int64? = nil, territory: [String], by caller: Caller?
    ) async throws(Refusal) -> Int64 {
        try requireOperator(caller)
        if territory.isEmpty { throw Refusal(.valueInvalid, arguments: ["field": "territory"]) }
        let now = room.clock.now()
        return try await room.transaction(as: caller) { db in
            let id = try db.one(Statements.addAuthority, parent, name.kk, name.ru, name.en, now)
            try db.run(Statements.addTerritory, id, territory)
            try db.log(AuditEntry(action: .authorityAdded, object: "\(id)"), by: caller, at: now)
            return id
        }
    }

    /// Says where an authority is, whom to call there, and where the fee is paid.
    public func set(_ contact: AuthorityContact, of authority: Int64, by caller: Caller?) async throws(Refusal) {
        try requireOperator(caller)
        let now = room.clock.now()
        try await room.transaction(as: caller) { db in
            let changed = try db.run(
                Statements.setContact, authority, contact.address?.kk, contact.address?.ru, contact.address?.en,
                contact.phone, contact.payee, contact.payeeBIN, contact.bank, contact.bic, contact.account?.text,
                contact.budgetCode)
            guard changed == 1 else { throw Refusal(.notFound) }
            try db.log(AuditEntry(action: .contactSet, object: "\(authority)"), by: caller, at: now)
        }
    }

    /// All authorities: anybody may know them.
    public func authorities(by caller: Caller?) async throws(Refusal) -> [Authority] {
        try await room.transaction(as: caller, readOnly: true) { db in try db.rows(Statements.authorities) }
    }

    /// Adds premises with their days from the limit of back-dating to the horizon.
    ///
    /// - Throws: `.valueInvalid` when no authority is competent for the KATO code.
    public func addPremises(_ premises: NewPremises, of institution: Int64, by caller: Caller?) async throws(Refusal)
        -> Int64
    {
        try requireOperator(caller)
        let (now, today) = (room.clock.now(), room.clock.today)
        return try await room.transaction(as: caller) { [fallback = room.policy] db in
            let policy = try db.policyInForce(or: fallback).policy
            let first = today.adding(years: -policy.backDating.on(today))
            let horizon = Self.horizon(on: today, under: policy).adding(days: Self.daysAhead)
            guard let authority = try db.first(Statements.ofTerritory, premises.kato) else {
                throw Refusal(.valueInvalid, arguments: ["field": "kato"])
            }
            let id = try db.one(
                Statements.addPremises, institution, authority, premises.name, premises.addressKK, premises.addressRU,
                premises.kato, premises.rka, premises.titleBasis, premises.titleDocument, premises.titleUntil,
                premises.livingArea, premises.places, now)
            _ = try db.one(Statements.open, id, first, horizon)
            try db.log(AuditEntry(action: .premisesAdded, premises: id), by: caller, at: now)
            return id
        }
    }

    /// Adds days to premises as time goes on, so that every day a stay may have has its row; returns how many premises got some.
    ///
    /// Each is a transaction of its own under its head's lock, so submits and decisions go on meanwhile.
    public func extendDays() async throws(Refusal) -> Int {
        let (now, today) = (room.clock.now(), room.clock.today)
        let fallback = room.policy
        let policy = try await room.work { db in try db.policyInForce(or: fallback).policy }
        let needed = Self.horizon(on: today, under: policy)
        let wanted = needed.adding(days: Self.daysAhead)
        let ending = try await room.work { db in try db.rows(Statements.ending, needed.adding(days: Self.daysLeft)) }
        for premises in ending {
            try await room.work { db in
                guard try db.one(Statements.lock, [premises]) == 1 else { return }
                let days = try db.one(Statements.extend, premises, wanted, now)
                guard days > 0 else { return }
                try db.log(
                    AuditEntry(action: .daysAdded, premises: premises, details: ["days": "\(days)"]), by: nil, at: now)
            }
        }
        return ending.count
    }

    /// The day before which every stay must have ended that may be filed on a day.
    private static func horizon(on day: Day, under policy: Policy) -> Day {
        day.adding(years: policy.horizon.on(day)).adding(days: 1)
    }

    /// Days are added by the month, and while there is still half of one: a worker that stands still for a fortnight does no harm.
    private static let daysAhead = 30
    private static let daysLeft = 15

    /// Sets the places of premises from today on; fewer than are used lets nobody in until enough have left.
    public func setPlaces(_ places: Int, of premises: Int64, by caller: Caller?) async throws(Refusal) {
        try requireOperator(caller)
        let (now, today) = (room.clock.now(), room.clock.today)
        if !(0...100_000).contains(places) { throw Refusal(.valueInvalid, arguments: ["field": "places"]) }
        try await room.transaction(as: caller) { db in
            guard try db.one(Statements.lock, [premises]) == 1 else { throw Refusal(.notFound) }
            _ = try db.one(Statements.setPlaces, premises, places, today, caller?.account, now)
            try db.run(Statements.setLicensed, premises, places)
            try db.log(
                AuditEntry(action: .placesSet, premises: premises, details: ["places": "\(places)"]), by: caller,
                at: now)
        }
    }

    /// The premises that the caller may see, of one institution or all.
    public func premises(of institution: Int64? = nil, by caller: Caller?) async throws(Refusal) -> [Premises] {
        let today = room.clock.today
        return try await room.transaction(as: caller, readOnly: true) { db in
            try db.rows(Statements.premises, institution, today)
        }
    }

    /// One of them.
    public func premises(_ id: Int64, by caller: Caller?) async throws(Refusal) -> Premises {
        let today = room.clock.today
        return try await room.transaction(as: caller, readOnly: true) { db in
            guard let found = try db.first(Statements.readPremises, id, today) else { throw Refusal(.notFound) }
            return found
        }
    }
}

private enum Statements {
    static let add = Statement<Int64>("institution/add") { row in try row.decode("id") }
    static let list = Statement<Institution>("institution/list") { row in try Institution(row) }
    static let read = Statement<Institution>("institution/read") { row in try Institution(row) }
    static let addAuthority = Statement<Int64>("authority/add") { row in try row.decode("id") }
    static let addTerritory = Statement<Void>("authority/add_territory")
    static let authorities = Statement<Authority>("authority/list") { row in
        Authority(
            id: try row.decode("id"), parent: try row.decode("parent_id"),
            name: Name(kk: try row.decode("name_kk"), ru: try row.decode("name_ru"), en: try row.decode("name_en")),
            territory: try row.decode("territory", as: [String]?.self) ?? [], contact: try AuthorityContact(row))
    }
    static let setContact = Statement<Void>("authority/set_contact")
    static let ofTerritory = Statement<Int64>("authority/of_territory") { row in try row.decode("authority_id") }
    static let addPremises = Statement<Int64>("premises/add") { row in try row.decode("id") }
    static let open = Statement<Int>("premises/open") { row in try row.decode("days") }
    static let ending = Statement<Int64>("premises/ending") { row in try row.decode("premises_id") }
    static let extend = Statement<Int>("premises/extend") { row in try row.decode("days") }
    static let lock = Statement<Int>("premises/lock") { row in try row.decode("heads") }
    static let setPlaces = Statement<Int>("premises/set_places") { row in try row.decode("days") }
    static let setLicensed = Statement<Void>("premises/set_licensed")
    static let premises = Statement<Premises>("premises/list") { row in try Premises(row) }
    static let readPremises = Statement<Premises>("premises/read") { row in try Premises(row) }
}

extension Institution {
    fileprivate init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        bin = try row.decode("bin")
        kind = try row.decode("kind")
        name = Name(kk: try row.decode("name_kk"), ru: try row.decode("name_ru"), en: try row.decode("name_en"))
    }
}

extension AuthorityContact {
    fileprivate init(_ row: borrowing RowView) throws {
        if let kk = try row.decode("address_kk", as: String?.self),
            let ru = try row.decode("address_ru", as: String?.self),
            let en = try row.decode("address_en", as: String?.self)
        {
            address = Name(kk: kk, ru: ru, en: en)
        }
        phone = try row.decode("phone")
        payee = try row.decode("payee")
        payeeBIN = try row.decode("payee_bin")
        bank = try row.decode("bank")
        bic = try row.decode("bic")
        account = try row.decode("bank_account", as: String?.self).flatMap { try? BankAccount($0) }
        budgetCode = try row.decode("budget_code")
    }
}

extension Premises {
    fileprivate init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        institution = try row.decode("institution_id")
        institutionName = Name(
            kk: try row.decode("institution_kk"), ru: try row.decode("institution_ru"),
            en: try row.decode("institution_en"))
        kind = try row.decode("kind")
        authority = try row.decode("authority_id")
        name = try row.decode("name")
        addressKK = try row.decode("address_kk")
        addressRU = try row.decode("address_ru")
        kato = try row.decode("kato")
        rka = try row.decode("rka")
        titleBasis = try row.decode("title_basis")
        titleDocument = try row.decode("title_document")
        titleUntil = try row.decode("title_until")
        livingArea = try row.decode("living_area_m2")
        licensedPlaces = try row.decode("licensed_places")
        places = try row.decode("places")
        held = try row.decode("held")
        registered = try row.decode("registered")
    }
}
