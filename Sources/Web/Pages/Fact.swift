/// One line of a list of facts: a label and a value, the value perhaps a link.
struct Fact: Sendable {
    var label: String
    var value: String
    var url: String?
}

/// A link in a list of choices of which one is current, with a count: filters, piles, sub navigation.
struct Choice: Sendable {
    var label: String
    var url: String
    var count: String?
    var isCurrent: Bool
}

/// An act that a page offers: a link (`isPost` false) or a form with one button.
struct Act: Sendable {
    var label: String
    var url: String
    var isPost: Bool
    /// Why or what for, under the button; nil when the label says it all.
    var hint: String?
}

/// Where one is in a long list. Cursors go one way, so the way back is to the beginning.
struct Paging: Sendable {
    /// "Showing 1 to 50 of 312".
    var summary: String
    var firstURL: String?
    var nextURL: String?

    static let sample = Paging(summary: "Показано 50 из 312", firstURL: "/petitions", nextURL: "/petitions?cursor=50")
}
