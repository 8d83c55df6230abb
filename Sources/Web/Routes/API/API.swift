import Hummingbird

/// Adds the routes of the API, `/api/v1`.
func addAPIRoutes(to router: Router<PublicContext>, _ web: WebRoom) {}
