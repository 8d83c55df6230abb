internal import Domain
internal import Postgres

extension JudgedRow {
    /// What stands in a cell once the row is stored, in stable form; nil when nothing does.
    func stored(_ column: Column) -> String? {
        switch column {
        case .action: reading.action.rawValue
        case .iin: reading.iin?.digits
        case .birthDate: reading.birthDate?.description
        case .sex: reading.sex?.rawValue
        case .citizenship: reading.citizenship
        case .documentType: reading.documentType?.rawValue
        case .documentIssuedOn: reading.documentIssuedOn?.description
        case .documentSample: reading.documentSample?.rawValue
        case .stay: reading.stay?.rawValue
        case .from: reading.from?.description
        case .until: reading.until?.description
        case .registeredWithParents: reading.registeredWithParents.map { $0 ? "yes" : "no" }
        case .militaryMarkOn: reading.militaryMarkOn?.description
        case .feeExemption: reading.feeExemption?.rawValue
        case .departureReason: reading.departureReason?.rawValue
        default: text[column]
        }
    }

    /// The row with nothing kept as the text of cells that the petition, the IIN or the design filled in: judged from another
    /// text, it must not take them for the clerk's own words.
    var withCellsFilledIn: JudgedRow {
        let fillable: [Column] = [.birthDate, .sex, .citizenship, .documentSample, .stay, .from, .until]
        var written = written
        for column in fillable where text.trimmed(column).isEmpty && stored(column) != nil { written[column] = "" }
        return JudgedRow(text: text, reading: reading, issues: issues, written: written)
    }

    /// The text that a cell will be judged from again.
    func cell(_ column: Column) -> String? { written[column] ?? stored(column) }
}

/// Judged rows as one parameter of jsonb: a list of objects that have the table's own columns.
struct RowObjects: Bindable {
    let rows: [JudgedRow]

    var bind: Bind {
        var json: [UInt8] = [UInt8(ascii: "[")]
        for (index, row) in rows.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            append(row, to: &json)
        }
        json.append(UInt8(ascii: "]"))
        return .text(String(decoding: json, as: UTF8.self))
    }

    private func append(_ row: JudgedRow, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        json.append(field: "number", "\(row.text.number)")
        json.append(field: "state", row.state.rawValue)
        for column in Column.allCases { json.append(field: column.storedName, row.stored(column)) }
        if !row.written.isEmpty {
            json.append(
                field: "written", Dictionary(uniqueKeysWithValues: row.written.map { ($0.key.rawValue, $0.value) }))
        }
        if !row.text.verbatim.isEmpty { json.append(field: "verbatim", row.text.verbatim.map(\.rawValue).sorted()) }
        json.append(UInt8(ascii: "}"))
    }
}

/// Issues of rows as one parameter of jsonb.
struct IssueObjects: Bindable {
    let issues: [Issue]

    var bind: Bind {
        var json: [UInt8] = [UInt8(ascii: "[")]
        for (index, issue) in issues.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.append(UInt8(ascii: "{"))
            json.append(field: "row_number", issue.place.row.map { "\($0)" })
            json.append(field: "column_name", issue.place.column?.rawValue)
            json.append(field: "severity", issue.severity.rawValue)
            json.append(field: "code", issue.code.rawValue)
            json.append(field: "found", issue.found)
            json.append(field: "arguments", issue.arguments)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
        return .text(String(decoding: json, as: UTF8.self))
    }
}
