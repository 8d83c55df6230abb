import Domain

/// What a reviewer marked on the review page; the pages on the way to the decision carry it along in their forms.
struct Marks: Sendable {
    /// What was chosen and written for one row, or for all.
    struct Mark: Hashable, Sendable {
        var outcome: DecisionRequest.Outcome?
        var ground: RefusalGround?
        var column: Column?
        var note: String?
    }

    /// What is missing, and the field that it belongs to.
    enum Fault: Hashable, Sendable {
        case outcomeMissing(row: Int?, field: String)
        case groundMissing(row: Int?, field: String)
        case noteMissing(row: Int?, field: String)
    }

    /// The version that the reviewer saw.
    let version: Int?
    /// The one decision for every row, when that form was sent.
    let isWhole: Bool
    /// The decision for all rows, or for those that are not marked.
    let rest: Mark
    /// The rows that the form showed, by number.
    let rows: [Int: Mark]

    /// Reads either form of the review page.
    ///
    /// - Throws: `.valueInvalid` for words that are none of ours.
    init(_ form: Form) throws(Refusal) {
        version = try form.number("version")
        isWhole = !form.names.contains("default")
        rest = Mark(
            outcome: try form.word(isWhole ? "all" : "default"), ground: try form.word("ground"), note: form["note"])
        var rows: [Int: Mark] = [:]
        for name in form.names {
            guard let dot = name.firstIndex(of: ".") else { continue }
            // a mark that was left out would be decided as the rest is
            guard let number = RowNumber(String(name[name.index(after: dot)...]))?.value else {
                throw Refusal(.valueInvalid, arguments: ["field": name])
            }
            guard rows[number] == nil else { continue }
            rows[number] = Mark(
                outcome: try form.word("outcome.\(number)"), ground: try form.word("ground.\(number)"),
                column: try form.word("column.\(number)"), note: form["note.\(number)"])
        }
        self.rows = rows
    }

    /// The marks that make a decision which was proposed.
    init(_ request: DecisionRequest, version: Int) {
        self.version = version
        isWhole = request.rows.isEmpty
        rest = Mark(outcome: request.outcome, ground: request.ground, note: request.note)
        rows = Dictionary(
            request.rows.map { row in
                let notes = row.notes ?? []
                let text = notes.map(\.text).joined(separator: "\n")
                return (
                    row.number,
                    Mark(
                        outcome: row.outcome, ground: row.ground, column: notes.count == 1 ? notes[0].column : nil,
                        note: text.isEmpty ? nil : text)
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The rows that have a decision of their own.
    var marked: [(number: Int, mark: Mark)] {
        rows.filter { $0.value.outcome != nil }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What keeps this from being a decision.
    ///
    /// - Parameter open: how many rows are to be decided.
    func faults(open: Int) -> [Fault] {
        let ofRows = rows.sorted { $0.key < $1.key }.flatMap { number, mark in
            // A note without a choice would be lost without a word.
            mark.outcome == nil && mark.note != nil
                ? [Fault.outcomeMissing(row: number, field: "return-\(number)")] : faults(of: mark, number)
        }
        if marked.count >= open && !isWhole { return ofRows }
        if rest.outcome == nil {
            return [.outcomeMissing(row: nil, field: isWhole ? "all-approved" : "default")] + ofRows
        }
        return faults(of: rest, nil) + ofRows
    }

    private func faults(of mark: Mark, _ row: Int?) -> [Fault] {
        let place = row.map { "\($0)" } ?? (isWhole ? nil : "default") ?? "all"
        switch mark.outcome {
        case .refused where mark.ground == nil:
            return [.groundMissing(row: row, field: row == nil ? "\(place)-ground" : "ground-\(place)")]
        case .returned where mark.note == nil:
            return [.noteMissing(row: row, field: row == nil ? "\(place)-note" : "note-\(place)")]
        default: return []
        }
    }

    /// The decision that the marks make.
    var request: DecisionRequest {
        DecisionRequest(
            outcome: rest.outcome, ground: rest.outcome == .refused ? rest.ground : nil,
            note: rest.outcome == .returned ? rest.note : nil,
            rows: marked.map { number, mark in
                DecisionRequest.Row(
                    number: number, outcome: mark.outcome ?? .returned,
                    ground: mark.outcome == .refused ? mark.ground : nil,
                    notes: mark.outcome == .returned
                        ? mark.note.map { [DecisionRequest.Note(column: mark.column, text: $0)] } : nil)
            })
    }

    /// The form fields that make the same marks again.
    var fields: [HiddenField] {
        var fields: [HiddenField] = []
        fields.add("version", version.map { "\($0)" })
        // Its name tells the two forms apart, so it comes along without a choice too.
        fields.add(isWhole ? "all" : "default", rest.outcome?.rawValue ?? "")
        fields.add("ground", rest.ground?.rawValue)
        fields.add("note", rest.note)
        return fields + carried(besides: [])
    }

    /// The form fields of the rows that a page does not show.
    func carried(besides shown: Set<Int>) -> [HiddenField] {
        var fields: [HiddenField] = []
        for (number, mark) in rows.sorted(by: { $0.key < $1.key }) where !shown.contains(number) {
            fields.add("outcome.\(number)", mark.outcome?.rawValue)
            fields.add("ground.\(number)", mark.outcome == .refused ? mark.ground?.rawValue : nil)
            fields.add("column.\(number)", mark.outcome == .returned ? mark.column?.rawValue : nil)
            fields.add("note.\(number)", mark.outcome == .refused || mark.outcome == .approved ? nil : mark.note)
        }
        return fields
    }
}

extension [HiddenField] {
    /// Adds a field, if it has a value.
    mutating func add(_ name: String, _ value: String?) {
        if let value { append(HiddenField(name: name, value: value)) }
    }
}
