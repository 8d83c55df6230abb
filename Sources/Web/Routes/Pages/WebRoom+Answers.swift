import Domain
import HTTPTypes
import Hummingbird
import Store
import Texts

extension WebRoom {
    /// Who reads the answer.
    func reader(_ context: SignedIn) -> Reader {
        Reader(
            caller: context.caller, texts: texts, words: pages.wording(in: context.language), today: clock.today)
    }

    /// A page with the name of the reader's house and what waits for them beside the navigation.
    ///
    /// - Parameters:
    ///   - refusal: why the act before was not done, when the page is shown again for that.
    ///   - form: where the form `marks` of the page is shown again by a POST, so that the language can be changed without losing it.
    func answer<Shown: Page>(
        _ shown: Shown, title: String, _ context: SignedIn, after refusal: Refusal? = nil, hasErrors: Bool = false,
        form: String? = nil
    ) async throws -> Response {
        try page(
            shown, title: title, context.visit, house: try await house(of: context.caller, in: context.language),
            counts: try await counts(for: context.caller, in: context.language), hasErrors: hasErrors || refusal != nil,
            status: refusal?.code.status ?? .ok, form: form)
    }

    /// Answers in the language that the switch of a page with a form asks for, and remembers it.
    func speaking(
        _ request: Request, _ context: SignedIn, _ answer: (SignedIn) async throws -> Response
    ) async throws -> Response {
        guard let language = try request.query().word("language", as: Language.self) else {
            return try await answer(context)
        }
        try await store.accounts.set(language, for: context.caller)
        var spoken = context
        spoken.visit.language = language
        var response = try await answer(spoken)
        response.remember(language, configuration)
        return response
    }

    /// Sends the reader on after an act, with the message that it is done.
    func done(_ path: LocalPath, _ flash: Flash) -> Response {
        var response = Response.seeOther(path)
        response.leave(flash, configuration)
        return response
    }

    private func house(of caller: Caller, in language: Language) async throws(Refusal) -> String? {
        if let institution = caller.institution {
            return try await store.institutions.read(institution, by: caller).name.in(language)
        }
        guard let authority = caller.authority else { return nil }
        return try await authorityName(authority, by: caller, in: language)
    }

    /// The name of an authority; empty when there is none of this number.
    func authorityName(_ id: Int64, by caller: Caller, in language: Language) async throws(Refusal) -> String {
        try await store.institutions.authorities(by: caller).first { $0.id == id }?.name.in(language) ?? ""
    }

    private func counts(for caller: Caller, in language: Language) async throws(Refusal) -> [String: String] {
        let state: PetitionState
        switch caller.role {
        case .clerk, .head: state = .draft
        case .reviewer, .chief: state = .submitted
        case .auditor, .operator: return [:]
        }
        let counts = try await store.petitions.counts(by: caller)
        guard let count = counts[state], count > 0 else { return [:] }
        return [caller.role.isInstitutions ? "/petitions" : "/queue": Formats.integer(count, in: language)]
    }
}

extension Refusal {
    /// Whether the form that was sent can be shown again with the reason; the others have nothing to show.
    var leavesForm: Bool {
        switch code {
        case .notFound, .notSignedIn, .notAllowed, .forgedRequest, .internalError, .unavailable: false
        default: true
        }
    }
}

extension ErrorSummary {
    /// The summary of one refusal.
    init(_ refusal: Refusal, at target: String, _ reader: Reader) {
        self.init(lines: [Line(text: reader.explanation(refusal), target: target)])
    }
}

/// Lets nobody through who may not do this kind of work at all.
struct Needs: RouterMiddleware {
    typealias Context = SignedIn

    let permission: Permission

    init(_ permission: Permission) { self.permission = permission }

    func handle(
        _ request: Request, context: SignedIn, next: (Request, SignedIn) async throws -> Response
    ) async throws -> Response {
        guard context.caller.may(permission) else { throw Refusal(.notAllowed) }
        return try await next(request, context)
    }
}
