/// `GET /authorities/{id}`, for operators: where an authority is, whom to call, and where the fee is paid; the form posts to the
/// same address.
struct AuthorityPage: Page {
    static let template = "authority"

    var id: String
    var name: String
    var errors: ErrorSummary?
    /// `address_kk`, `address_ru`, `address_en`, `phone`.
    var contact: [Field]
    /// `payee`, `payee_bin`, `bank`, `bic`, `account`, `budget_code`.
    var bank: [Field]

    init(id: String, name: String, values: [String: String], errors: [String: String] = [:], _ words: Wording) {
        self.id = id
        self.name = name
        func field(_ name: String) -> Field {
            Field(
                name: name, label: words("contact", name), value: values[name] ?? "",
                hint: ["phone", "account", "bic", "budget_code"].contains(name)
                    ? words("contact", "\(name)_hint") : nil,
                error: errors[name], autocomplete: "off")
        }
        contact = ["address_kk", "address_ru", "address_en", "phone"].map(field)
        bank = ["payee", "payee_bin", "bank", "bic", "account", "budget_code"].map(field)
        self.errors = ErrorSummary(contact + bank)
    }

    static let sample = AuthorityPage(
        id: "1", name: "Департамент полиции г. Алматы", values: ["phone": "+7 727 254 00 00"],
        errors: ["account": "Это не счёт", "phone": "Введите номер"], .sample)
}
