extension Policy {
    /// Reads a policy file.
    ///
    /// - Throws: everything that is wrong with it, line by line.
    public init(file bytes: [UInt8]) throws(PolicyFaults) {
        var reader = PolicyReader()
        let root: SourceNode
        do {
            root = try SourceParser.read(bytes)
        } catch {
            throw PolicyFaults(faults: [error])
        }
        self.init(root, &reader)
        if reader.faults.isEmpty { return }
        let faults = reader.faults.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        throw PolicyFaults(faults: faults.map(\.element))
    }

    private init(_ root: SourceNode, _ reader: inout PolicyReader) {
        let parts = reader.members(of: root, ["name", "title", "from", "parameters", "documents"])
        name = reader.name(parts["name"])
        title = reader.title(parts["title"])
        from = reader.day(parts["from"]) ?? Day(number: 0)
        reader.from = from
        let found = parts["parameters"].map { reader.members(of: $0.node, Policy.parameterNames) } ?? [:]
        registrationAge = reader.number(found, "registration_age", 0...120)
        identityAge = reader.number(found, "identity_age", 1...120)
        majorityAge = reader.number(found, "majority_age", 1...120)
        militaryAges = reader.dated(found, "military_ages", or: 0..<1) { $0.ages($1) }
        staysAllowed = reader.dated(found, "stays_allowed", or: StayTable([:])) { $0.stays($1) }
        longestTemporaryStay = reader.number(found, "longest_temporary_stay_years", 1...100)
        shortStay = reader.number(found, "short_stay_days", 0...365)
        filingDays = reader.numberOrNothing(found, "filing_days", 1...3_650)
        backDating = reader.number(found, "back_dating_years", 0...10)
        horizon = reader.number(found, "horizon_years", 1...10)
        newSampleSince = reader.dated(found, "new_sample_since", or: from) { reader, node in
            reader.day(SourceNode.Member(key: "new_sample_since", line: node.line, node: node))
        }
        monthlyIndex = reader.number(found, "monthly_index", 1...1_000_000)
        monthlyIndexForBenefits = reader.number(found, "monthly_index_for_benefits", 1...1_000_000)
        feeShare = reader.number(found, "fee_percent", 0...100_000)
        feeRounding = reader.dated(found, "fee_rounding", or: .tiyn) { $0.word($1, "fee_rounding") }
        feeRequired = reader.dated(found, "fee_required", or: false) { reader, node in
            reader.answer(SourceNode.Member(key: "fee_required", line: node.line, node: node))
        }
        feeExemptions = reader.dated(found, "fee_exemptions", or: []) {
            $0.words($1, "fee_exemptions", mayBeEmpty: true)
        }
        scans = reader.dated(found, "scans", or: []) { $0.words($1, "scans", mayBeEmpty: true) }
        areaPerPerson = reader.dated(found, "area_per_person", or: []) { $0.areas($1) }
        reviewDays = reader.number(found, "review_days", 1...3_650)
        holdDays = reader.number(found, "hold_days", 1...3_650)
        coolingOffDays = reader.number(found, "cooling_off_days", 0...36_500)
        secondPersonFrom = reader.numberOrNothing(found, "second_person_from_rows", 1...1_000_000)
        documents = reader.documents(parts["documents"])
        if reader.faults.isEmpty { findContradictions(&reader) }
    }

    /// Every parameter of a policy file, in its order.
    static let parameterNames = [
        "registration_age", "identity_age", "majority_age", "military_ages", "stays_allowed",
        "longest_temporary_stay_years", "short_stay_days", "filing_days", "back_dating_years", "horizon_years",
        "new_sample_since", "monthly_index", "monthly_index_for_benefits", "fee_percent", "fee_rounding",
        "fee_required", "fee_exemptions", "scans", "area_per_person", "review_days", "hold_days", "cooling_off_days",
        "second_person_from_rows",
    ]

    private func findContradictions(_ reader: inout PolicyReader) {
        reader.forbid(("review_days", reviewDays), ("hold_days", holdDays)) { $0 > $1 }
        reader.forbid(("registration_age", registrationAge), ("identity_age", identityAge)) { $0 > $1 }
        reader.forbid(("identity_age", identityAge), ("majority_age", majorityAge)) { $0 > $1 }
        reader.forbid(("fee_required", feeRequired), ("fee_percent", feeShare)) { $0 && $1 == 0 }
        let feeLines = Dated(
            .init(since: from, value: documents.count { $0.paper == .fee }, source: "", confirmed: true))
        reader.forbid(("fee_required", feeRequired), ("documents", feeLines)) { $0 && $1 == 0 }
        reader.forbid(("short_stay_days", shortStay), ("longest_temporary_stay_years", longestTemporaryStay)) {
            $0 >= $1 * 365
        }
    }
}

extension PolicyReader {
    fileprivate mutating func name(_ member: SourceNode.Member?) -> String {
        let name = text(member)
        guard let member, !name.isEmpty else { return name }
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        if !isPlain || name.utf8.count > 40 {
            note(.valueWrong, line: member.node.line, ["key": "name", "expected": "a–z, 0–9, -"])
        }
        return name
    }

    fileprivate mutating func title(_ member: SourceNode.Member?) -> [Language: String] {
        guard let member else { return [:] }
        let parts = members(of: member.node, Language.allCases.map(\.rawValue))
        return Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text(parts[$0.rawValue])) })
    }

    fileprivate mutating func number(
        _ found: [String: SourceNode.Member], _ key: String, _ bounds: ClosedRange<Int>
    ) -> Dated<Int> {
        dated(found, key, or: bounds.lowerBound) { $0.number($1, key, in: bounds) }
    }

    fileprivate mutating func numberOrNothing(
        _ found: [String: SourceNode.Member], _ key: String, _ bounds: ClosedRange<Int>
    ) -> Dated<Int?> {
        dated(found, key, or: nil) { reader, node in
            if case .nothing = node.value { return Int??.some(nil) }
            return reader.number(node, key, in: bounds)
        }
    }

    fileprivate mutating func ages(_ node: SourceNode) -> Range<Int>? {
        let parts = members(of: node, ["from", "to"])
        guard let from = parts["from"], let to = parts["to"] else { return nil }
        let (first, end) = (number(from.node, "from", in: 0...120), number(to.node, "to", in: 0...120))
        guard first < end else {
            note(.valueWrong, line: node.line, ["key": "military_ages", "expected": "from < to"])
            return nil
        }
        return first..<end
    }

    fileprivate mutating func stays(_ node: SourceNode) -> StayTable? {
        let names = InstitutionKind.allCases.map(\.rawValue)
        let parts = members(of: node, [], optional: names)
        for name in names where parts[name] == nil {
            note(.kindUncovered, line: node.line, ["key": "stays_allowed", "kind": name])
        }
        var stays: [InstitutionKind: Set<Stay>] = [:]
        for kind in InstitutionKind.allCases {
            if let part = parts[kind.rawValue] { stays[kind] = words(part.node, kind.rawValue) }
        }
        return StayTable(stays)
    }

    fileprivate mutating func areas(_ node: SourceNode) -> [AreaNorm]? {
        guard case .list(let nodes) = node.value else {
            note(.valueWrong, line: node.line, ["key": "area_per_person", "expected": "[{…}]"])
            return nil
        }
        return nodes.map { node in
            let parts = members(of: node, ["institutions", "region", "square_metres"])
            var region = ""
            if let member = parts["region"] {
                guard case .text(let code) = member.node.value, code.utf8.count <= 9,
                    code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
                else {
                    note(.valueWrong, line: member.node.line, ["key": "region", "expected": "KATO, 0–9"])
                    return AreaNorm(institutions: [], region: "", area: 0)
                }
                region = code
            }
            return AreaNorm(
                institutions: parts["institutions"].map { words($0.node, "institutions") } ?? [], region: region,
                area: parts["square_metres"].map { number($0.node, "square_metres", in: 1...1_000) } ?? 0)
        }
    }

    fileprivate mutating func documents(_ member: SourceNode.Member?) -> [DocumentLine] {
        guard let member else { return [] }
        guard case .list(let nodes) = member.node.value, !nodes.isEmpty else {
            note(.valueWrong, line: member.node.line, ["key": member.key, "expected": "[{…}]"])
            return []
        }
        var lines: [DocumentLine] = []
        for node in nodes {
            guard let line = documentLine(node) else { continue }
            if lines.contains(where: { $0.saysTheSame(as: line) }) {
                note(.lineRepeated, line: node.line, ["paper": line.paper.rawValue])
            }
            lines.append(line)
        }
        return lines
    }

    private mutating func documentLine(_ node: SourceNode) -> DocumentLine? {
        let parts = members(
            of: node, ["paper", "since", "source", "confirmed"],
            optional: [
                "need", "copies", "actions", "stays", "ages", "citizenship", "cards", "military", "institutions",
                "until",
            ])
        let paper: Paper? = parts["paper"].flatMap { word($0.node, "paper") }
        let (since, until) = (day(parts["since"]), day(parts["until"]))
        let (source, confirmed) = (text(parts["source"]), answer(parts["confirmed"]))
        guard let paper, let since else { return nil }
        if let until, until <= since {
            note(
                .daysOutOfOrder, line: node.line, ["key": paper.rawValue, "day": "\(until)", "after": "\(since)"])
        }
        var line = DocumentLine(paper, since: since, source: source, confirmed: confirmed)
        line.until = until
        line.need = parts["need"].flatMap { word($0.node, "need") } ?? .required
        line.copies = parts["copies"].map { number($0.node, "copies", in: 1...10) } ?? 1
        line.actions = parts["actions"].map { words($0.node, "actions") }
        line.stays = parts["stays"].map { words($0.node, "stays") }
        line.ages = parts["ages"].map { words($0.node, "ages") }
        line.citizenship = parts["citizenship"].map { words($0.node, "citizenship") }
        line.cards = parts["cards"].map { words($0.node, "cards") }
        line.military = parts["military"].map { words($0.node, "military") }
        line.institutions = parts["institutions"].map { words($0.node, "institutions") }
        return line
    }
}

extension DocumentLine {
    /// Whether another line asks for the same paper of the same people on some day.
    fileprivate func saysTheSame(as other: DocumentLine) -> Bool {
        let overlap = since < other.until ?? .distant && other.since < until ?? .distant
        return overlap && paper == other.paper && actions == other.actions && stays == other.stays
            && ages == other.ages && citizenship == other.citizenship && cards == other.cards
            && military == other.military && institutions == other.institutions
    }
}

extension Day {
    /// A day after every day that is written down.
    fileprivate static let distant = Day(number: .max)
}
