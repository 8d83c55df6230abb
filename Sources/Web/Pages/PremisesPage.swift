/// `GET /premises/{id}`: a building, its papers and its occupancy.
struct PremisesPage: Page {
    static let template = "premises"

    var name: String
    /// The address in the reader's language, and in the other state language.
    var address: String
    var otherAddress: String?
    var otherLanguage: String?
    var institution: String
    var facts: [Fact]
    /// Today: registered, held, free, places.
    var today: Sums
    var isOverfull: Bool
    var strip: OccupancyStrip
    /// `/register?premises=…&on=…`: who is registered here today; nil for who may not see it.
    var registerURL: String?
    /// For the institution's own people while somebody lives here.
    var filledTemplate: FilledTemplate?
    /// `/premises/{id}/edit`, for operators.
    var editURL: String?

    static let sample = PremisesPage(
        name: "Спальный корпус", address: "г. Алматы, Алмалинский район, ул. Абая, 12",
        otherAddress: "Алматы қ., Алмалы ауданы, Абай к-сі, 12", otherLanguage: "kk",
        institution: "Детский дом «Балдаурен»",
        facts: [
            Fact(label: "КАТО", value: "751110000"), Fact(label: "РКА", value: "0201300012345678"),
            Fact(label: "Основание владения", value: "Акт на право постоянного пользования, 2004"),
            Fact(label: "Мест по лицензии", value: "60"), Fact(label: "Жилая площадь", value: "420 м²"),
        ],
        today: Sums(
            total: Figure(label: "мест", value: "60", kind: "total"),
            parts: [
                Figure(
                    label: "зарегистрировано", value: "48", kind: "good", url: "/register?premises=3&on=2026-11-23"),
                Figure(label: "удерживается", value: "6", kind: "warning"),
                Figure(label: "свободно", value: "6", kind: "neutral"),
            ], sentence: "Сегодня из 60 мест занято 54."),
        isOverfull: true, strip: .sample, registerURL: "/register?premises=3&on=2026-11-23",
        filledTemplate: .sample, editURL: "/premises/3/edit"
    )
}
