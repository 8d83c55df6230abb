import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import TestKit
import Testing

@testable import Web

/// Scans by the API and by forms: what is taken, what is refused by name, and how it is handed to a reader.
@Suite(.world)
struct AttachmentFlowTests {
    private let world: World

    init() throws { world = try World.here() }

    private func draft() async throws -> Int64 {
        try await world.draft((1...3).map { Resident($0).row($0 + 1, from: World.today) })
    }

    private func form(_ fields: [(String, String)], _ files: [(String, [UInt8])]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--B\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            let head = "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n"
            body += Array("\(head)Content-Type: application/octet-stream\r\n\r\n".utf8) + bytes + Array("\r\n".utf8)
        }
        return body + Array("--B--\r\n".utf8)
    }

    private func left(_ answer: TestResponse) -> [[String]] {
        (answer.fields["left"] as? [[String: Any]] ?? []).map {
            [$0["name"] as? String ?? "", $0["code"] as? String ?? ""]
        }
    }

    @Test func `an archive's files find their rows by number and by person, and the others are named`() async throws {
        let service = try await Service()
        let (petition, token) = (try await draft(), try await service.token(of: .clerk))
        let archive = TestScan.zip([
            ("2-leaf.pdf", TestScan.pdf("a")), ("\(Resident(2).iin.digits) birth certificate.jpg", TestScan.jpeg("b")),
            ("4/приказ.png", TestScan.png()), ("9.pdf", TestScan.pdf("c")), ("IMG_0012.jpg", TestScan.jpeg("d")),
            ("3.pdf", Array("<html>".utf8)), ("4.jpg", Array(TestScan.jpeg("e").dropLast(3))), ("3 empty.pdf", []),
            ("3 locked.pdf", TestScan.pdf(trailer: "/Encrypt 1 0 R")), ("3 again.pdf", TestScan.pdf("a")),
            ("__MACOSX/._2.pdf", [1]), ("folder/", []),
        ])
        let answer = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments", .post, token: token, key: "k1", type: "application/zip",
            bytes: archive)
        #expect(answer.status == .created)
        #expect((answer.fields["attached"] as? [Int])?.count == 4)
        #expect(answer.fields["known"] as? Int == 0)
        #expect(
            left(answer) == [
                ["3.pdf", "attachment.wrong_type"], ["4.jpg", "attachment.damaged"],
                ["3 empty.pdf", "attachment.empty"], ["3 locked.pdf", "attachment.encrypted"],
                ["9.pdf", "attachment.row_unknown"], ["IMG_0012.jpg", "attachment.name_unmatched"],
            ])
        let again = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments", .post, token: token, key: "k1", type: "application/zip",
            bytes: archive)
        #expect(again.text == answer.text)
        let anew = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments", .post, token: token, type: "application/zip", bytes: archive)
        #expect(anew.fields["known"] as? Int == 4 && (anew.fields["attached"] as? [Int])?.isEmpty == true)
        let list = try await service.ask("/api/v1/petitions/\(petition)/attachments", token: token)
        let scans = try #require(list.fields["attachments"] as? [[String: Any]])
        #expect(scans.map { $0["row"] as? Int } == [2, 3, 3, 4])
        #expect(
            scans.map { $0["kind"] as? String } == ["departure_leaf", "identity", "other", "placement_basis"])
        #expect(try await world.database.number("SELECT count(*) AS n FROM upload WHERE state = 'receiving'") == 0)
    }

    @Test func `names that DOS wrote in Cyrillic are read`() async throws {
        let service = try await Service()
        let (petition, token) = (try await draft(), try await service.token(of: .clerk))
        // "2 листок.pdf" in code page 866
        let name: [UInt8] = [0x32, 0x20, 0xAB, 0xA8, 0xE1, 0xE2, 0xAE, 0xAA] + Array(".pdf".utf8)
        let answer = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments", .post, token: token, type: "application/zip",
            bytes: TestScan.zip([(name: name, bytes: TestScan.pdf())]))
        #expect(answer.status == .created)
        let list = try await service.ask("/api/v1/petitions/\(petition)/attachments", token: token)
        #expect((list.fields["attachments"] as? [[String: Any]])?.first?["kind"] as? String == "departure_leaf")
    }

    @Test func `every fault of one file has its name, and leaves nothing`() async throws {
        var limits = Limits()
        limits.scanBytes = 20_000
        limits.scansAtOnce = 3
        let service = try await Service(limits: limits)
        let (petition, token) = (try await draft(), try await service.token(of: .clerk))
        let huge = TestScan.pdf(String(repeating: "x", count: 30_000))
        let faults: [(bytes: [UInt8], code: String, status: HTTPResponse.Status)] = [
            ([], "attachment.empty", .unprocessableContent),
            (Array("GIF89a".utf8), "attachment.wrong_type", .unprocessableContent),
            (Array("<script>alert(1)</script>%PDF-".utf8), "attachment.wrong_type", .unprocessableContent),
            (Array(TestScan.jpeg().dropLast(2)), "attachment.damaged", .unprocessableContent),
            (TestScan.pdf(trailer: "/Encrypt 3 0 R"), "attachment.encrypted", .unprocessableContent),
            (huge, "attachment.too_large", .contentTooLarge),
            (TestScan.png(width: 90_000, height: 90_000), "attachment.too_many_pixels", .unprocessableContent),
            (
                Array(TestScan.zip([("2.pdf", huge)]).dropLast(9)), "attachment.archive_unreadable",
                .unprocessableContent
            ),
            (TestScan.zip([("../2.pdf", [1])]), "attachment.archive_unreadable", .unprocessableContent),
            (TestScan.zip([("2.pdf", [1]), ("2.PDF", [2])]), "attachment.archive_unreadable", .unprocessableContent),
            (
                TestScan.zip((2...5).map { ("\($0).pdf", TestScan.pdf("\($0)")) }), "attachment.archive_unreadable",
                .unprocessableContent
            ),
            (TestScan.zip([("[Content_Types].xml", [60])]), "attachment.wrong_type", .unprocessableContent),
        ]
        for (bytes, code, status) in faults {
            let answer = try await service.ask(
                "/api/v1/petitions/\(petition)/attachments?row=2", .post, token: token,
                type: "application/octet-stream", bytes: bytes)
            #expect(answer.status == status, "\(code)")
            #expect(answer.code == code)
        }
        let wrongType = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments?row=2", .post, token: token, type: "text/html", bytes: [1])
        #expect(wrongType.code == "request.unsupported_media_type")
        let noRow = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments?row=77", .post, token: token, type: "application/pdf",
            bytes: TestScan.pdf())
        #expect(noRow.code == "attachment.row_unknown")
        #expect(try await world.database.number("SELECT count(*) AS n FROM attachment") == 0)
        #expect(try await world.database.number("SELECT count(*) AS n FROM upload") == 1, "the petition's own file")
    }

    @Test func `a form without script attaches several files to a row, and shows what it leaves out`() async throws {
        let service = try await Service()
        let (petition, token) = (try await draft(), try await service.token(of: .clerk))
        let address = "/petitions/\(petition)/attachments"
        let type = "multipart/form-data; boundary=B"
        let sent = try await service.ask(
            address, .post, token: token, type: type,
            bytes: form(
                [("version", "2"), ("row", "3"), ("kind", "identity")],
                [("a.pdf", TestScan.pdf("1")), ("b.jpg", TestScan.jpeg())]))
        #expect(sent.status == .seeOther)
        #expect(sent.headers[.location] == "/petitions/\(petition)/rows/3")
        let row = try await service.ask("/petitions/\(petition)/rows/3", token: token)
        #expect(row.text.contains("a.pdf") && row.text.contains("b.jpg"))
        let mixed = try await service.ask(
            address, .post, token: token, type: type,
            bytes: form(
                [("target", "names"), ("kind", "other")],
                [("2.pdf", TestScan.pdf("2")), ("holiday <b>.jpg", TestScan.jpeg("2"))]))
        #expect(mixed.status == .ok)
        #expect(mixed.text.contains("holiday &lt;b&gt;.jpg"))
        let broken = try await service.ask(
            address, .post, token: token, type: type,
            bytes: Array(form([("row", "2")], [("c.pdf", TestScan.pdf("3"))]).dropLast(20)))
        #expect(broken.status == .badRequest)
        let none = try await service.ask(
            address, .post, token: token, type: type, bytes: form([("row", "2")], [("", [])]))
        #expect(none.status == .unprocessableContent)
        #expect(try await world.database.number("SELECT count(*) AS n FROM attachment") == 3)
        #expect(try await world.database.number("SELECT count(*) AS n FROM upload WHERE state = 'receiving'") == 0)
    }

    @Test func `a reviewer gets a picture to look at and a PDF to save, in a box, and each look is logged`()
        async throws
    {
        let service = try await Service()
        let (petition, token) = (try await draft(), try await service.token(of: .clerk))
        for (bytes, kind) in [(TestScan.jpeg(), "identity"), (TestScan.pdf(), "fee")] {
            let sent = try await service.ask(
                "/api/v1/petitions/\(petition)/attachments?row=2&kind=\(kind)&name=%3Cb%3E%22.jpg", .post, token: token,
                type: "application/octet-stream", bytes: bytes)
            #expect(sent.status == .created)
        }
        try await world.submit(petition)
        let reviewer = try await service.token(of: .reviewer)
        let list = try await service.ask("/api/v1/petitions/\(petition)/attachments", token: reviewer)
        let scans = try #require(list.fields["attachments"] as? [[String: Any]])
        #expect(scans.allSatisfy { $0["name"] is NSNull }, "a file's name is the institution's own")
        for scan in scans {
            let id = try #require(scan["id"] as? Int)
            let answer = try await service.ask("/petitions/\(petition)/attachments/\(id)", token: reviewer)
            let isPicture = scan["kind"] as? String == "identity"
            #expect(answer.headers[.contentType] == (isPicture ? "image/jpeg" : "application/pdf"))
            #expect(
                answer.headers[.contentDisposition]
                    == (isPicture
                        ? "inline; filename=\"row-2-identity-\(id).jpg\""
                        : "attachment; filename=\"row-2-fee-\(id).pdf\""))
            #expect(answer.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(answer.headers[.contentTypeOptions] == "nosniff")
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(Array(answer.body.readableBytesView) == (isPicture ? TestScan.jpeg() : TestScan.pdf()))
        }
        let looks = try await world.database.number(
            "SELECT count(*) AS n FROM audit WHERE action = 'look.attachment' AND account_id = \(World.Person.reviewer.account)"
        )
        #expect(looks == 2)
        let review = try await service.ask("/petitions/\(petition)/review?pile=all", token: reviewer)
        #expect(review.text.contains("/petitions/\(petition)/attachments/"))
        let far = try await service.token(of: .farReviewer)
        #expect(try await service.ask("/petitions/\(petition)/attachments", token: far).status == .notFound)
        let late = try await service.ask(
            "/api/v1/petitions/\(petition)/attachments?row=2", .post, token: token, type: "application/pdf",
            bytes: TestScan.pdf("late"))
        #expect(late.code == "petition.state_forbids")
    }
}
