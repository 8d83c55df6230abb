/// `GET /` for clerks and heads.
struct HomePage: Page {
    /// Something that waits for the reader: what, where, and how urgent.
    struct Need: Sendable {
        var text: String
        var url: String
        var tag: Tag
        /// Which petition: "№ 41 от 17.11.2026, спальный корпус".
        var about: String
    }

    /// How many petitions are in a state.
    struct StateCount: Sendable {
        var tag: Tag
        var count: String
        var url: String
    }

    /// A building and how full it is today.
    struct PremisesCard: Sendable {
        var name: String
        var address: String
        var url: String
        var registered: String
        var held: String
        var free: String
        var places: String
        /// Shares of the bar, 0 to 100, for the attributes of the SVG.
        var registeredShare: Int
        var heldShare: Int
        var isOverfull: Bool

        init(name: String, address: String, url: String, registered: Int, held: Int, places: Int, _ words: Wording) {
            self.name = name
            self.address = address
            self.url = url
            self.registered = words.grouped(registered)
            self.held = words.grouped(held)
            free = words.grouped(max(0, places - registered - held))
            self.places = words.counted("places", places)
            let whole = max(1, places, registered + held)
            registeredShare = registered * 100 / whole
            heldShare = held * 100 / whole
            isOverfull = registered + held > places
        }
    }

    static let template = "home"

    /// "Good day, Aigul" — a line; the institution's name is in the layout.
    var greeting: String
    var canUpload: Bool
    var needs: [Need]
    var states: [StateCount]
    var premises: [PremisesCard]

    static let sample = HomePage(
        greeting: "Здравствуйте, Айгүл Серікқызы", canUpload: true,
        needs: [
            Need(
                text: "5 строк с ошибками", url: "/petitions/41/issues", tag: Tag(text: "Ошибки", kind: "bad"),
                about: "№ 41 от 17.11.2026, спальный корпус"),
            Need(
                text: "Возвращено 3 строки с замечаниями", url: "/petitions/44",
                tag: Tag(text: "Возвращено", kind: "warning"),
                about: "№ 38/1 от 02.11.2026, спальный корпус"),
            Need(
                text: "Места удерживаются до 27.11.2026", url: "/petitions/39", tag: Tag(text: "Срок", kind: "neutral"),
                about: "№ 39 от 28.10.2026, учебный корпус"),
        ],
        states: [
            StateCount(tag: Tag(text: "Черновик", kind: "neutral"), count: "2", url: "/petitions?state=draft"),
            StateCount(tag: Tag(text: "Подано", kind: "active"), count: "1", url: "/petitions?state=submitted"),
            StateCount(tag: Tag(text: "Решено", kind: "good"), count: "14", url: "/petitions?state=decided"),
        ],
        premises: [
            PremisesCard(
                name: "Спальный корпус", address: "г. Алматы, ул. Абая, 12", url: "/premises/3", registered: 48,
                held: 6,
                places: 60, .sample),
            PremisesCard(
                name: "Дом на Сейфуллина", address: "г. Алматы, пр. Сейфуллина, 404", url: "/premises/4",
                registered: 63,
                held: 0, places: 60, .sample),
        ])
}
