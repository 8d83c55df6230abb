/// `GET /petitions/{id}/submission`; the form posts `version` and, where there are warnings, `confirm=yes` to the same
/// address. The second form adds `only=fitting`.
struct SubmissionPage: Page {
    /// A warning that the signer answers for, and in how many rows.
    struct Warning: Sendable {
        var message: String
        var rows: String
        var url: String
    }

    /// Why not all rows can be taken, and what can be done at once.
    struct Misfit: Sendable {
        /// "The first day over is 24.11.2026: 64 people for 60 places".
        var sentence: String
        /// The days over, as ranges.
        var days: [String]
    }

    /// The rows that can be submitted without the others.
    struct Part: Sendable {
        /// "Send the 288 rows that fit".
        var label: String
        /// Which rows stay, and what becomes of them; nil when none does.
        var others: String?
        /// In which order places are given out; nil when there are enough.
        var order: String?
    }

    /// Errors that must be mended first.
    struct Blocked: Sendable {
        var sentence: String
        var url: String
    }

    static let template = "submission"

    var bar: PetitionBar
    /// "Submit 297 residents".
    var act: String
    var version: String
    var errors: ErrorSummary?
    var facts: [Fact]
    var warnings: [Warning]
    var hasWarnings: Bool
    var misfit: Misfit?
    var blocked: Blocked?
    var part: Part?
    /// Whether there is room for none of them.
    var nobodyFits: Bool
    /// Whether the whole petition may be submitted now.
    var canSubmit: Bool
    /// What signing means, a sentence each.
    var declarations: [String]

    init(
        bar: PetitionBar, act: String, version: String, errors: ErrorSummary? = nil, facts: [Fact],
        warnings: [Warning] = [], misfit: Misfit? = nil, blocked: Blocked? = nil,
        part: Part? = nil, nobodyFits: Bool = false, declarations: [String]
    ) {
        self.bar = bar
        self.act = act
        self.version = version
        self.errors = errors
        self.facts = facts
        self.warnings = warnings
        self.misfit = misfit
        self.blocked = blocked
        self.part = part
        self.nobodyFits = nobodyFits
        self.declarations = declarations
        hasWarnings = !warnings.isEmpty
        canSubmit = misfit == nil && blocked == nil
    }

    static let sample = SubmissionPage(
        bar: .sample, act: "Подать ходатайство на 297 жильцов", version: "4", errors: .sample,
        facts: [
            Fact(label: "Помещение", value: "Спальный корпус, ул. Абая, 12", url: "/premises/3"),
            Fact(label: "Дни", value: "01.11.2026 – 25.05.2027"),
            Fact(label: "Строк", value: "297"),
            Fact(label: "Рассмотрит", value: "Управление полиции Алмалинского района"),
        ],
        warnings: [
            Warning(
                message: "Зарегистрирован по другому адресу", rows: "9 строк",
                url: "/petitions/41/issues?code=register.elsewhere"),
            Warning(
                message: "В имени смешаны кириллица и латиница", rows: "3 строки",
                url: "/petitions/41/issues?code=name.mixed_alphabets"),
        ],
        misfit: Misfit(
            sentence: "Первый день, на который не хватает мест, — 24.11.2026: 64 человека на 60 мест.",
            days: ["24.11.2026 – 30.11.2026", "10.01.2027"]),
        blocked: Blocked(sentence: "В 5 строках есть ошибки.", url: "/petitions/41/issues?severity=error"),
        part: Part(
            label: "Подать 288 строк, которым хватает мест", others: "Остальные 12 строк (7, 9–19) будут ждать мест.",
            order: "Сначала дети."), nobodyFits: true,
        declarations: [
            "Сведения в ходатайстве верны и взяты из документов жильцов.",
            "Учреждение согласно на регистрацию этих людей по своему адресу.",
        ])
}

/// `GET /petitions/{id}/withdrawal`; the form posts `version` to the same address.
struct WithdrawalPage: Page {
    static let template = "withdrawal"

    var bar: PetitionBar
    var version: String
    /// A draft is deleted, a petition withdrawn.
    var heading: String
    var submitLabel: String
    var backLabel: String
    /// What happens, a sentence each: "54 held places become free".
    var consequences: [String]

    static let sample = WithdrawalPage(
        bar: .sample, version: "4", heading: "Отозвать ходатайство?", submitLabel: "Отозвать", backLabel: "Не отзывать",
        consequences: ["Освободятся 54 удерживаемых места.", "Вернуть ходатайство будет нельзя — только подать новое."])
}
