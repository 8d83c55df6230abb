public import Domain

extension Texts {
    /// A parameter of a policy, with its unit.
    public func label(parameter name: String, in language: Language) -> String {
        page("policy_parameter", name, in: language)
    }

    /// A value of a policy as people read it.
    public func text(_ value: PolicyParameter.Value, in language: Language) -> String {
        switch value {
        case .number(let number): Formats.integer(number, in: language)
        case .nothing: page("policy", "nothing", in: language)
        case .answer(let answer): page("policy", answer ? "yes" : "no", in: language)
        case .day(let day): Formats.day(day)
        case .ages(let ages):
            page(
                "policy", "ages", in: language, ["from": "\(ages.lowerBound)", "to": "\(ages.upperBound)"])
        case .rounding(let rounding): label(rounding, in: language)
        case .exemptions(let exemptions): list(exemptions, in: language)
        case .scans(let kinds): list(kinds, in: language)
        case .stays(let table): text(table, in: language)
        case .areas(let norms):
            norms.isEmpty
                ? page("policy", "nothing", in: language)
                : norms.map { text($0, in: language) }.joined(separator: "; ")
        }
    }

    /// Whom a line of the decision table is said of: every condition in words.
    public func whom(_ line: DocumentLine, in language: Language) -> String {
        let conditions = [
            line.actions.map { list($0, in: language) }, line.stays.map { list($0, in: language) },
            line.ages.map { list($0, in: language) }, line.citizenship.map { list($0, in: language) },
            line.cards.map { list($0, in: language) }, line.military.map { list($0, in: language) },
            line.institutions.map { list($0, in: language) },
        ].compactMap(\.self)
        return conditions.isEmpty ? page("policy", "everybody", in: language) : conditions.joined(separator: "; ")
    }

    private func list<Word: Labelled & Hashable>(_ words: Set<Word>, in language: Language) -> String {
        if words.isEmpty { return page("policy", "nothing", in: language) }
        let labels = Word.allCases.filter { words.contains($0) }.map { small(label($0, in: language)) }
        return labels.joined(separator: ", ")
    }

    private func text(_ table: StayTable, in language: Language) -> String {
        InstitutionKind.allCases.map { kind in
            "\(small(label(kind, in: language))): \(list(table.stays(at: kind), in: language))"
        }.joined(separator: "; ")
    }

    private func text(_ norm: AreaNorm, in language: Language) -> String {
        let whom =
            norm.institutions.count == InstitutionKind.allCases.count
            ? page("policy", "all_institutions", in: language) : list(norm.institutions, in: language)
        let region = norm.region.isEmpty ? "" : " " + page("policy", "region", in: language, ["kato": norm.region])
        return "\(whom)\(region): \(Formats.integer(norm.area, in: language)) \(page("policy", "metres", in: language))"
    }

    private func small(_ label: String) -> String { label.prefix(1).lowercased() + label.dropFirst() }
}
