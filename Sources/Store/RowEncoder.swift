internal import Domain
internal import Postgres

/// Judged rows and their issues as COPY takes them, field by field: this is the one hot path that writes.
struct RowEncoder {
    let petition: Int64
    private let institution: Int64
    private let authority: Int64

    private static let rowFields = Int16(9 + Column.allCases.count)

    init(petition: Int64, institution: Int64, authority: Int64) {
        self.petition = petition
        self.institution = institution
        self.authority = authority
    }

    /// Appends one row of `petition_row`.
    func append(_ row: JudgedRow, to rows: inout BinaryRows) {
        rows.begin(fields: Self.rowFields)
        rows.add(petition)
        rows.add(Int32(row.text.number))
        rows.add(institution)
        rows.add(authority)
        rows.add(row.state.rawValue)
        let content = rows.bytes.count
        rows.add(row.reading.action.rawValue)
        rows.add(row.reading.iin?.number)
        for column in Column.allCases.dropFirst(2) { append(column, of: row, to: &rows) }
        let fingerprint = rows.fingerprint(from: content)
        append(row.written.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }, to: &rows)
        append(row.text.other.sorted { $0.key < $1.key }, to: &rows)
        rows.add(fingerprint)
        rows.add(row.text.fingerprint)
    }

    /// Appends the issues of `petition_issue`.
    func append(_ issues: [Issue], to rows: inout BinaryRows) {
        for issue in issues {
            rows.begin(fields: 9)
            rows.add(petition)
            rows.add(institution)
            rows.add(authority)
            rows.add(issue.place.row.map { Int32($0) })
            rows.add(issue.place.column?.rawValue)
            rows.add(issue.severity.rawValue)
            rows.add(issue.code.rawValue)
            rows.add(issue.found)
            if issue.arguments.isEmpty {
                rows.add(json: Array("{}".utf8))
            } else {
                append(issue.arguments.sorted { $0.key < $1.key }, to: &rows)
            }
        }
    }

    private func append(_ column: Column, of row: JudgedRow, to rows: inout BinaryRows) {
        let reading = row.reading
        switch column {
        case .birthDate: rows.add(day: reading.birthDate?.number)
        case .sex: rows.add(reading.sex?.rawValue)
        case .citizenship: rows.add(reading.citizenship)
        case .documentType: rows.add(reading.documentType?.rawValue)
        case .documentIssuedOn: rows.add(day: reading.documentIssuedOn?.number)
        case .documentSample: rows.add(reading.documentSample?.rawValue)
        case .stay: rows.add(reading.stay?.rawValue)
        case .from: rows.add(day: reading.from?.number)
        case .until: rows.add(day: reading.until?.number)
        case .registeredWithParents: rows.add(reading.registeredWithParents.map { $0 ? "yes" : "no" })
        case .militaryMarkOn: rows.add(day: reading.militaryMarkOn?.number)
        case .feeExemption: rows.add(reading.feeExemption?.rawValue)
        case .departureReason: rows.add(reading.departureReason?.rawValue)
        default:
            let range = row.text.trimmed(column)
            if range.isEmpty { rows.addNull() } else { rows.add(text: row.text.bytes[range]) }
        }
    }

    private func append(_ pairs: [(key: String, value: String)], to rows: inout BinaryRows) {
        if pairs.isEmpty { return rows.addNull() }
        var json: [UInt8] = [UInt8(ascii: "{")]
        for (index, pair) in pairs.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.append(quoted: pair.key)
            json.append(UInt8(ascii: ":"))
            json.append(quoted: pair.value)
        }
        json.append(UInt8(ascii: "}"))
        rows.add(json: json)
    }
}

extension BinaryRows {
    /// What was read of a row says the same wherever it comes from, once it is encoded.
    fileprivate func fingerprint(from start: Int) -> Int64 {
        var fingerprint = Fingerprint()
        bytes.withUnsafeBytes { fingerprint.add(UnsafeRawBufferPointer(rebasing: $0[start...])) }
        return fingerprint.value
    }
}
