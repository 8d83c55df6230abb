import Domain
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The fields of a sent form (`application/x-www-form-urlencoded`).
    ///
    /// - Throws: `.unsupportedMediaType`, `.malformedRequest`, `.requestTooLarge`.
    func form(_ context: some VisitContext) async throws(Refusal) -> Form {
        guard mediaType == "application/x-www-form-urlencoded" else { throw Refusal(.unsupportedMediaType) }
        let bytes = try await bytes(upTo: context.visit.requestBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(.malformedRequest, arguments: ["field": "form"])
        }
        return try Form(urlencoded: text)
    }

    /// The fields of the query.
    ///
    /// - Throws: `.malformedRequest`
    func query() throws(Refusal) -> Form { try Form(urlencoded: uri.query ?? "") }

    /// The body as JSON; an empty body is `{}`.
    ///
    /// - Throws: `.malformedRequest` with the field that is missing or does not fit, `.requestTooLarge`.
    func json<Value: Decodable>(_ type: Value.Type = Value.self, _ context: some VisitContext) async throws(Refusal)
        -> Value
    {
        let bytes = try await bytes(upTo: context.visit.requestBytes)
        do {
            return try JSONDecoder().decode(type, from: bytes.isEmpty ? Data("{}".utf8) : Data(bytes))
        } catch {
            throw Refusal(.malformedRequest, arguments: ["field": (error as? DecodingError)?.field ?? "body"])
        }
    }

    /// The whole body.
    ///
    /// - Throws: `.requestTooLarge`, `.malformedRequest` when it breaks off.
    func bytes(upTo limit: Int) async throws(Refusal) -> [UInt8] {
        do {
            return Array(try await body.collect(upTo: limit).readableBytesView)
        } catch let refusal as Refusal {
            throw refusal
        } catch is NIOTooManyBytesError {
            throw Refusal(.requestTooLarge, arguments: ["limit": "\(limit)"])
        } catch {
            throw Refusal(.malformedRequest, arguments: ["field": "body"])
        }
    }

    /// The media type of the body in small letters, without its parameters.
    var mediaType: String {
        let type = headers[.contentType]?.prefix { $0 != ";" } ?? ""
        return type.filter { !$0.isWhitespace }.lowercased()
    }
}

extension DecodingError {
    /// The path of names to what is missing or does not fit.
    fileprivate var field: String? {
        let path: [any CodingKey] =
            switch self {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            @unknown default: []
            }
        return path.isEmpty ? nil : path.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
    }
}
