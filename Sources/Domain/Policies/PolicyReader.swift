/// Reads a policy's parts from its file and gathers what is wrong with them, so that an operator hears of everything at once.
struct PolicyReader {
    private(set) var faults: [PolicyFault] = []
    /// The first day that the policy speaks of.
    var from = Day(number: 0)
    /// The lines of the values of each parameter, in the order of their days.
    private var lines: [String: [Int]] = [:]

    mutating func note(_ code: PolicyFault.Code, line: Int, _ arguments: [String: String] = [:]) {
        faults.append(PolicyFault(code, line: line, arguments))
    }

    /// The members of an object by key; what is not known or comes twice is noted.
    ///
    /// - Parameter optional: keys that may be left out.
    mutating func members(
        of node: SourceNode, _ keys: [String], optional: [String] = []
    ) -> [String: SourceNode.Member] {
        guard case .object(let members) = node.value else {
            note(.valueWrong, line: node.line, ["expected": "{…}"])
            return [:]
        }
        var found: [String: SourceNode.Member] = [:]
        for member in members {
            if found[member.key] != nil {
                note(.keyRepeated, line: member.line, ["key": member.key])
            } else if keys.contains(member.key) || optional.contains(member.key) {
                found[member.key] = member
            } else {
                note(
                    .keyUnknown, line: member.line,
                    ["key": member.key, "known": (keys + optional).joined(separator: ", ")])
            }
        }
        for key in keys where found[key] == nil { note(.keyMissing, line: node.line, ["key": key]) }
        return found
    }

    mutating func text(_ member: SourceNode.Member?) -> String {
        guard let member else { return "" }
        guard case .text(let text) = member.node.value, text.contains(where: { !$0.isWhitespace }) else {
            note(.valueWrong, line: member.node.line, ["key": member.key, "expected": "\"…\""])
            return ""
        }
        return text
    }

    mutating func day(_ member: SourceNode.Member?) -> Day? {
        guard let member else { return nil }
        if case .text(let text) = member.node.value, let day = Day(iso: text) { return day }
        note(.valueWrong, line: member.node.line, ["key": member.key, "expected": "yyyy-MM-dd"])
        return nil
    }

    mutating func answer(_ member: SourceNode.Member?) -> Bool {
        guard let member else { return false }
        if case .answer(let answer) = member.node.value { return answer }
        note(.valueWrong, line: member.node.line, ["key": member.key, "expected": "true, false"])
        return false
    }

    mutating func number(_ node: SourceNode, _ key: String, in bounds: ClosedRange<Int>) -> Int {
        if case .number(let number) = node.value, bounds.contains(number) { return number }
        note(
            .valueWrong, line: node.line,
            ["key": key, "expected": "\(bounds.lowerBound)–\(bounds.upperBound)"])
        return bounds.lowerBound
    }

    /// A word of ours.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ node: SourceNode, _ key: String, as type: Word.Type = Word.self
    ) -> Word? {
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        guard case .text(let text) = node.value else {
            note(.valueWrong, line: node.line, ["key": key, "expected": known])
            return nil
        }
        if let word = Word(rawValue: text) { return word }
        note(.codeUnknown, line: node.line, ["key": key, "found": text, "known": known])
        return nil
    }

    /// Words of ours, each once.
    mutating func words<Word: RawRepresentable<String> & CaseIterable & Hashable>(
        _ node: SourceNode, _ key: String, mayBeEmpty: Bool = false, as type: Word.Type = Word.self
    ) -> Set<Word> {
        guard case .list(let nodes) = node.value, mayBeEmpty || !nodes.isEmpty else {
            note(
                .valueWrong, line: node.line,
                ["key": key, "expected": "[\(Word.allCases.map(\.rawValue).joined(separator: ", "))]"])
            return []
        }
        var found: Set<Word> = []
        for node in nodes {
            guard let word = self.word(node, key, as: Word.self) else { continue }
            if !found.insert(word).inserted {
                note(.codeRepeated, line: node.line, ["key": key, "found": word.rawValue])
            }
        }
        return found
    }

    /// A parameter: its values with their days, in order, without an overlap or a gap.
    mutating func dated<Value: Hashable & Sendable>(
        _ parameters: [String: SourceNode.Member], _ key: String, or blank: Value,
        _ value: (inout PolicyReader, SourceNode) -> Value?
    ) -> Dated<Value> {
        var entries: [Dated<Value>.Entry] = []
        if let member = parameters[key] {
            guard case .list(let nodes) = member.node.value, !nodes.isEmpty else {
                note(.valueWrong, line: member.node.line, ["key": key, "expected": "[{…}]"])
                return Dated(.init(since: from, value: blank, source: "", confirmed: false))
            }
            var days = CoveredDays(key: key, from: from)
            for node in nodes {
                let parts = members(of: node, ["since", "value", "source", "confirmed"], optional: ["until"])
                let until = parts["until"].flatMap { day($0) }
                if let since = day(parts["since"]) { days.add(since, until, line: node.line, &self) }
                entries.append(
                    .init(
                        since: days.lastSince ?? from, value: parts["value"].flatMap { value(&self, $0.node) } ?? blank,
                        source: text(parts["source"]), confirmed: answer(parts["confirmed"])))
                lines[key, default: []].append(node.line)
            }
            days.end(line: member.line, &self)
        }
        guard let first = entries.first else {
            return Dated(.init(since: from, value: blank, source: "", confirmed: false))
        }
        return Dated(first, Array(entries.dropFirst()))
    }

    /// Notes the first day on which two parameters contradict each other, at the value that came later.
    mutating func forbid<First, Second>(
        _ first: (key: String, values: Dated<First>), _ second: (key: String, values: Dated<Second>),
        where contradicts: (First, Second) -> Bool
    ) {
        let days = (first.values.entries.map(\.since) + second.values.entries.map(\.since)).sorted()
        guard let day = days.first(where: { contradicts(first.values.on($0), second.values.on($0)) }) else { return }
        let line = max(line(of: first.key, first.values, on: day), line(of: second.key, second.values, on: day))
        note(
            .contradiction, line: line,
            [
                "first": first.key, "first_value": shown(first.values.on(day)), "second": second.key,
                "second_value": shown(second.values.on(day)), "day": "\(day)",
            ])
    }

    private func line<Value>(of key: String, _ values: Dated<Value>, on day: Day) -> Int {
        let index = values.entries.lastIndex { $0.since <= day } ?? 0
        return lines[key].flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? 1
    }

    private func shown(_ value: some Any) -> String { "\(value)" }
}

/// The days that the values of a parameter cover, one after the other.
private struct CoveredDays {
    let key: String
    let from: Day
    private(set) var lastSince: Day?
    private var lastUntil: Day?

    init(key: String, from: Day) {
        self.key = key
        self.from = from
    }

    mutating func add(_ since: Day, _ until: Day?, line: Int, _ reader: inout PolicyReader) {
        if let until, until <= since {
            reader.note(.daysOutOfOrder, line: line, ["key": key, "day": "\(until)", "after": "\(since)"])
        }
        if let last = lastSince {
            if since == last || lastUntil.map({ since < $0 && since > last }) ?? false {
                reader.note(.daysOverlap, line: line, ["key": key, "day": "\(since)"])
            } else if since < last {
                reader.note(.daysOutOfOrder, line: line, ["key": key, "day": "\(since)", "after": "\(last)"])
            } else if let end = lastUntil, since > end {
                reader.note(.daysUncovered, line: line, ["key": key, "from": "\(end)", "until": "\(since)"])
            }
        } else if since > from {
            reader.note(.daysUncovered, line: line, ["key": key, "from": "\(from)", "until": "\(since)"])
        }
        lastSince = since
        lastUntil = until
    }

    func end(line: Int, _ reader: inout PolicyReader) {
        if let end = lastUntil { reader.note(.daysUncovered, line: line, ["key": key, "from": "\(end)"]) }
    }
}
