import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Store
import TestKit
import Testing
import Texts

@testable import Web

/// The rulebook and the guide, as anybody meets them.
@Suite(.world) struct RulebookPageTests {
    @Test func `every rule has a page that nobody signs in for`() async throws {
        let service = try await Service()
        let texts = try Texts()
        for code in IssueCode.allCases {
            let page = try await service.ask("/rules/\(code.rawValue)")
            #expect(page.status == .ok, "\(code.rawValue)")
            #expect(page.text.contains("<h1>\(texts.title(of: code, in: .en).escaped)</h1>"))
        }
        for code in RefusalCode.explained {
            #expect(try await service.ask("/rules/\(code.rawValue)").status == .ok, "\(code.rawValue)")
        }
        #expect(try await service.ask("/rules/nothing.known").status == .notFound)
        #expect(try await service.ask("/rules/caller.not_allowed").status == .notFound)
    }

    @Test func `a word finds its rules without script, and nonsense finds none`() async throws {
        let service = try await Service()
        let all = try await service.ask("/rules").text
        let some = try await service.ask("/rules?find=fee.").text
        #expect(all.contains("/rules/iin.check_digit") && all.contains("/rules/fee.receipt_required"))
        #expect(!some.contains("/rules/iin.check_digit") && some.contains("/rules/fee.receipt_required"))
        #expect(!(try await service.ask("/rules?find=%3Cscript%3E").text.contains("<script>")))
    }

    @Test func `the page of the seed names every sentence, and its rules exist`() async throws {
        let service = try await Service()
        let page = try await service.ask("/rules/source").text
        for sentence in SeedSentence.allCases { #expect(page.contains("id=\"\(sentence.rawValue)\"")) }
        for code in IssueCode.allCases {
            #expect(page.contains("href=\"/rules/\(code.rawValue)\""), "\(code.rawValue)")
        }
    }

    @Test func `the API says the same as the page, with null for what is not there`() async throws {
        let service = try await Service()
        let list = try await service.ask("/api/v1/rules")
        #expect(list.status == .ok)
        #expect(IssueCode.allCases.allSatisfy { list.text.contains("\"\($0.rawValue)\"") })
        let rule = try await service.ask("/api/v1/rules/iin.length").text
        #expect(rule.contains("\"confirmed\":true") && rule.contains("\"since\":\"2007-05-22\""))
        #expect(rule.contains("\"value\":null"))
        #expect(try await service.ask("/api/v1/rules/none").code == "not_found")
    }

    @Test func `the guide asks first, says what is wrong, and then which papers are needed`() async throws {
        let service = try await Service()
        #expect(try await service.ask("/guide").status == .ok)
        let wrong = try await service.ask("/guide?home=hostel&stay=permanent&sex=M&age=400")
        #expect(wrong.status == .unprocessableContent)
        let answer = try await service.ask(
            "/guide?home=hostel&stay=permanent&sex=M&age=19&citizen=yes&card=old&exemption=&authority=1")
        #expect(answer.status == .ok)
        for code in ["military.document_required", "departure_leaf.required", "fee.receipt_required"] {
            #expect(answer.text.contains("/rules/\(code)"), "\(code)")
        }
        let child = try await service.ask("/guide?home=orphanage&stay=permanent&sex=F&age=7&exemption=child_in_care")
        #expect(child.text.contains("/rules/parents.declaration_required"))
        #expect(!child.text.contains("/rules/military.document_required"))
    }

    @Test func `an operator says where an authority is, and anybody reads it`() async throws {
        let service = try await Service()
        let store = service.world.store.institutions
        let keeper = World.Person.keeper.caller
        var contact = AuthorityContact()
        contact.address = Name(kk: "Абай 1", ru: "Абая, 1", en: "Abay, 1")
        contact.phone = "+7 700 000 00 00"
        contact.account = try BankAccount("KZ86125KZT5004100100")
        contact.payeeBIN = try BIN("170140990019")
        try await store.set(contact, of: 1, by: keeper)
        let guide = try await service.ask("/guide?home=own&stay=permanent&sex=F&age=30&authority=1").text
        for text in ["Abay, 1", "tel:+77000000000", "KZ86125KZT5004100100", "170140990019"] {
            #expect(guide.contains(text), "\(text)")
        }
        let list = try await service.ask("/api/v1/authorities").text
        #expect(list.contains("\"account\":\"KZ86125KZT5004100100\"") && list.contains("\"bic\":null"))
        #expect(try await refusal { try await store.set(contact, of: 99, by: keeper) }?.code == .notFound)
        #expect(
            try await refusal { try await store.set(contact, of: 1, by: World.Person.head.caller) }?.code == .notAllowed
        )
        let acts = try await service.world.database.number(
            "SELECT count(*) AS n FROM audit WHERE action = 'authority.contact_set'")
        #expect(acts == 1)
    }
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;").replacing(
            "'", with: "&#39;")
    }
}
