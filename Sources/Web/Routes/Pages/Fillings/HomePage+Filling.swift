import Domain
import Store
import Texts

extension HomePage {
    /// - Parameters:
    ///   - waiting: the drafts that have not enough places.
    ///   - expired: petitions that expired lately.
    init(
        counts: [PetitionState: Int], drafts: [PetitionSummary], waiting: Set<Int64>, expired: [PetitionSummary],
        premises: [Premises], _ reader: Reader
    ) {
        let words = reader.words
        self.init(
            greeting: words("home", "greeting", ["name": reader.caller.name]), canUpload: reader.caller.may(.upload),
            needs: drafts.compactMap { Need($0, isWaiting: waiting.contains($0.id), reader) }
                + expired.map { Need(expired: $0, reader) },
            states: PetitionState.allCases.compactMap { state in
                guard let count = counts[state], count > 0 else { return nil }
                return StateCount(
                    tag: Tag(state, words), count: words.grouped(count), url: "/petitions?state=\(state.rawValue)")
            },
            premises: premises.map { house in
                PremisesCard(
                    name: house.name, address: house.address(in: reader.language), url: "/premises/\(house.id)",
                    registered: house.registered, held: house.held, places: house.places, words)
            })
    }
}

extension HomePage.Need {
    /// What a draft waits for; nil when it has nothing in it.
    fileprivate init?(_ draft: PetitionSummary, isWaiting: Bool, _ reader: Reader) {
        let (words, counts, home) = (reader.words, draft.counts, "/petitions/\(draft.id)")
        func need(_ key: String, rows: Int, at url: String, _ tag: Tag) -> Self {
            Self(
                text: words("home", key, ["rows": words.counted("rows", rows)]), url: url, tag: tag,
                about: Self.about(draft, reader))
        }
        if draft.isSecond {
            self = need(
                "need_returned", rows: counts.rows, at: home, Tag(text: words("home", "tag_returned"), kind: "warning"))
        } else if counts.faulty > 0 {
            self = need(
                "need_errors", rows: counts.faulty, at: home + "/issues",
                Tag(text: words("home", "tag_errors"), kind: "bad"))
        } else if draft.fileErrors > 0 {
            self.init(
                text: words("petition", "unreadable"), url: home,
                tag: Tag(text: words("home", "tag_errors"), kind: "bad"), about: Self.about(draft, reader))
        } else if isWaiting {
            self = need(
                "need_places", rows: counts.sound + counts.warned, at: home,
                Tag(text: words("home", "tag_waiting"), kind: "neutral"))
        } else if counts.warned > 0 {
            self = need("need_warnings", rows: counts.warned, at: home + "/submission", Tag(.warning, words))
        } else if counts.sound > 0 {
            self = need(
                "need_ready", rows: counts.sound, at: home + "/submission",
                Tag(text: words("home", "tag_ready"), kind: "good"))
        } else {
            return nil
        }
    }

    fileprivate init(expired petition: PetitionSummary, _ reader: Reader) {
        self.init(
            text: reader.words("home", "need_expired"), url: "/petitions/\(petition.id)",
            tag: Tag(petition.state, reader.words), about: Self.about(petition, reader))
    }

    private static func about(_ petition: PetitionSummary, _ reader: Reader) -> String {
        reader.words(
            "home", "about",
            [
                "number": petition.number, "dated": Formats.day(petition.dated),
                "premises": petition.premisesName,
            ])
    }
}

extension Premises {
    /// The address in a language; English readers see the Russian one, since addresses have no English form.
    func address(in language: Language) -> String { language == .kk ? addressKK : addressRU }
}
