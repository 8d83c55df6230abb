extension RowReader {
    /// The premises of the building that the row names.
    ///
    /// Where there is only one building an unknown name leaves no doubt whose row it is, but something to be confirmed.
    mutating func premises(among buildings: BuildingBook) -> Int64? {
        guard filled.contains(.building), !unreadable.contains(.building), let name = findings.text[.building] else {
            return nil
        }
        if let premises = buildings.premises(called: name) { return premises }
        var arguments = ["known": buildings.known]
        arguments[Issue.nearestKey] = buildings.nearest(to: name)
        findings.add(
            .buildingUnknown, at: .building, arguments, severity: buildings.buildings.count > 1 ? .error : .warning)
        return nil
    }
}
