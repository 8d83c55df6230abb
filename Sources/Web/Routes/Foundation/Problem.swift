import Domain
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Texts

/// `application/problem+json` (RFC 9457) with our code, what it is about (the field, the limit), the rows and days concerned and the request's number.
struct Problem: Encodable {
    let type = "about:blank"
    let title: String
    let status: Int
    let code: String
    let detail: String
    let arguments: [String: String]
    let rows: [Int]?
    let days: [Day]?
    let requestID: String

    enum CodingKeys: String, CodingKey {
        case type, title, status, code, detail, arguments, rows, days
        case requestID = "request_id"
    }
}

extension WebRoom {
    /// The API's answer to a refusal.
    func problem(_ refusal: Refusal, _ status: HTTPResponse.Status, _ visit: Visit) -> Response {
        let problem = Problem(
            title: texts.message(refusal, in: visit.language), status: status.code, code: refusal.code.rawValue,
            detail: texts.advice(refusal, in: visit.language), arguments: refusal.arguments,
            rows: refusal.rows.isEmpty ? nil : refusal.rows,
            days: refusal.days.isEmpty ? nil : refusal.days, requestID: visit.requestID)
        return json(problem, status: status, mediaType: "application/problem+json")
    }

    /// A JSON answer: names sorted, so that the same answer is the same bytes.
    func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, mediaType: String = "application/json"
    ) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            let bytes = try encoder.encode(value)
            return Response(
                status: status, headers: [.contentType: mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        } catch {
            // Our own structs of texts and numbers always encode; only a number that is none would not.
            logger.error("an answer cannot be written", metadata: ["error": "\(error)"])
            return Response(status: .internalServerError)
        }
    }
}
