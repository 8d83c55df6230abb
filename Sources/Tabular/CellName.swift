/// The name people give a cell: column 1 of row 8 is `B8`. The column counts from 0, the row from 1.
public func cellName(column: Int, row: Int) -> String {
    columnName(column) + String(row)
}

/// The letters of a column that counts from 0: `A`, … `Z`, `AA`, …
public func columnName(_ column: Int) -> String {
    precondition(column >= 0, "columns count from 0")
    var letters: [UInt8] = []
    var rest = column
    repeat {
        letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
        rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
}
