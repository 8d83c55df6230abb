public import Domain

/// A person made up for a test, the same for the same number.
public struct Resident: Hashable, Sendable {
    /// Which one.
    public let number: Int

    /// The person of a number.
    public init(_ number: Int) { self.number = number }

    /// Their birth date: from 2000 on, a hundred persons a day.
    public var birthDate: Day { day("2000-01-01").adding(days: number / 100 % 3_000) }

    /// An IIN that can exist, and that no other number has.
    public var iin: IIN {
        let date = "\(birthDate)".filter { $0 != "-" }.dropFirst(2)
        for serial in 0..<100 {
            for check in 0...9 {
                let digits =
                    "\(date)5\(number % 100 < 10 ? "0" : "")\(number % 100)\(serial < 10 ? "0" : "")\(serial)\(check)"
                if let iin = try? IIN(digits) { return iin }
            }
        }
        preconditionFailure("a hundred numbers in a row have no check digit")
    }

    /// A given name that no other number has: names hold no digits.
    public var givenName: String {
        let letters = Array("абвгдежзик")
        return "Тест" + String("\(number)".compactMap { $0.wholeNumberValue.map { letters[$0] } })
    }

    /// A row of a petition about them as the checks would hand it over: sound, or with the issues given.
    public func row(
        _ number: Int, _ action: Action = .arrive, _ stay: Stay? = .permanent, from: Day? = nil, until: Day? = nil,
        room: String? = nil, issues: [Issue] = []
    ) -> JudgedRow {
        var cells: [Column: String] = [
            .action: action.rawValue, .iin: iin.digits, .surname: "Тестов", .givenName: givenName,
            .birthDate: "\(birthDate)", .sex: "M", .documentType: "id_card",
            .documentNumber: "0\(10_000_000 + self.number)",
            .room: room ?? "\(self.number)",
        ]
        cells[.stay] = stay?.rawValue
        cells[.from] = from.map { "\($0)" }
        cells[.until] = until.map { "\($0)" }
        var reading = RowReading(action: action)
        reading.iin = iin
        reading.birthDate = birthDate
        reading.sex = .male
        reading.citizenship = "KAZ"
        reading.documentType = .idCard
        reading.documentSample = .new
        reading.stay = stay
        reading.from = from
        reading.until = until
        return JudgedRow(text: RowText(number: number, cells: cells), reading: reading, issues: issues)
    }
}
