/// A page as one struct of final words: its template reads nothing else but the layout and the texts.
///
/// Mustache reads stored properties by reflection and renders a misspelt name as nothing; `sample` has every part filled,
/// so that a test can hold each template's names against its struct.
protocol Page: Sendable {
    /// The template's name: a file in `Templates` without its extension.
    static var template: String { get }
    /// The page with every optional part present and every list filled.
    static var sample: Self { get }
}
