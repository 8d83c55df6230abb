import Domain
import Hummingbird

/// Adds the pages of those who run the service.
func addOperatorRoutes(to router: Router<PublicContext>, _ web: WebRoom) {
    let own = router.group(context: SignedIn.self).add(middleware: Needs(.administer))
    InstitutionRoutes(web: web).addRoutes(to: own)
    PremisesEditRoutes(web: web).addRoutes(to: own)
    AuthorityRoutes(web: web).addRoutes(to: own)
    PolicyRoutes(web: web).addRoutes(to: own)
    AccountActRoutes(web: web).addRoutes(to: own)
}
