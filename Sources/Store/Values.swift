public import Domain
internal import FoundationEssentials
public import Postgres

extension Day: Bindable, Readable {
    /// As text.
    public var bind: Bind { .text(description) }
    /// Reads a cell.
    public init?(cell: borrowing Cell) { self.init(iso: cell.text) }
}

extension IIN: Bindable, Readable {
    /// As a number.
    public var bind: Bind { .text(String(number)) }
    /// Reads a cell.
    public init?(cell: borrowing Cell) {
        guard let number = Int64(cell.text) else { return nil }
        self.init(number: number)
    }
}

extension BIN: Bindable, Readable {
    /// As a number.
    public var bind: Bind { .text(String(number)) }
    /// Reads a cell.
    public init?(cell: borrowing Cell) {
        guard let number = Int64(cell.text) else { return nil }
        self.init(number: number)
    }
}

extension PolicyFingerprint: Bindable, Readable {
    /// As a `bytea`.
    public var bind: Bind { .bytes(bytes) }
    /// Reads a cell.
    public init?(cell: borrowing Cell) {
        guard let bytes = [UInt8](cell: cell) else { return nil }
        self.init(bytes: bytes)
    }
}

extension Action: Bindable, Readable {}
extension Stay: Bindable, Readable {}
extension Sex: Bindable, Readable {}
extension InstitutionKind: Bindable, Readable {}
extension RefusalGround: Bindable, Readable {}
extension RowState: Bindable, Readable {}
extension RowOutcome: Bindable, Readable {}
extension PetitionState: Bindable, Readable {}
extension PetitionList: Bindable, Readable {}
extension Issue.Severity: Bindable, Readable {}
extension IssueCode: Bindable, Readable {}
extension Column: Bindable, Readable {}
extension ScanKind: Bindable, Readable {}
extension ScanType: Bindable, Readable {}
extension StoredRepair.Kind: Bindable, Readable {}
extension Role: Bindable, Readable {}
extension Language: Bindable, Readable {}
extension AuditAction: Bindable {}

/// A jsonb object of texts.
struct Texts: Hashable, Bindable, Readable {
    var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    init?(cell: borrowing Cell) {
        guard let values = try? JSONDecoder().decode([String: String].self, from: Data(cell.text.utf8)) else {
            return nil
        }
        self.values = values
    }

    var bind: Bind {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(values) else { preconditionFailure("texts always encode") }
        return .text(String(decoding: data, as: UTF8.self))
    }
}
