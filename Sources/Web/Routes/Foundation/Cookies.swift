import Domain
import Hummingbird

extension WebConfiguration {
    /// The cookie that holds the session's token; the prefix makes browsers refuse it from any other host.
    var sessionCookie: String { isSecure ? "__Host-tirkeu" : "tirkeu" }

    /// A cookie of ours: unseen by scripts, not sent along from other sites.
    ///
    /// - Parameters:
    ///   - value: token characters, digits and dots only.
    ///   - seconds: how long it lives; nil: until the browser ends.
    func cookie(_ name: String, _ value: String, seconds: Int? = nil) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}

extension Response {
    /// Hands out a session.
    mutating func startSession(_ token: String, _ configuration: WebConfiguration) {
        setCookie(configuration.cookie(configuration.sessionCookie, token))
    }

    /// Takes the session's cookie back.
    mutating func endSession(_ configuration: WebConfiguration) {
        setCookie(configuration.cookie(configuration.sessionCookie, "", seconds: 0))
    }

    /// Remembers the language of pages for a year.
    mutating func remember(_ language: Language, _ configuration: WebConfiguration) {
        setCookie(configuration.cookie("language", language.rawValue, seconds: 365 * 86_400))
    }

    /// Leaves a message for the next page.
    mutating func leave(_ flash: Flash, _ configuration: WebConfiguration) {
        setCookie(configuration.cookie(Flash.cookie, flash.written, seconds: 60))
    }

    /// Forgets the message that was shown.
    mutating func forgetFlash(_ configuration: WebConfiguration) {
        setCookie(configuration.cookie(Flash.cookie, "", seconds: 0))
    }
}

extension Request {
    /// The text of a cookie; nil when there is none or it is empty.
    func cookie(_ name: String) -> String? {
        guard let value = cookies[name]?.value, !value.isEmpty else { return nil }
        return value
    }
}
