public import Domain
public import FoundationEssentials
internal import Postgres

/// A scan of a paper at a petition or at one of its rows.
public struct Attachment: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// The row that it is of; nil for the petition as a whole.
    public let row: Int?
    /// What it shows.
    public let kind: ScanKind
    /// What its file is by its content.
    public let type: ScanType
    /// Its size.
    public let bytes: Int
    /// The hash of its content.
    public let sha256: [UInt8]
    /// What its file was called.
    public let name: String
    /// When it was attached.
    public let at: Date
    /// Who attached it.
    public let byName: String
    /// Where its bytes are.
    public let upload: Int64

    init(_ row: borrowing RowView) throws {
        id = try row.decode("id")
        self.row = try row.decode("row_number")
        kind = try row.decode("kind")
        type = try row.decode("media_type")
        bytes = try row.decode("bytes")
        sha256 = try row.decode("sha256")
        name = try row.decode("name")
        at = try row.decode("attached_at")
        byName = try row.decode("attached_by_name")
        upload = try row.decode("upload_id")
    }

    /// Where the next page starts after this one.
    var cursor: [Int64] { [Int64(row ?? 0), id] }
}

/// A scan that arrived, and where it belongs.
public struct ReceivedScan: Hashable, Sendable {
    /// Where its bytes are.
    public let upload: Int64
    /// Its size.
    public let bytes: Int
    /// The hash of its content.
    public let sha256: [UInt8]
    /// The row that it is of; nil for the petition as a whole.
    public var row: Int?
    /// What it shows.
    public var kind: ScanKind
    /// What its file was called.
    public let name: String

    /// Describes a scan.
    public init(upload: Int64, bytes: Int, sha256: [UInt8], row: Int?, kind: ScanKind, name: String) {
        self.upload = upload
        self.bytes = bytes
        self.sha256 = sha256
        self.row = row
        self.kind = kind
        self.name = name
    }
}

/// A row that scans may be of.
public struct ScanPlace: Hashable, Sendable {
    /// The row.
    public let row: Int
    /// Its person's IIN in digits as the database has it; nil when it could not be read.
    public let iin: Int64?
}
