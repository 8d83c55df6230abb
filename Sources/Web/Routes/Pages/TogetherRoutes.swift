import Domain
import Hummingbird
import Store
import Texts

/// The signer's act over all buildings of one file: each petition is submitted by itself, and what became of each is told.
struct TogetherRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/siblings/submission", use: ask)
        group.post("petitions/:id/siblings/submission", use: submit)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        guard context.caller.may(.submit) else { throw Refusal(.notAllowed) }
        return try await page(after: [:], context)
    }

    @Sendable private func submit(_ request: Request, _ context: SignedIn) async throws -> Response {
        guard context.caller.may(.submit) else { throw Refusal(.notAllowed) }
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        var refusals: [Int64: Refusal] = [:]
        for each in try await all(petition, context) where each.isSound {
            do throws(Refusal) {
                _ = try await web.store.petitions.submit(
                    each.id, version: each.version, isConfirmed: false, onlyFitting: false, by: context.caller)
            } catch {
                refusals[each.id] = error
            }
        }
        return try await page(after: refusals, context)
    }

    private func all(_ petition: Petition, _ context: SignedIn) async throws -> [PetitionSummary] {
        let siblings = try await web.store.petitions.siblings(of: petition.id, by: context.caller)
        return ([petition.summary] + siblings).sorted { ($0.premisesName, $0.id) < ($1.premisesName, $1.id) }
    }

    private func page(after refusals: [Int64: Refusal], _ context: SignedIn) async throws -> Response {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        let reader = web.reader(context)
        let page = TogetherPage(petition, try await all(petition, context), refusals, reader)
        return try await web.answer(
            page, title: reader.words("titles", "together"), context, after: refusals.values.first)
    }
}

extension PetitionSummary {
    /// Whether it can be submitted without a word on its warnings.
    var isSound: Bool {
        state == .draft && fileErrors == 0 && counts.faulty == 0 && counts.warned == 0 && counts.sound > 0
    }
}

extension TogetherPage {
    init(_ petition: Petition, _ all: [PetitionSummary], _ refusals: [Int64: Refusal], _ reader: Reader) {
        let words = reader.words
        let ready = all.count(where: \.isSound)
        self.init(
            bar: PetitionBar(petition, nil, reader),
            lines: all.map { each in
                let sibling = SiblingLine(each, reader)
                let isOpen = each.state == .draft && !each.isSound && each.counts.rows > each.counts.blank
                return Line(
                    premises: sibling.premises, url: sibling.url, sums: sibling.sums, state: sibling.state,
                    refusal: refusals[each.id].map(reader.explanation)
                        ?? (isOpen ? words("submission", "together_not_ready") : nil))
            },
            declarations: SubmissionPage.declarations(onlyDepartures: false, words),
            act: ready > 0 ? words("submission", "together_act", ["petitions": words.counted("petitions", ready)]) : nil
        )
    }
}
