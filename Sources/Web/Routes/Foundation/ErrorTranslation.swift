import Domain
import HTTPTypes
import Hummingbird
import Logging

/// Answers every error: refusals by their code, anything else as a failure whose text stays in the log.
struct ErrorTranslation: RouterMiddleware {
    typealias Context = PublicContext

    let web: WebRoom

    func handle(
        _ request: Request, context: PublicContext,
        next: (Request, PublicContext) async throws -> Response
    ) async throws -> Response {
        let response: Response
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            response = answer(refusal, refusal.code.status, context.visit)
        } catch let error as any HTTPResponseError {
            response = answer(Refusal(RefusalCode(error.status)), error.status, context.visit)
        } catch {
            // Descriptions may hold what people sent: they stay out of the usual log.
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
            context.logger.debug("request failed", metadata: ["description": "\(error)"])
            response = answer(Refusal(.internalError), .internalServerError, context.visit)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ refusal: Refusal, _ status: HTTPResponse.Status, _ visit: Visit) -> Response {
        if !visit.isAPI && refusal.code == .notSignedIn { return signInFirst(visit) }
        var response = visit.isAPI ? web.problem(refusal, status, visit) : web.refusalPage(refusal, status, visit)
        response.headers[.retryAfter] = refusal.code.retryAfter.map { "\($0)" }
        response.headers[.allow] = refusal.arguments["allowed"]
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    /// Signing in leads back to a page, after an act to the one that its form is on.
    private func signInFirst(_ visit: Visit) -> Response {
        let page = visit.isSafe ? visit.path : visit.back
        return page == "/" ? .seeOther("/sign-in") : .seeOther("/sign-in?return=\(page.percentEncoded)")
    }
}

extension String {
    /// The text as a value of a query.
    var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                String(UnicodeScalar(byte))
            default: (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
