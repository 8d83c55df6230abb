import Domain
import Hummingbird
import Store
import Texts

/// Signing in and out, and the language of pages.
struct SignInRoutes {
    let web: WebRoom

    func addRoutes(to router: Router<PublicContext>) {
        router.get("sign-in", use: ask)
        router.post("sign-in", use: signIn)
        router.get("language/:language", use: setLanguage)
        router.group(context: SignedIn.self).post("sign-out", use: signOut)
    }

    @Sendable private func ask(_ request: Request, _ context: PublicContext) async throws -> Response {
        let returnPath = try request.query()["return"]
        if context.caller != nil { return .seeOther(LocalPath(returnPath)) }
        let words = web.pages.wording(in: context.language)
        let hasEnded = request.cookie(web.configuration.sessionCookie) != nil
        return try page(
            SignInPage(returnPath: returnPath, notice: hasEnded ? words("sign_in", "ended") : nil, words), context)
    }

    @Sendable private func signIn(_ request: Request, _ context: PublicContext) async throws -> Response {
        let form = try await request.form(context)
        let words = web.pages.wording(in: context.language)
        let missing = Set(["login", "password"].filter { (form.all($0).first ?? "").isEmpty })
        if !missing.isEmpty {
            return try page(
                SignInPage(login: form["login"] ?? "", missing: missing, returnPath: form["return"], words), context,
                after: Refusal(.signInFailed))
        }
        do throws(Refusal) {
            let token = try await web.store.accounts.signIn(
                login: form["login"] ?? "", password: form.all("password").first ?? "",
                from: context.visit.address)
            var response = Response.seeOther(LocalPath(form["return"]))
            response.startSession(token, web.configuration)
            return response
        } catch {
            guard [.signInFailed, .tooManySignIns, .busy].contains(error.code) else { throw error }
            let words = web.pages.wording(in: context.language)
            let minutes = (error.code.retryAfter ?? 60) / 60
            let why =
                switch error.code {
                case .signInFailed: words("sign_in", "refused")
                case .tooManySignIns: words("sign_in", "too_many", ["minutes": words.grouped(minutes)])
                default:
                    web.texts.message(error, in: context.language) + " "
                        + web.texts.advice(error, in: context.language)
                }
            return try page(
                SignInPage(login: form["login"] ?? "", refusal: why, returnPath: form["return"], words), context,
                after: error)
        }
    }

    @Sendable private func signOut(_ request: Request, _ context: SignedIn) async throws -> Response {
        if let session = context.visit.session {
            try await web.store.accounts.signOut(session: session, by: context.caller)
        }
        var response = Response.seeOther("/sign-in")
        response.endSession(web.configuration)
        return response
    }

    @Sendable private func setLanguage(_ request: Request, _ context: PublicContext) async throws -> Response {
        let (language, destination) = try Self.choice(request, context)
        if let caller = context.caller { try await web.store.accounts.set(language, for: caller) }
        var response = Response.seeOther(destination)
        response.remember(language, web.configuration)
        return response
    }

    private static func choice(_ request: Request, _ context: PublicContext) throws -> (Language, LocalPath) {
        guard let language = context.parameters.get("language").flatMap({ Language(rawValue: $0) }) else {
            throw Refusal(.notFound)
        }
        return (language, LocalPath(try request.query()["return"]))
    }

    private func page(_ page: SignInPage, _ context: PublicContext, after refusal: Refusal? = nil) throws -> Response {
        let title = web.pages.wording(in: context.language)("titles", "sign_in")
        var response = try web.page(
            page, title: title, context.visit, hasErrors: refusal != nil, status: refusal?.code.status ?? .ok)
        response.headers[.retryAfter] = refusal?.code.retryAfter.map { "\($0)" }
        return response
    }
}
