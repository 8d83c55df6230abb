import Domain
import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing

@testable import Web

/// The form of a new petition, and a building chosen for a row, as a clerk's browser sends them.
@Suite(.world)
struct UploadFormTests {
    private let clerk = World.Person.clerk.caller

    /// A form as a browser sends it, the file last.
    private func send(
        _ fields: [(String, String)], file: (name: String, content: String), to service: Service
    ) async throws -> TestResponse {
        let boundary = "aB-9"
        var body = ""
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
        body += "Content-Type: text/csv\r\n\r\n\(file.content)\r\n--\(boundary)--\r\n"
        return try await service.ask(
            "/petitions", .post, token: try await service.token(of: .clerk),
            type: "multipart/form-data; boundary=\(boundary)", body: body)
    }

    /// The fields that the summary of errors leads to.
    private func wrong(_ page: String) -> [String] {
        let summary = page.split(separator: "class=\"error-summary\"").last?.split(separator: "</section>").first ?? ""
        return page.contains("error-summary") ? summary.matches(of: /href="#([a-z]+)"/).map { String($0.1) } : []
    }

    private let right = [("premises", "\(World.house)"), ("number", "41"), ("dated", "\(World.today)")]

    @Test(arguments: [("", "", "Выберите файл"), ("list.csv", "", "файл пуст")])
    func `everything that is wrong with a form is told at once, the file with it`(
        _ name: String, _ content: String, _ said: String
    ) async throws {
        let service = try await Service()
        let answer = try await send(
            [
                ("premises", ""), ("number", " "), ("dated", "\(World.today.adding(days: 9))"),
                ("from", "31.02.2026"), ("until", "tomorrow"),
            ], file: (name, content), to: service)
        #expect(answer.status == .unprocessableContent)
        #expect(wrong(answer.text) == ["premises", "number", "dated", "from", "until", "file"])
        #expect(answer.text.contains(said))
        // what was typed is there again
        #expect(answer.text.contains("value=\"31.02.2026\""))
    }

    @Test func `a whole file behind wrong fields is not taken, and an end before its start is told with the rest`()
        async throws
    {
        let service = try await Service()
        let answer = try await send(
            [
                ("premises", "\(World.house)"), ("number", ""), ("dated", "\(World.today)"),
                ("from", "\(World.today)"), ("until", "\(World.today)"),
            ], file: ("list.csv", "iin\r\n1\r\n"), to: service)
        #expect(wrong(answer.text) == ["number", "until"])
        #expect(try await service.world.database.number("SELECT count(*) AS n FROM upload") == 0)
    }

    @Test func `an empty file is refused on the form, and makes no petition`() async throws {
        let service = try await Service()
        let answer = try await send(right, file: ("list.csv", ""), to: service)
        #expect(wrong(answer.text) == ["file"])
        #expect(try await service.world.database.number("SELECT count(*) AS n FROM petition") == 0)
        let taken = try await send(right, file: ("list.csv", "iin\r\n"), to: service)
        #expect(taken.status == .seeOther)
    }

    @Test func `a row's building is chosen among the institution's, and the row is shown where it went`() async throws {
        let service = try await Service()
        let terms = PetitionTerms(
            kind: .hostel, dated: World.today, today: World.today,
            buildings: BuildingBook(
                ["house", "wing"].enumerated().map { index, name in
                    .init(
                        premises: [World.house, World.wing][index], name: name, addressKK: "kk \(name)",
                        addressRU: "ru \(name)")
                }))
        let row = RowJudge(policy: .egov2017, terms: terms).judge(
            RowText(number: 2, cells: [.iin: Resident(1).iin.digits, .surname: "Тестов", .building: "крыло"]))
        let draft = try await service.world.draft([row])
        let token = try await service.token(of: .clerk)
        for path in ["issues", "rows/2"] {
            let page = try await service.ask("/petitions/\(draft)/\(path)", token: token).text
            #expect(page.contains("<option value=\"house\">") && page.contains("<option value=\"wing\">"), "\(path)")
        }
        let saved = try await service.ask(
            "/petitions/\(draft)/rows/2", .post, token: token, body: "column=building&value=wing")
        let sibling = try #require(
            try await service.world.store.petitions.read(draft, by: clerk).siblings.first)
        #expect(saved.headers[.location] == "/petitions/\(sibling)/rows/2")
        let back = try await service.ask(
            "/api/v1/petitions/\(sibling)/rows/2", .patch, token: token, type: "application/json",
            body: #"{"values":{"building":"house"}}"#)
        #expect(back.status == .ok && back.headers[.contentLocation] == "/api/v1/petitions/\(draft)/rows/2")
    }
}
