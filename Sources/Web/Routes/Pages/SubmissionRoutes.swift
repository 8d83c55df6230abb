import Domain
import Hummingbird
import Store

/// The signer's acts: submitting a petition, and withdrawing it.
struct SubmissionRoutes {
    let web: WebRoom

    func addRoutes(to group: RouterGroup<SignedIn>) {
        group.get("petitions/:id/submission", use: ask)
        group.post("petitions/:id/submission", use: submit)
        group.post("petitions/:id/renewal", use: renew)
        group.get("petitions/:id/withdrawal", use: askToWithdraw)
        group.post("petitions/:id/withdrawal", use: withdraw)
    }

    @Sendable private func ask(_ request: Request, _ context: SignedIn) async throws -> Response {
        guard context.caller.may(.submit) else { throw Refusal(.notAllowed) }
        return try await page(context)
    }

    @Sendable private func submit(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        do throws(Refusal) {
            _ = try await web.store.petitions.submit(
                id, version: try form.number("version"), isConfirmed: form["confirm"] == "yes",
                onlyFitting: form["only"] == "fitting", by: context.caller)
            let sent = try await web.store.petitions.read(id, by: context.caller)
            return web.done("/petitions/\(id)", Flash("submitted", number: sent.outcomes.pending))
        } catch {
            guard error.leavesForm else { throw error }
            return try await page(after: error, context)
        }
    }

    /// What expired is a draft once more, with all its rows.
    @Sendable private func renew(_ request: Request, _ context: SignedIn) async throws -> Response {
        let child = try await web.store.petitions.renew(context.number("id"), by: context.caller)
        return web.done("/petitions/\(child)", Flash("renewed"))
    }

    @Sendable private func askToWithdraw(_ request: Request, _ context: SignedIn) async throws -> Response {
        let petition = try await self.petition(.withdraw, context)
        let reader = web.reader(context)
        let page = WithdrawalPage(petition, reader)
        return try await web.answer(
            page,
            title: reader.words(
                "titles", petition.state == .draft ? "deletion" : "withdrawal", ["number": petition.summary.number]),
            context)
    }

    @Sendable private func withdraw(_ request: Request, _ context: SignedIn) async throws -> Response {
        let (id, form) = (try context.number("id"), try await request.form(context))
        let isDraft = try await web.store.petitions.read(id, by: context.caller).state == .draft
        try await web.store.petitions.withdraw(id, version: try form.number("version"), by: context.caller)
        return web.done("/petitions/\(id)", Flash(isDraft ? "draft_deleted" : "withdrawn"))
    }

    private func page(after refusal: Refusal? = nil, _ context: SignedIn) async throws -> Response {
        // A petition that was submitted meanwhile has no form to show again.
        let petition = try await self.petition(.submit, context)
        let (caller, reader) = (context.caller, web.reader(context))
        let outlook = try await web.outlook(of: petition, by: caller)
        let isWhole = outlook.fits && petition.counts.faulty == 0
        let page = SubmissionPage(
            petition, under: try await web.store.policies.policy(of: petition, by: caller), outlook,
            try await web.store.petitions.issueGroups(of: petition.id, by: caller),
            plan: isWhole || petition.summary.fileErrors > 0
                ? nil : try await web.store.petitions.fitting(of: petition, isConfirmed: true, by: caller),
            tally: try await web.store.petitions.tally(of: petition.id, by: caller),
            authority: try await web.authorityName(petition.authority, by: caller, in: reader.language),
            refusal: refusal, reader)
        return try await web.answer(
            page, title: reader.words("titles", "submission", ["number": petition.summary.number]), context,
            after: refusal)
    }

    /// The petition, if its state allows the move.
    private func petition(_ move: PetitionMove, _ context: SignedIn) async throws -> Petition {
        let petition = try await web.store.petitions.read(context.number("id"), by: context.caller)
        do {
            _ = try petition.state.after(move)
        } catch {
            throw Refusal(.stateForbids, arguments: ["state": error.from.rawValue, "move": error.move.rawValue])
        }
        return petition
    }
}
