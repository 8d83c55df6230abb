import Domain
import Store
import Texts

/// Who reads a page: their language with its words, what they may do, and the day on which they read.
struct Reader: Sendable {
    let caller: Caller
    let texts: Texts
    let words: Wording
    let today: Day
    /// The buildings of their institution, on pages where a row's can be chosen.
    var buildings: [String] = []

    var language: Language { words.language }

    func label(_ word: some Labelled) -> String { texts.label(word, in: language) }

    /// What can be chosen for a cell, in stable form; empty when anything can be written.
    func choices(of column: Column) -> [String] { column == .building ? buildings : column.choices }

    func message(_ issue: Issue) -> String { texts.message(issue, in: language) }

    /// Why an act was not done and what to do about it.
    func explanation(_ refusal: Refusal) -> String {
        texts.message(refusal, in: language) + " " + texts.advice(refusal, in: language)
    }

    /// A cell's text as people read it: words in their language, days as `dd.mm.yyyy`, everything else as it is.
    func written(_ text: String, in column: Column) -> String {
        if let label = texts.label(column: column, value: text, in: language) { return label }
        return column.holdsDays ? Day(iso: text).map { Formats.day($0) } ?? text : text
    }

    /// The kind and the days of a row's stay.
    func stay(of row: StoredRow) -> String {
        let kind = row.values[.stay].map { written($0, in: .stay) }
        let from = row.values[.from].map { written($0, in: .from) }
        let until = row.values[.until].map { written($0, in: .until) }
        let days: String? =
            switch (from, until) {
            case (let from?, let until?): words("rows", "stay_range", ["from": from, "until": until])
            case (let from?, nil): words("rows", "stay_open", ["from": from])
            case (nil, let until): until
            }
        return [kind, days].compactMap(\.self).joined(separator: ", ")
    }

    /// Row numbers as runs: "7, 9, 12–20".
    func runs(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { run in
            let first = words.grouped(run.lowerBound)
            return run.count == 1 ? first : "\(first)–\(words.grouped(run.upperBound))"
        }.joined(separator: ", ")
    }

    /// The first row numbers as runs: of many more than one reads, the beginning.
    func someRuns(_ numbers: [Int]) -> String {
        let most = 60
        return runs(Array(numbers.sorted().prefix(most))) + (numbers.count > most ? " …" : "")
    }

    /// Days as runs: "24.11.2026 – 10.01.2027".
    func runs(_ days: [Day]) -> [String] {
        var runs: [(first: Day, last: Day)] = []
        for day in days {
            if let last = runs.last, last.last.adding(days: 1) == day {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        return runs.map { run in
            let first = Formats.day(run.first)
            return run.first == run.last
                ? first : words("rows", "stay_range", ["from": first, "until": Formats.day(run.last)])
        }
    }

    /// "№ 41".
    func number(_ summary: PetitionSummary) -> String { words("petition", "sign") + " " + summary.number }
}

extension Column {
    /// Whether its cells are days.
    var holdsDays: Bool { [.birthDate, .documentIssuedOn, .from, .until, .militaryMarkOn].contains(self) }
}

extension Paging {
    /// Where one is in a list, by its cursor; nil when the list is one page.
    ///
    /// - Parameters:
    ///   - count: the elements on this page.
    ///   - list: the address of the list without a cursor.
    init?(_ count: Int, of list: Address, cursor: String?, next: String?, _ words: Wording) {
        if cursor == nil && next == nil { return nil }
        self.init(
            summary: words("paging", "summary_here", ["count": words.grouped(count)]),
            firstURL: cursor.map { _ in list.text }, nextURL: next.map { list.with("cursor", $0).text })
    }
}

/// An address of ours with a query.
struct Address: Sendable {
    private let path: String
    private var query: [(name: String, value: String)] = []

    init(_ path: String) { self.path = path }

    /// The address with one more value; without it when there is none.
    func with(_ name: String, _ value: String?) -> Address {
        guard let value else { return self }
        var address = self
        address.query.append((name, value))
        return address
    }

    var text: String {
        query.isEmpty ? path : path + "?" + query.map { "\($0.name)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}
