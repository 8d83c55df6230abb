import Domain
import Foundation
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
        if let field = Self.fieldWithNUL(bytes) { throw Refusal(.malformedRequest, arguments: ["field": field]) }
        do {
            return try JSONDecoder().decode(type, from: bytes.isEmpty ? Data("{}".utf8) : Data(bytes))
        } catch {
            throw Refusal(.malformedRequest, arguments: ["field": (error as? DecodingError)?.field ?? "body"])
        }
    }

    /// The field of a JSON body that holds a NUL, which no text of ours does; nil when none does.
    private static func fieldWithNUL(_ bytes: [UInt8]) -> String? {
        guard bytes.contains(0) || Data(bytes).range(of: Data("\\u0000".utf8)) != nil else { return nil }
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            return "body"
        }
        return fieldWithNUL(in: value, [])
    }

    private static func fieldWithNUL(in value: Any, _ path: [String]) -> String? {
        func named(_ path: [String]) -> String { path.isEmpty ? "body" : path.joined(separator: ".") }
        switch value {
        case let text as String: return text.utf8.contains(0) ? named(path) : nil
        case let list as [Any]:
            return list.enumerated().lazy.compactMap { fieldWithNUL(in: $1, path + ["\($0)"]) }.first
        case let object as [String: Any]:
            return object.lazy.compactMap { name, inner in
                name.utf8.contains(0) ? named(path) : fieldWithNUL(in: inner, path + [name])
            }.first
        default: return nil
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
