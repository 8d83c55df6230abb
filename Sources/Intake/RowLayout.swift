internal import Domain
internal import Tabular

/// Where the cells of rows stand in the records of one file, as its header says.
struct RowLayout: Sendable {
    /// Columns of the design, in the order of the file.
    var places: [(column: Column, index: Int)] = []
    /// Columns that the design does not know, in the order of the file.
    var others: [(header: String, index: Int)] = []
    /// The column of surname, given name and patronymic together.
    var fullName: Int?
    /// Where the column of an earlier marked copy stands.
    var marksPlace: Int?
    /// How many cells the header has.
    var width = 0

    /// The row's text, and with it, if that is asked for, a fingerprint by which it is known again.
    func text(of record: Record, isPrinted: Bool) -> RowText {
        let cells = CellPlaces { place in
            for index in places.indices { place(places[index].column, record.range(places[index].index)) }
        }
        var text = RowText(number: record.number, bytes: record.bytes, places: cells)
        if let fullName { text.fullName = record.range(fullName) }
        if !others.isEmpty { text.other = others(of: record) }
        if !record.errors.isEmpty || !record.uncomputed.isEmpty {
            let broken = Set(record.errors + record.uncomputed)
            text.errors = Set(places.filter { broken.contains($0.index) }.map(\.column))
        }
        if isPrinted { text.fingerprint = fingerprint(of: record, text) }
        return text
    }

    private func others(of record: Record) -> [String: String] {
        var kept: [String: String] = [:]
        for other in others {
            let cell = record.text(other.index).trimmed
            if !cell.isEmpty { kept[other.header] = cell }
        }
        return kept
    }

    /// A hash of the cells as they stand there; what a marked copy adds does not count.
    private func fingerprint(of record: Record, _ text: RowText) -> Int64 {
        var fingerprint = Fingerprint()
        record.bytes.withUnsafeBytes { all in
            add(all, text, to: &fingerprint)
            if !text.fullName.isEmpty {
                fingerprint.add(UInt64(Column.allCases.count))
                fingerprint.add(UnsafeRawBufferPointer(rebasing: all[text.fullName]))
            }
            for other in others where other.index != fullName {
                let range = record.range(other.index)
                if range.isEmpty { continue }
                var header = other.header
                header.withUTF8 { fingerprint.add(UnsafeRawBufferPointer($0)) }
                fingerprint.add(UnsafeRawBufferPointer(rebasing: all[range]))
            }
        }
        for column in record.errors + record.uncomputed where column != marksPlace {
            fingerprint.add(UInt64(column - (marksPlace.map { $0 < column ? 1 : 0 } ?? 0)))
        }
        if record.count > width { fingerprint.add(UInt64(record.count - width)) }
        return fingerprint.value
    }

    /// Adds the cells of known columns: the stretches of bytes that they fill, mostly one, and how they divide it.
    private func add(_ all: UnsafeRawBufferPointer, _ text: RowText, to fingerprint: inout Fingerprint) {
        var (shape, stretch) = (UInt64(0), 0..<0)
        for place in places {
            let range = text.places[place.column]
            if range.isEmpty { continue }
            shape = (shape ^ UInt64(place.column.index) << 32 ^ UInt64(range.count)) &* 0x9E37_79B9_7F4A_7C15
            if range.lowerBound != stretch.upperBound, !stretch.isEmpty {
                fingerprint.add(UnsafeRawBufferPointer(rebasing: all[stretch]))
            }
            stretch =
                (range.lowerBound == stretch.upperBound ? stretch.lowerBound : range.lowerBound)..<range.upperBound
        }
        fingerprint.add(UnsafeRawBufferPointer(rebasing: all[stretch]))
        fingerprint.add(shape)
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
