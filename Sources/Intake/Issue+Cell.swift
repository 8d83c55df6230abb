public import Domain
internal import Tabular

extension Issue {
    /// The cell as the clerk's own program names it ("B8"); nil when the issue is of no cell, or its column is not in the file.
    public func cell(in layout: [Column: Int]) -> String? {
        guard case .cell(let row, let column) = place, let place = layout[column] else { return nil }
        return cellName(column: place, row: row)
    }
}
