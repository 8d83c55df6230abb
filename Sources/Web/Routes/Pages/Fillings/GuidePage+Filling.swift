import Domain
import Store
import Texts

extension GuidePage {
    init(
        _ question: GuideQuestion, isAsked: Bool, _ authorities: [Authority], under policy: Policy, on day: Day,
        _ texts: Texts, _ words: Wording
    ) {
        let filling = GuideFilling(policy: policy, day: day, texts: texts, words: words)
        let chosen = question.authority.flatMap { id in authorities.first { $0.id == id } }
        var wrong = question.wrong
        // an authority that is not there any more is asked for again
        if question.authority != nil, chosen == nil { wrong.insert("authority") }
        self.init(
            fields: filling.fields(question.values, wrong: isAsked ? wrong : [], authorities),
            answer: isAsked && wrong.isEmpty ? question.person.map { filling.answer(to: $0, chosen) } : nil)
    }
}

/// Says in one language what somebody needs.
struct GuideFilling {
    let policy: Policy
    let day: Day
    let texts: Texts
    let words: Wording

    private var language: Language { words.language }

    func fields(_ values: [String: String], wrong: Set<String>, _ authorities: [Authority]) -> [Field] {
        let options: [String: [Field.Option]] = [
            "home": [choice("", "choose"), choice("own", "home_own"), choice("another", "home_another")]
                + options(InstitutionKind.self),
            "stay": [choice("", "choose")] + options(Stay.self),
            "sex": [choice("", "choose")] + options(Sex.self),
            "citizen": ["yes", "no"].map {
                Field.Option(value: $0, label: texts.label("yes_no", $0, in: language))
            },
            "card": GuideCard.allCases.map { choice($0.rawValue, "card_\($0.rawValue)") },
            "exemption": [choice("", "exemption_none")] + options(FeeExemption.self),
            "authority": [choice("", "authority_none")]
                + authorities.map { Field.Option(value: "\($0.id)", label: $0.name.in(language)) },
        ]
        return ["home", "stay", "age", "sex", "citizen", "card", "exemption", "authority"].map { name in
            Field(
                name: name, label: words("guide", "ask_\(name)"), value: values[name] ?? "",
                hint: name == "age" || name == "card" ? words("guide", "\(name)_hint") : nil,
                error: wrong.contains(name) ? words("guide", name == "age" ? "age_wrong" : "wrong") : nil,
                type: name == "age" ? "number" : "text", autocomplete: "off", options: options[name] ?? [])
        }
    }

    private func choice(_ value: String, _ key: String) -> Field.Option {
        Field.Option(value: value, label: words("guide", key))
    }

    private func options<Word: Labelled>(_ type: Word.Type) -> [Field.Option] {
        Word.allCases.map { Field.Option(value: $0.rawValue, label: texts.label($0, in: language)) }
    }

    func answer(to person: Newcomer, _ authority: Authority?) -> GuidePage.Answer {
        let papers = policy.papers(for: person, on: day)
        let isFeeDue = papers.contains(.rule(.feeReceiptRequired))
        let sources = policy.feeParameters(on: day).map { texts.told($0, in: language) }
        return GuidePage.Answer(
            who: who(person), papers: papers.map { GuidePage.Paper(text: text($0), ruleURL: $0.code?.rulePath) },
            fee: fee(person, isDue: isFeeDue),
            feeSources: isFeeDue ? sources.map { RulePage.SourceLine($0, words) } : [], hasFeeSources: isFeeDue,
            isFeeConfirmed: person.exemption == nil && sources.allSatisfy(\.isConfirmed),
            steps: steps(person, papers), authority: authority.map(facts),
            asOf: words("guide", "as_of", ["day": Formats.day(day), "policy": policyName]))
    }

    private var policyName: String { words.texts["policy"]?[policy.name] ?? policy.name }

    private func who(_ person: Newcomer) -> String {
        let home =
            switch person.home {
            case .institution(let kind): texts.label(kind, in: language)
            default: words("guide", "home_\(person.home.word)")
            }
        return [
            home, texts.label(person.stay, in: language), words("guide", "years", ["age": "\(person.age)"]),
            texts.label(person.sex, in: language),
        ].joined(separator: " · ")
    }

    /// What a paper is called.
    func text(_ paper: NeededPaper) -> String {
        switch paper {
        case .statement(let needsConsent): words("guide", needsConsent ? "statement_consent" : "statement")
        case .petition: words("guide", "petition")
        case .registrationBook: words("guide", "registration_book")
        case .exemption(let exemption):
            words("guide", "exemption_paper", ["reason": texts.label(exemption, in: language)])
        case .rule(let code): texts.paper(of: code, in: language) ?? texts.title(of: code, in: language)
        case .identity(let code, let documents):
            "\(texts.paper(of: code, in: language) ?? ""): "
                + documents.map { texts.label($0, in: language).lowercasedFirst }.joined(
                    separator: " \(words("guide", "or")) ")
        }
    }

    private func fee(_ person: Newcomer, isDue: Bool) -> String {
        if let exemption = person.exemption {
            return words("guide", "fee_exempt", ["reason": texts.label(exemption, in: language)])
        }
        guard isDue else { return words("guide", "fee_none") }
        return Formats.money(policy.fee(on: day).inTenge, in: language)
    }

    private func steps(_ person: Newcomer, _ papers: [NeededPaper]) -> [String] {
        var keys: [String] = []
        if case .institution = person.home {
            keys.append("go_institution")
        } else {
            keys.append("go_home")
        }
        if person.stay == .temporary {
            keys.append("leave_temporary")
        } else {
            keys.append(papers.contains(.rule(.departureLeafRequired)) ? "leave_first" : "leave_automatic")
        }
        let days = "\(policy.reviewDays.on(day))"
        return keys.map { words("guide", $0, ["days": days]) }
    }

    /// What anybody may know of an authority.
    func facts(_ authority: Authority) -> GuidePage.AuthorityFacts {
        let contact = authority.contact
        func fact(_ key: String, _ value: String?, url: String? = nil) -> Fact? {
            value.map { Fact(label: words("contact", key), value: $0, url: url) }
        }
        let reached = [
            fact("address", contact.address?.in(language)),
            fact(
                "phone", contact.phone,
                url: contact.phone.map { "tel:" + $0.filter { "+0123456789".contains($0) } }),
        ].compactMap(\.self)
        let bank = [
            fact("payee", contact.payee), fact("payee_bin", contact.payeeBIN?.digits), fact("bank", contact.bank),
            fact("bic", contact.bic), fact("account", contact.account?.text), fact("budget_code", contact.budgetCode),
        ].compactMap(\.self)
        return GuidePage.AuthorityFacts(
            name: authority.name.in(language), contact: reached, bank: bank, hasBank: !bank.isEmpty,
            hasContact: !reached.isEmpty)
    }
}

extension NeededPaper {
    /// The rule that asks for it; nil for what no rule of rows does.
    var code: IssueCode? {
        switch self {
        case .rule(let code), .identity(let code, _): code
        case .exemption: .feeReceiptRequired
        case .statement, .petition, .registrationBook: nil
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
