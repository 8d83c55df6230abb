/// The buildings of an institution, found by what people call them: the name, or the address in Kazakh or Russian, alone or together.
///
/// Letter case, blanks, quotes, look-alikes of two alphabets and the word for “building” do not matter. What two buildings could be
/// called is no name of either.
///
/// A class: it goes by with every row, and a row must not copy it.
public final class BuildingBook: Hashable, Sendable {
    /// One building.
    public struct Building: Hashable, Sendable {
        /// Its premises.
        public let premises: Int64
        /// What the institution calls it.
        public let name: String
        /// Its address in Kazakh.
        public let addressKK: String
        /// Its address in Russian.
        public let addressRU: String

        /// Describes a building.
        public init(premises: Int64, name: String, addressKK: String, addressRU: String) {
            self.premises = premises
            self.name = name
            self.addressKK = addressKK
            self.addressRU = addressRU
        }
    }

    /// All of them.
    public let buildings: [Building]
    private let byName: [String: Int64]
    private let byKey: [String: Int64]
    private let list: SpellingList

    /// So many names are said where one is not known.
    private static let mostNamed = 12

    /// Makes the book of an institution.
    public init(_ buildings: [Building]) {
        self.buildings = buildings
        byName = Self.unambiguous(buildings.map { (Self.folded($0.name), $0.premises) })
        let names = Self.unambiguous(buildings.map { (Self.key($0.name), $0.premises) })
        let addresses = Self.unambiguous(
            buildings.flatMap { building in
                [building.addressKK, building.addressRU].flatMap { address in
                    [address, building.name + " " + address, address + " " + building.name].map {
                        (Self.key($0), building.premises)
                    }
                }
            })
        byKey = addresses.merging(names) { $1 }
        let called = Dictionary(buildings.map { ($0.premises, $0.name) }) { first, _ in first }
        list = SpellingList(byKey.compactMapValues { called[$0] })
    }

    /// The premises that a cell names; nil when it names none, or could name several.
    public func premises(called text: String) -> Int64? { byName[Self.folded(text)] ?? byKey[Self.key(text)] }

    /// The name of the building that a text is a slip of the pen away from; nil when none or several are.
    public func nearest(to text: String) -> String? { list.nearest(to: Self.key(text)) }

    /// Their names, as many as a sentence holds.
    public var known: String {
        let names =
            buildings.prefix(Self.mostNamed).map { "«\($0.name)»" } + (buildings.count > Self.mostNamed ? ["…"] : [])
        return names.joined(separator: ", ")
    }

    /// Books of the same buildings are the same.
    public static func == (left: BuildingBook, right: BuildingBook) -> Bool {
        left === right || left.buildings == right.buildings
    }

    /// Hashes what makes books the same.
    public func hash(into hasher: inout Hasher) { hasher.combine(buildings) }

    private static func unambiguous(_ called: [(String, Int64)]) -> [String: Int64] {
        Dictionary(grouping: called) { $0.0 }.compactMapValues { meanings in
            let premises = Set(meanings.map(\.1))
            return premises.count == 1 ? premises.first : nil
        }
    }

    private static func folded(_ text: String) -> String { Blanks.tidied(text).lowercased() }

    /// The letters and digits of a name without the words for “building”; of a name that is nothing else, all of them.
    private static func key(_ text: String) -> String {
        var words: [Substring] = []
        var last: Character?
        for index in text.indices {
            let character = text[index]
            let isPart = character.isLetter || character.isNumber
            let goesOn = last.map { isPart && ($0.isLetter && character.isLetter || $0.isNumber && character.isNumber) }
            if goesOn == true, let word = words.popLast() {
                words.append(text[word.startIndex...index])
            } else if isPart {
                words.append(text[index...index])
            }
            last = isPart ? character : nil
        }
        let skeletons = words.map { Skeleton.of($0) }
        let kept = skeletons.filter { !kindWords.contains($0) }
        return (kept.isEmpty ? skeletons : kept).joined()
    }

    private static let kindWords = Set(
        [
            "корпус", "корпусы", "корп", "здание", "строение", "ғимарат", "ғимараты", "блок", "блогы", "building",
            "bldg", "block", "номер", "нөмір", "no",
        ].map { Skeleton.of($0) })
}
