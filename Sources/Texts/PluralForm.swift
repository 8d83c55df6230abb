internal import Domain

/// The forms that a counted noun has: Russian tells three apart, English two, Kazakh none.
enum PluralForm: String, CaseIterable, Sendable, Hashable {
    case one, few, many

    /// The form that a number asks for.
    init(of number: Int, in language: Language) {
        let (tens, units) = (number.magnitude % 100, number.magnitude % 10)
        switch language {
        case .kk: self = .many
        case .en: self = number == 1 ? .one : .many
        case .ru:
            if 11...14 ~= tens {
                self = .many
            } else {
                self = units == 1 ? .one : 2...4 ~= units ? .few : .many
            }
        }
    }
}
