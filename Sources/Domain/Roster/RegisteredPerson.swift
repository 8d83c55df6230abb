/// A person as the register of premises has them on a day.
public struct RegisteredPerson: Hashable, Sendable {
    /// Who.
    public let iin: IIN
    /// Their surname.
    public let surname: String
    /// Their given name.
    public let givenName: String
    /// Their patronymic.
    public let patronymic: String?
    /// Their birth date.
    public let birthDate: Day
    /// Permanent, or temporary when they have no permanent registration there.
    public let stay: Stay
    /// Since when.
    public let from: Day
    /// Until when; nil is an open end.
    public let until: Day?

    /// Describes a registered person.
    public init(
        iin: IIN, surname: String, givenName: String, patronymic: String? = nil, birthDate: Day, stay: Stay, from: Day,
        until: Day? = nil
    ) {
        self.iin = iin
        self.surname = surname
        self.givenName = givenName
        self.patronymic = patronymic
        self.birthDate = birthDate
        self.stay = stay
        self.from = from
        self.until = until
    }
}
