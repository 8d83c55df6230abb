import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Texts

extension WebRoom {
    /// A page with what surrounds it: account, navigation, languages, and the message of the last act, which is then forgotten.
    ///
    /// - Parameters:
    ///   - title: the page's own title, without the service's name.
    ///   - house: the name of the caller's institution or authority.
    ///   - counts: shown beside navigation entries, by address.
    func page<Shown: Page>(
        _ page: Shown, title: String, _ visit: Visit, house: String? = nil, counts: [String: String] = [:],
        hasErrors: Bool = false, status: HTTPResponse.Status = .ok, form: String? = nil
    ) throws(Pages.Fault) -> Response {
        let words = pages.wording(in: visit.language)
        let flash = visit.flash?.shown(words)
        let layout = Layout(
            language: visit.language, title: title, path: visit.isSafe ? visit.path : visit.back, form: form,
            account: visit.caller.map { .init(name: $0.name, role: texts.label($0.role, in: visit.language)) },
            house: house, navigation: navigation(visit, counts, words), flash: flash, hasErrors: hasErrors)
        var response = Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: visit.language.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try pages.render(page, layout))))
        if visit.flash != nil { response.forgetFlash(configuration) }
        return response
    }

    /// The page that tells of a refusal.
    func refusalPage(_ refusal: Refusal, _ status: HTTPResponse.Status, _ visit: Visit) -> Response {
        let words = pages.wording(in: visit.language)
        let title = refusal.code == .notFound ? words("titles", "not_found") : words("titles", "refusal")
        do {
            return try page(explain(refusal, visit, words), title: title, visit, status: status)
        } catch {
            logger.error("a page cannot be written", metadata: ["error": "\(error)"])
            return Response(
                status: status, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: texts.message(refusal, in: visit.language))))
        }
    }

    private func explain(_ refusal: Refusal, _ visit: Visit, _ words: Wording) -> RefusalPage {
        switch refusal.code {
        case .notFound: return .notFound(reference: visit.requestID, words)
        case .internalError:
            return RefusalPage(
                heading: words("refusal", "failed"), explanation: words("refusal", "failed_explanation"),
                advice: [words("refusal", "failed_advice")], way: way(visit, words), code: refusal.code.rawValue,
                reference: visit.requestID)
        default: break
        }
        var facts: [Fact] = []
        if !refusal.rows.isEmpty {
            facts.append(
                Fact(label: words("refusal", "rows"), value: refusal.rows.map(words.grouped).joined(separator: ", ")))
        }
        if !refusal.days.isEmpty {
            let days = refusal.days.map { Formats.day($0) }.joined(separator: ", ")
            facts.append(Fact(label: words("refusal", "days"), value: days))
        }
        return RefusalPage(
            heading: words("refusal", "heading"), explanation: texts.message(refusal, in: visit.language),
            advice: [texts.advice(refusal, in: visit.language)]
                + (visit.isSafe ? [] : [words("refusal", "nothing_changed")]),
            facts: facts, way: way(visit, words), code: refusal.code.rawValue, reference: visit.requestID,
            ruleURL: refusal.code.rulePath)
    }

    private func way(_ visit: Visit, _ words: Wording) -> Act {
        let parts = visit.path.split { $0 == "/" || $0 == "?" }
        if visit.caller != nil, parts.count > 2, parts[0] == "petitions", Int64(parts[1]) != nil {
            return Act(label: words("refusal", "petition"), url: "/petitions/\(parts[1])", isPost: false)
        }
        return Act(label: words("refusal", "back"), url: visit.back, isPost: false)
    }

    private func navigation(_ visit: Visit, _ counts: [String: String], _ words: Wording) -> [Layout.NavigationItem] {
        guard let caller = visit.caller else { return [] }
        let section = "/" + (visit.path.split { $0 == "/" || $0 == "?" }.first ?? "")
        return Layout.navigation(for: caller.role, current: section, counts: counts, words)
    }
}
