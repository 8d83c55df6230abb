internal import Domain

/// Invents one resident after another.
struct SamplePeople {
    private let wish: Sample.Wish
    private var random: SplitMix
    private var serial: Int
    private var made = 0
    private var faultDebt = 0.0

    init(_ wish: Sample.Wish) {
        self.wish = wish
        random = SplitMix(state: wish.seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        serial = Int(wish.seed % 10_000)
    }

    /// The cells of the next resident.
    mutating func next() -> [Column: String] {
        made += 1
        var cells = soundCells()
        faultDebt += wish.faults
        if faultDebt >= 1 {
            faultDebt -= 1
            spoil(&cells)
        }
        return cells
    }

    private mutating func soundCells() -> [Column: String] {
        let age =
            wish.kind.caresForChildren
            ? random.below(12) + 3 : wish.kind == .elderlyHome ? random.below(25) + 65 : random.below(40) + 28
        let birth = wish.from.adding(years: -age).adding(days: -random.below(300) - 20)
        let sex: Sex = random.below(2) == 0 ? .male : .female
        var cells = names(sex)
        cells[.action] = "arrive"
        cells[.iin] = iin(birth, sex)
        cells[.birthDate] = birth.description
        cells[.sex] = sex.rawValue
        cells[.citizenship] = "KAZ"
        cells[.stay] = wish.stay.rawValue
        cells[.from] = wish.from.adding(days: random.below(20)).description
        if wish.stay == .temporary { cells[.until] = wish.from.adding(days: 60 + random.below(240)).description }
        cells[.placementBasis] = "№ \(100 + random.below(900)), \(wish.from.adding(days: -10))"
        cells[.previousAddress] = "\(pick(Self.towns)), \(pick(Self.streets)) \(1 + random.below(120))"
        cells[.departureLeaf] = "УБ-\(100_000 + random.below(900_000))"
        cells[.room] = "\(1 + random.below(4))\(10 + random.below(40))"
        if age < 16 { addChildPapers(&cells, birth) } else { addAdultPapers(&cells) }
        return cells
    }

    private mutating func addChildPapers(_ cells: inout [Column: String], _ birth: Day) {
        cells[.documentType] = "birth_certificate"
        cells[.documentNumber] = "\(1_000_000 + random.below(9_000_000))"
        cells[.documentIssuedOn] = birth.adding(days: 12).description
        cells[.documentIssuer] = "АХАЖ / РАГС"
        cells[.registeredWithParents] = "no"
        cells[.legalRepresentative] = "№ \(10 + random.below(90))"
        cells[.feeExemption] = "child_in_care"
    }

    private mutating func addAdultPapers(_ cells: inout [Column: String]) {
        cells[.documentType] = "id_card"
        cells[.documentNumber] = "0\(10_000_000 + random.below(80_000_000))"
        cells[.documentIssuedOn] = wish.from.adding(days: -200 - random.below(1_500)).description
        cells[.documentIssuer] = "ІІМ / МВД РК"
        cells[.documentSample] = "new"
        cells[.feeReceipt] = "№ \(10_000 + random.below(90_000))"
        if wish.kind == .elderlyHome { cells[.feeExemption] = "elderly_in_care" }
    }

    private mutating func names(_ sex: Sex) -> [Column: String] {
        let father = pick(Self.men)
        return sex == .male
            ? [.surname: pick(Self.surnames), .givenName: pick(Self.men), .patronymic: father + "ұлы"]
            : [.surname: pick(Self.surnames) + "а", .givenName: pick(Self.women), .patronymic: father + "қызы"]
    }

    /// A number of the right form and check digit for a birth date; where both rounds give 10 the next serial is taken.
    private mutating func iin(_ birth: Day, _ sex: Sex) -> String {
        let century = birth.year < 1900 ? 1 : birth.year < 2000 ? 3 : 5
        let head = "\(two(birth.year % 100))\(two(birth.month))\(two(birth.day))\(century + (sex == .male ? 0 : 1))"
        while true {
            serial = (serial + 7) % 10_000
            let stem = head + String("000\(serial)".suffix(4))
            for digit in 0...9 {
                if let iin = try? IIN(stem + "\(digit)") { return iin.digits }
            }
        }
    }

    /// One mistake of those that offices make.
    private mutating func spoil(_ cells: inout [Column: String]) {
        switch random.below(8) {
        case 0:
            if let iin = cells[.iin], let last = iin.last?.wholeNumberValue {
                cells[.iin] = iin.dropLast() + "\((last + 1) % 10)"
            }
        case 1: cells[.documentType] = nil
        case 2: cells[.from] = "31.02.\(wish.from.year)"
        case 3: cells[.placementBasis] = nil
        case 4: cells[.surname] = nil
        case 5: cells[.birthDate] = "01.01.1970"
        case 6: cells[.documentType] = "билет"
        default: cells[.iin] = String((cells[.iin] ?? "").dropLast(2))
        }
    }

    private mutating func pick(_ words: [String]) -> String { words[random.below(words.count)] }
    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let surnames = [
        "Ахметов", "Оспанов", "Ибраев", "Жұмабаев", "Сейітов", "Қалиев", "Нұрланов", "Әбенов", "Төлегенов", "Байжанов",
        "Ким", "Иванов",
        "Кузнецов", "Ғабитов", "Сағынтаев", "Мұқанов", "Ержанов", "Досанов", "Петров", "Шарипов",
    ]
    private static let men = [
        "Айдар", "Нұрлан", "Ерлан", "Дәурен", "Арман", "Қайрат", "Тимур", "Алихан", "Мирас", "Санжар", "Әли", "Бекзат",
        "Данияр", "Руслан",
    ]
    private static let women = [
        "Айгерім", "Дана", "Мадина", "Әсел", "Жанар", "Гүлнар", "Аружан", "Томирис", "Камила", "Сәуле", "Інжу",
        "Назерке", "Алина", "Ботагөз",
    ]
    private static let towns = [
        "Алматы қ.", "Қарағанды қ.", "Теміртау қ.", "Талғар қ.", "Балқаш қ.", "Жезқазған қ.", "Қаскелең қ.",
    ]
    private static let streets = [
        "Абай көшесі", "Достық даңғылы", "Гоголь көшесі", "Жамбыл көшесі", "Сәтбаев көшесі", "Бейбітшілік көшесі",
    ]
}

/// A small generator whose numbers are the same everywhere (splitmix64, Steele and others 2014).
private struct SplitMix {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(limit))
    }
}
