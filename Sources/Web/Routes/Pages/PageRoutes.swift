import Domain
import Hummingbird

/// Adds the routes of the pages: every one but signing in, the language and the help needs a caller.
func addPageRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    SignInRoutes(web: web).addRoutes(to: router)
    HelpRoutes(web: web).addRoutes(to: router)
    RuleRoutes(web: web).addRoutes(to: router)
    GuideRoutes(web: web).addRoutes(to: router)
    DocumentsRoutes(web: web).addRoutes(to: router)
    HomeRoutes(web: web).addRoutes(to: router.group(context: SignedIn.self))
    AccountRoutes(web: web).addRoutes(to: router.group(context: SignedIn.self))
    PetitionRoutes(web: web).addRoutes(to: group(router, needing: .seePetitions))
    DifferenceRoutes(web: web).addRoutes(to: group(router, needing: .seePetitions))
    UploadRoutes(web: web).addRoutes(to: group(router, needing: .upload))
    ReadingRoutes(web: web).addRoutes(to: group(router, needing: .seePetitions))
    RowRoutes(web: web).addRoutes(to: group(router, needing: .seePetitions))
    RepairRoutes(web: web).addRoutes(to: group(router, needing: .repair))
    AttachmentRoutes(web: web).addLists(to: group(router, needing: .seePetitions))
    AttachmentRoutes(web: web).addPapers(to: group(router, needing: .seeScans))
    AttachmentRoutes(web: web).addActs(to: group(router, needing: .repair))
    SubmissionRoutes(web: web).addRoutes(to: group(router, needing: .withdraw))
    TogetherRoutes(web: web).addRoutes(to: group(router, needing: .withdraw))
    QueueRoutes(web: web).addRoutes(to: group(router, needing: .review))
    ReviewRoutes(web: web).addRoutes(to: group(router, needing: .review))
    AuditRoutes(web: web).addRoutes(to: group(router, needing: .seeLog))
    addEverybodyRoutes(to: router, web)
    addOperatorRoutes(to: router, web)
}

private func group(_ router: Router<PublicContext>, needing permission: Permission) -> RouterGroup<SignedIn> {
    router.group(context: SignedIn.self).add(middleware: Needs(permission))
}
