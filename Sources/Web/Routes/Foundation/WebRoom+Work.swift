import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import Store
import Texts

extension WebRoom {
    /// Makes the judge of a petition's rows, with the words of all languages.
    var judge: @Sendable (Policy, PetitionTerms) -> RowJudge {
        let (words, longest) = (texts.words, limits.cellBytes)
        return { RowJudge(policy: $0, terms: $1, words: words, longestCell: longest) }
    }

    /// A petition's workbook with its issues marked.
    func workbook(of id: Int64, by caller: Caller, in language: Language) async throws -> Response {
        let petition = try await store.petitions.read(id, by: caller)
        let path = try configuration.scratch.file()
        let ending = try await Workbook(store: store, texts: texts, limits: limits).write(
            petition, to: path, by: caller, in: language)
        return try download(path, name: "petition-\(id).\(ending)")
    }

    /// The template in a language.
    func template(in language: Language) throws -> Response {
        let path = try configuration.scratch.file()
        try Template(texts: texts).write(to: path, in: language)
        return try download(path, name: "tirkeu-\(language.rawValue).xlsx")
    }

    /// The template with the present residents of premises of the caller's own.
    func template(
        of residents: Int64, for action: Action, by caller: Caller, in language: Language
    ) async throws -> Response {
        let path = try configuration.scratch.file()
        // only a temporary stay can be extended
        let stay: Stay? = action == .extend ? .temporary : nil
        try await Template(texts: texts).write(to: path, in: language, action: action) { after throws(Refusal) in
            try await store.register.residents(at: residents, stay: stay, after: after, by: caller)
        }
        return try download(path, name: "tirkeu-\(residents)-\(action.rawValue).xlsx")
    }

    /// Streams a file of ours and forgets it: it is unlinked while it is still open.
    private func download(_ path: String, name: String) throws -> Response {
        guard let file = FileHandle(forReadingAtPath: path) else { throw Refusal(.unavailable) }
        try? FileManager.default.removeItem(atPath: path)
        let headers: HTTPFields = [
            .contentType: name.hasSuffix("csv")
                ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            .contentDisposition: "attachment; filename=\"\(name)\"",
        ]
        let body = ResponseBody { writer in
            while let piece = try file.read(upToCount: 1 << 16), !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
