internal import Domain
internal import Store

/// What the practice world consists of. Nobody in it exists.
struct PracticePlan: Sendable {
    struct Authority: Sendable {
        let key: String
        let name: Name
        let territory: String
        let language: Language
        let contact: AuthorityContact
    }

    struct Institution: Sendable {
        let key: String
        let bin: String
        let kind: InstitutionKind
        let name: Name
        let language: Language
        let premises: [NewPremises]
    }

    struct Person: Sendable {
        let login: String
        let iin: String
        let name: String
        let role: Role
        /// The key of the institution or authority.
        let place: String?

        init(_ login: String, _ iin: String, _ name: String, _ role: Role, at place: String? = nil) {
            self.login = login
            self.iin = iin
            self.name = name
            self.role = role
            self.place = place
        }
    }

    static let authorities = [
        Authority(
            key: "almaty",
            name: Name(
                kk: "Алматы қаласы Полиция департаментінің Көші-қон қызметі басқармасы",
                ru: "Управление миграционной службы Департамента полиции города Алматы",
                en: "Migration Service of the Almaty City Police Department"),
            territory: "75", language: .kk,
            contact: contact(
                Name(
                    kk: "Алматы қ., Төле би көшесі, 1 (жаттығу)", ru: "г. Алматы, ул. Толе би, 1 (учебный адрес)",
                    en: "Almaty, Tole bi street, 1 (practice)"),
                phone: "+7 727 000 00 00", account: "KZ930000000000000101")),
        Authority(
            key: "karaganda",
            name: Name(
                kk: "Қарағанды облысы Полиция департаментінің Көші-қон қызметі басқармасы",
                ru: "Управление миграционной службы Департамента полиции Карагандинской области",
                en: "Migration Service of the Karaganda Region Police Department"),
            territory: "35", language: .ru,
            contact: contact(
                Name(
                    kk: "Қарағанды қ., Ерубаев көшесі, 1 (жаттығу)",
                    ru: "г. Караганда, ул. Ерубаева, 1 (учебный адрес)",
                    en: "Karaganda, Yerubayev street, 1 (practice)"),
                phone: "+7 7212 00 00 00", account: "KZ820000000000000202")),
    ]

    /// Where nobody is, and an account of a bank that there is not.
    private static func contact(_ address: Name, phone: String, account: String) -> AuthorityContact {
        var contact = AuthorityContact()
        contact.address = address
        contact.phone = phone
        contact.payee = "Жаттығу / Учебный получатель"
        contact.payeeBIN = try? BIN("170140990019")
        contact.bank = "Жаттығу банкі / Учебный банк"
        contact.bic = "TESTKZKA"
        contact.account = try? BankAccount(account)
        contact.budgetCode = "000000"
        return contact
    }

    static let institutions = [
        Institution(
            key: "orphanage", bin: "990440000018", kind: .orphanage,
            name: Name(kk: "«Шаңырақ» балалар үйі", ru: "Детский дом «Шанырак»", en: "Shanyrak Children's Home"),
            language: .kk,
            premises: [
                premises(
                    "Негізгі ғимарат", "Алматы қ., Абай көшесі, 112", "г. Алматы, ул. Абая, 112", kato: "751410000",
                    places: 60)
            ]),
        Institution(
            key: "school", bin: "990440000088", kind: .boardingSchool,
            name: Name(
                kk: "№ 7 облыстық мектеп-интернат", ru: "Областная школа-интернат № 7",
                en: "Regional Boarding School No. 7"),
            language: .ru,
            premises: [
                premises(
                    "Жилой корпус", "Алматы қ., Сәтбаев көшесі, 30", "г. Алматы, ул. Сатпаева, 30", kato: "751410000",
                    places: 300)
            ]),
        Institution(
            key: "hostel", bin: "990440000157", kind: .hostel,
            name: Name(kk: "«Кенші» жатақханасы", ru: "Общежитие «Кенши»", en: "Kenshi Hostel"), language: .ru,
            premises: [
                premises(
                    "Корпус А", "Қарағанды қ., Гоголь көшесі, 40", "г. Караганда, ул. Гоголя, 40", kato: "351011000",
                    places: 350),
                premises(
                    "Корпус Б", "Қарағанды қ., Гоголь көшесі, 42", "г. Караганда, ул. Гоголя, 42", kato: "351011000",
                    places: 250),
            ]),
        Institution(
            key: "sanatorium", bin: "990440000226", kind: .sanatorium,
            name: Name(kk: "«Жартас» шипажайы", ru: "Санаторий «Жартас»", en: "Zhartas Sanatorium"), language: .en,
            premises: [
                premises(
                    "Бас ғимарат", "Қарқаралы қ., Бейбітшілік көшесі, 1", "г. Каркаралинск, ул. Мира, 1",
                    kato: "354830000",
                    places: 200)
            ]),
    ]

    static let people = [
        Person("orphanage.clerk", "700101400011", "Сәуле Ахметова", .clerk, at: "orphanage"),
        Person("orphanage.head", "710204300017", "Нұрлан Оспанов", .head, at: "orphanage"),
        Person("school.clerk", "720307400015", "Елена Ким", .clerk, at: "school"),
        Person("school.head", "730410300010", "Арман Жұмабаев", .head, at: "school"),
        Person("hostel.clerk", "740513400019", "Гүлнар Сейітова", .clerk, at: "hostel"),
        Person("hostel.head", "750616300014", "Сергей Петров", .head, at: "hostel"),
        Person("sanatorium.clerk", "760719400012", "Дана Қалиева", .clerk, at: "sanatorium"),
        Person("sanatorium.head", "770822300018", "Қайрат Әбенов", .head, at: "sanatorium"),
        Person("almaty.reviewer1", "780925400016", "Жанар Төлегенова", .reviewer, at: "almaty"),
        Person("almaty.reviewer2", "791028300018", "Данияр Байжанов", .reviewer, at: "almaty"),
        Person("almaty.chief", "801103400016", "Әсел Нұрланова", .chief, at: "almaty"),
        Person("karaganda.reviewer1", "811206300011", "Руслан Шарипов", .reviewer, at: "karaganda"),
        Person("karaganda.reviewer2", "820109400015", "Мадина Ержанова", .reviewer, at: "karaganda"),
        Person("karaganda.chief", "830212300015", "Тимур Досанов", .chief, at: "karaganda"),
        Person("auditor", "840315400013", "Айгерім Мұқанова", .auditor),
        Person("operator", "850418300019", "Бекзат Ибраев", .operator),
    ]

    private static func premises(
        _ name: String, _ addressKK: String, _ addressRU: String, kato: String, places: Int
    ) -> NewPremises {
        NewPremises(
            name: name, addressKK: addressKK, addressRU: addressRU, kato: kato, titleBasis: "own",
            titleDocument: "№ 09-201/\(places)", livingArea: Double(places * 12), places: places)
    }
}

/// A petition of the practice world, and how far it goes.
struct PracticePetition: Sendable {
    enum Ending: Sendable {
        case draft, submitted, inReview, withdrawn, expired
        /// Decided; so many rows, from the first, are returned with a note.
        case decided(returned: Int)
    }

    let number: String
    /// The key of the institution.
    let institution: String
    /// Which of its premises.
    var building = 0
    let rows: Int
    var faults = 0.0
    var stay = Stay.permanent
    /// How long ago it was uploaded.
    let daysAgo: Int
    let ending: Ending

    static let all = [
        PracticePetition(
            number: "Ш-1", institution: "orphanage", rows: 38, daysAgo: 200, ending: .decided(returned: 0)),
        PracticePetition(number: "Ш-2", institution: "orphanage", rows: 9, daysAgo: 30, ending: .decided(returned: 1)),
        PracticePetition(number: "Ш-3", institution: "orphanage", rows: 12, faults: 0.3, daysAgo: 0, ending: .draft),
        PracticePetition(number: "МИ-1", institution: "school", rows: 180, daysAgo: 120, ending: .decided(returned: 0)),
        PracticePetition(number: "МИ-2", institution: "school", rows: 40, daysAgo: 2, ending: .submitted),
        PracticePetition(number: "МИ-3", institution: "school", rows: 15, daysAgo: 10, ending: .withdrawn),
        PracticePetition(number: "А-1", institution: "hostel", rows: 140, daysAgo: 150, ending: .decided(returned: 0)),
        PracticePetition(
            number: "Б-1", institution: "hostel", building: 1, rows: 90, daysAgo: 90, ending: .decided(returned: 0)),
        PracticePetition(number: "Б-2", institution: "hostel", building: 1, rows: 25, daysAgo: 20, ending: .expired),
        PracticePetition(number: "А-2", institution: "hostel", rows: 60, daysAgo: 3, ending: .inReview),
        PracticePetition(number: "А-3", institution: "hostel", rows: 30, daysAgo: 0, ending: .draft),
        PracticePetition(
            number: "S-1", institution: "sanatorium", rows: 120, stay: .temporary, daysAgo: 40,
            ending: .decided(returned: 0)),
        PracticePetition(
            number: "S-2", institution: "sanatorium", rows: 45, stay: .temporary, daysAgo: 1, ending: .submitted),
        // more than there is room for beside the other two
        PracticePetition(
            number: "S-3", institution: "sanatorium", rows: 90, stay: .temporary, daysAgo: 0, ending: .draft),
    ]
}
