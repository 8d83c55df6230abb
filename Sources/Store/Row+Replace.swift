internal import Domain
internal import Postgres

extension Connection {
    /// Writes a judged row over the one of its number; the columns are in the order of the statement.
    func replaceRow(_ row: JudgedRow, in petition: Int64) throws {
        let reading = row.reading
        let text = { (column: Column) -> String? in row.text[column] }
        let written = Dictionary(uniqueKeysWithValues: row.written.map { ($0.key.rawValue, $0.value) })
        try run(
            Statements.replace, petition, row.text.number, row.state, reading.action, reading.iin, text(.surname),
            text(.givenName), text(.patronymic), reading.birthDate, reading.sex?.rawValue, reading.citizenship,
            reading.documentType?.rawValue, text(.documentNumber), reading.documentIssuedOn, text(.documentIssuer),
            reading.documentSample?.rawValue, reading.stay, reading.from, reading.until, text(.previousAddress),
            text(.departureLeaf), text(.addressReference), reading.registeredWithParents.map { $0 ? "yes" : "no" },
            text(.legalRepresentative), text(.placementBasis), text(.militaryDocument), reading.militaryMarkOn,
            text(.feeReceipt), reading.feeExemption?.rawValue, reading.departureReason?.rawValue, text(.departedTo),
            text(.building), text(.room), text(.note), written.isEmpty ? nil : Texts(written))
    }
}

private enum Statements {
    static let replace = Statement<Void>("row/replace")
}
