import Hummingbird

/// Adds the routes of the pages.
func addPageRoutes(to router: Router<PublicContext>, _ web: WebRoom) {}
