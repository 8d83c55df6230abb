import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import TestKit
import Testing
import Texts

@testable import Web

/// What the clerk's clicks on the page of issues do, as their browser sends them.
@Suite(.world)
struct RepairFormTests {
    private let world: World
    private let clerk = World.Person.clerk.caller

    init() throws { world = try World.here() }

    @Test func `one click mends a word in all its rows, the next undoes it`() async throws {
        let draft = try await draft(["id_crad", "id_crad", "id_card"])
        try await browse { get, post in
            let page = try await get("/petitions/\(draft)/issues")
            #expect(page.contains("name=\"found\" value=\"id_crad\""))
            // the suggestion is chosen already
            #expect(page.contains("<option value=\"id_card\" selected>"))
            let mended = try await post(
                "/petitions/\(draft)/repairs",
                "column=document_type&code=word.unknown&remedy=value&found=id_crad&value=id_card&remember=yes")
            #expect(mended == "/petitions/\(draft)/issues")
            #expect(try await faulty(draft) == 0)
            #expect(try await get("/remembered").contains("id_crad"))

            let repair = try #require(
                try await world.store.petitions.repairs(of: draft, limit: 1, by: clerk).elements.first)
            #expect(try await get("/petitions/\(draft)/issues").contains("/repairs/\(repair.id)/undo\""))
            _ = try await post("/petitions/\(draft)/repairs/\(repair.id)/undo", "")
            #expect(try await faulty(draft) == 2)
            #expect(!(try await get("/remembered").contains("id_crad")))
        }
    }

    @Test func `days are shown as people write them, and a rule's number where it is the same for all rows`()
        async throws
    {
        let until = World.today.adding(days: 500)
        let draft = try await draft(["id_card", "id_card"], [.stay: "temporary", .until: "\(until)"])
        try await browse { get, _ in
            let page = try await get("/petitions/\(draft)/issues")
            #expect(page.contains("больше 1 года") && !page.contains("больше …"))
            #expect(page.contains("value=\"\(Formats.day(until))\""))
            #expect(page.contains("<q>\(Formats.day(until))</q>") && !page.contains("<q>\(until)</q>"))
        }
    }

    @Test func `a form without a value changes nothing`() async throws {
        let draft = try await draft(["id_crad"])
        try await browse { _, post in
            _ = try await post(
                "/petitions/\(draft)/repairs",
                "column=document_type&code=word.unknown&remedy=value&found=id_crad&value=")
            #expect(try await faulty(draft) == 1)
            #expect(try await world.store.petitions.repairs(of: draft, limit: 1, by: clerk).elements.isEmpty)
        }
    }

    @Test func `what was read is kept as written by one click on the row, and read again by another`() async throws {
        let draft = try await draft(["id_card"], surname: "Ивaнов")
        try await browse { get, post in
            let page = try await get("/petitions/\(draft)/rows/2")
            #expect(page.contains("Ивaнов") && page.contains("action=\"/petitions/\(draft)/rows/2/reading\""))
            _ = try await post("/petitions/\(draft)/rows/2/reading", "column=surname&as=written")
            let row = try #require(
                try await world.store.petitions.rows([2], of: draft, by: clerk).first)
            #expect((row.values[.surname], row.verbatim) == ("Ивaнов", [.surname]))
            #expect(try await get("/petitions/\(draft)/rows/2").contains("name=\"as\" value=\"usual\""))
            _ = try await post("/petitions/\(draft)/rows/2/reading", "column=surname&as=usual")
            #expect(
                try await world.store.petitions.rows([2], of: draft, by: clerk).first?.values[.surname] == "Иванов")
        }
    }

    @Test func `ticked rows are taken out after a question`() async throws {
        let draft = try await draft(["id_crad", "id_crad", "id_card"])
        try await browse { get, post in
            let question = try await get("/petitions/\(draft)/removal?row=2&row=3")
            #expect(question.contains("name=\"row\" value=\"2\"") && question.contains("name=\"row\" value=\"3\""))
            #expect(try await faulty(draft) == 2)
            _ = try await post("/petitions/\(draft)/removal", "row=2")
            #expect(try await faulty(draft) == 1)
            _ = try await post("/petitions/\(draft)/removal", "state=faulty")
            #expect(try await world.store.petitions.read(draft, by: clerk).counts.rows == 1)
        }
    }

    @Test func `the API has the same verbs`() async throws {
        let draft = try await draft(["id_crad", "id_crad", "id_card"], surname: "Ивaнов")
        let base = "/api/v1/petitions/\(draft)"
        try await call { call in
            let mistake = "\"column\":\"document_type\",\"code\":\"word.unknown\",\"found\":\"id_crad\""
            let made = try await call(.post, base + "/repairs", "{\(mistake),\"suggestions\":true}")
            #expect((made.status, made.text) == (.created, #"{"id":1,"remembered":false,"rows":2}"#))
            #expect(try await faulty(draft) == 0)
            #expect(try await call(.get, base + "/repairs", nil).text.contains(#""kind":"suggestions""#))
            #expect(try await call(.delete, base + "/repairs/1", nil).text == #"{"rows":2}"#)
            #expect(try await call(.delete, base + "/repairs/1", nil).status == .notFound)
            #expect(try await call(.post, base + "/repairs", "{\(mistake)}").status == .badRequest)

            let kept = try await call(.patch, base + "/rows/4", #"{"verbatim":{"surname":true}}"#)
            #expect(kept.text.contains(#""verbatim":["surname"]"#))
            #expect(try await call(.patch, base + "/rows/4", "{}").status == .badRequest)

            #expect(try await call(.delete, base + "/rows", #"{"rows":[2,99]}"#).status == .notFound)
            #expect(try await call(.delete, base + "/rows", "{}").status == .badRequest)
            #expect(try await call(.delete, base + "/rows", #"{"rows":[2]}"#).text == #"{"removed":1}"#)
            #expect(try await call(.delete, base + "/rows", #"{"state":"faulty"}"#).text == #"{"removed":1}"#)

            #expect(try await call(.get, "/api/v1/remembered", nil).text == #"{"next":null,"remembered":[]}"#)
            #expect(try await call(.delete, "/api/v1/remembered/1", nil).status == .notFound)
        }
    }

    /// A draft of rows with these document types, from row 2.
    private func draft(
        _ types: [String], surname: String = "Тестов", _ others: [Column: String] = [:]
    ) async throws -> Int64 {
        let terms = PetitionTerms(kind: .hostel, dated: World.today, today: World.today)
        let judge = RowJudge(policy: .egov2017, terms: terms)
        let rows = types.enumerated().map { index, type in
            judge.judge(
                RowText(
                    number: index + 2,
                    cells: [
                        .iin: Resident(index).iin.digits, .surname: surname, .givenName: "Асан", .documentType: type,
                        .documentNumber: "012345678", .documentIssuedOn: "2025-09-20", .stay: "permanent",
                        .from: "\(World.today)", .previousAddress: "Абай 1", .departureLeaf: "7",
                        .placementBasis: "12", .feeReceipt: "77", .militaryDocument: "1",
                        .militaryMarkOn: "2025-09-01",
                    ].merging(others) { $1 }))
        }
        return try await world.draft(rows)
    }

    private func faulty(_ draft: Int64) async throws -> Int {
        try await world.store.petitions.read(draft, by: clerk).counts.faulty
    }

    private typealias Call =
        @Sendable (HTTPRequest.Method, String, String?) async throws -> (status: HTTPResponse.Status, text: String)

    /// The clerk's browser: `get` gives a page, `post` where a form leads to.
    private func browse(
        _ body:
            @escaping @Sendable (
                _ get: @Sendable (String) async throws -> String,
                _ post: @Sendable (String, String) async throws -> String
            ) async throws -> Void
    ) async throws {
        try await ask("application/x-www-form-urlencoded") { ask in
            try await body(
                { path in
                    let answer = try await ask(.get, path, nil)
                    #expect(answer.status == .ok, "\(path)")
                    return String(buffer: answer.body)
                },
                { path, form in
                    let answer = try await ask(.post, path, form)
                    #expect(answer.status == .seeOther, "\(path)")
                    return answer.headers[.location] ?? ""
                })
        }
    }

    /// The clerk's own program.
    private func call(_ body: @escaping @Sendable (@escaping Call) async throws -> Void) async throws {
        try await ask("application/json") { ask in
            try await body { method, path, json in
                let answer = try await ask(method, path, json)
                return (answer.status, String(buffer: answer.body))
            }
        }
    }

    private func ask(
        _ type: String,
        _ body:
            @escaping @Sendable (
                @escaping @Sendable (HTTPRequest.Method, String, String?) async throws -> TestResponse
            ) async throws -> Void
    ) async throws {
        let token = try await world.store.accounts.issueToken(
            login: "clerk", name: "test", by: World.Person.keeper.caller)
        let texts = try Texts()
        let web = WebRoom(
            store: world.store, texts: texts, pages: try await Pages(texts: { texts.page(in: $0) }),
            configuration: WebConfiguration(origin: "http://127.0.0.1:8080"), clock: world.clock.clock,
            logger: .silent)
        try await Application(router: try router(web)).test(.router) { client in
            let headers: HTTPFields = [
                .authorization: "Bearer \(token)", .secFetchSite: "same-origin", .contentType: type,
            ]
            try await body { method, path, text in
                try await client.execute(
                    uri: path, method: method, headers: headers, body: text.map { ByteBuffer(string: $0) })
            }
        }
    }
}
