/// Templates with the residents of premises filled in.
struct FilledTemplate: Sendable {
    var premises: String
    var departURL: String
    var extendURL: String

    init(premises: String, id: Int64, language: String) {
        self.premises = premises
        let url = "/template?language=\(language)&premises=\(id)&action="
        departURL = url + "depart"
        extendURL = url + "extend"
    }

    static let sample = FilledTemplate(premises: "Спальный корпус", id: 3, language: "ru")
}
