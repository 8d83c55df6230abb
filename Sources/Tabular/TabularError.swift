/// Why a file was not read, or not written. Rows count from 1 as the sheet shows them, columns from 0.
public enum TabularError: Error, Hashable, Sendable {
    /// There is nothing in it.
    case empty
    /// A cell holds bytes that are no text in the file's encoding.
    case notText(row: Int, column: Int)
    /// A cell holds a NUL byte.
    case containsNUL(row: Int, column: Int)
    /// The file begins with the byte order mark of UTF-32.
    case utf32
    /// A password is needed to open it.
    case encrypted
    /// Another kind of file than the reader's.
    case wrongKind(FileKind)
    /// More records than allowed.
    case tooManyRows(limit: Int)
    /// A record with more cells than allowed.
    case tooManyColumns(limit: Int, row: Int)
    /// A cell with more bytes than allowed.
    case cellTooLong(limit: Int, row: Int, column: Int)
    /// It inflates to more bytes than allowed.
    case tooLarge(limit: Int)
    /// The archive has more entries than allowed.
    case tooManyEntries(limit: Int)
    /// A quote that opens in this record is never closed.
    case unclosedQuote(row: Int)
    /// The file is damaged, or made to do harm.
    case unreadable(Reason)
    /// The disk, or the library that writes workbooks, refused; the code is `errno` or the library's.
    case cannotWrite(code: Int)

    /// What is wrong with a file that is damaged or made to do harm.
    public enum Reason: Hashable, Sendable {
        /// The file could not be opened or read from the disk.
        case cannotOpen(errno: Int32)
        /// No archive, or one cut short.
        case notAnArchive
        /// An archive that contradicts itself.
        case damagedArchive
        /// Entries of the archive share bytes, as in a zip bomb.
        case overlappingEntries
        /// Two entries of the archive have the same name.
        case duplicateNames
        /// An entry's name leads out of the archive.
        case unsafeName
        /// An entry is compressed in a way no spreadsheet uses.
        case unsupportedCompression
        /// A part without which there is no workbook.
        case missingPart(Part)
        /// A part that is not well-formed XML.
        case damagedXML(Part)
        /// A part that declares a document type; no workbook needs one, and entities hide there.
        case documentType(Part)
        /// A part whose elements are nested beyond reason.
        case nestedTooDeep(Part)
        /// Every worksheet is hidden.
        case noVisibleSheet
        /// The sheet is visible, but all that it holds is hidden or filtered out.
        case everythingHidden
        /// It inflates to so many times its size as only a bomb does.
        case compressedBeyondReason
        /// Rows are not in ascending order.
        case rowOutOfOrder(row: Int)
        /// Cells of a row are not in ascending order.
        case cellOutOfOrder(row: Int)
        /// A row number or cell reference that no sheet has.
        case badReference(row: Int)
        /// A cell points at a shared string that is not there.
        case badSharedString(row: Int, column: Int)
        /// JSON that breaks its own rules: the object in which, from 1, and how many bytes of its UTF-8 lie before.
        case damagedJSON(row: Int, offset: Int)
        /// JSON where this item of the array is no object.
        case notAnObject(row: Int)
        /// JSON where a value is itself an object or array.
        case nestedValue(row: Int, column: Int)
        /// JSON where an object has a key twice.
        case duplicateKey(row: Int, column: Int)

        /// A stable name for programs and dictionaries of texts.
        public var code: String {
            switch self {
            case .cannotOpen: "cannot_open"
            case .notAnArchive: "not_an_archive"
            case .damagedArchive: "damaged_archive"
            case .overlappingEntries: "overlapping_entries"
            case .duplicateNames: "duplicate_names"
            case .unsafeName: "unsafe_name"
            case .unsupportedCompression: "unsupported_compression"
            case .missingPart: "missing_part"
            case .damagedXML: "damaged_xml"
            case .documentType: "document_type"
            case .nestedTooDeep: "nested_too_deep"
            case .noVisibleSheet: "no_visible_sheet"
            case .everythingHidden: "everything_hidden"
            case .compressedBeyondReason: "compressed_beyond_reason"
            case .rowOutOfOrder: "row_out_of_order"
            case .cellOutOfOrder: "cell_out_of_order"
            case .badReference: "bad_reference"
            case .badSharedString: "bad_shared_string"
            case .damagedJSON: "damaged_json"
            case .notAnObject: "not_an_object"
            case .nestedValue: "nested_value"
            case .duplicateKey: "duplicate_key"
            }
        }
    }

    /// A part of a workbook.
    public enum Part: String, Hashable, Sendable {
        case relationships, workbook, sharedStrings, styles, sheet
    }

    /// A stable name for programs and dictionaries of texts.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notText: "not_text"
        case .containsNUL: "contains_nul"
        case .utf32: "utf32"
        case .encrypted: "encrypted"
        case .wrongKind: "wrong_kind"
        case .tooManyRows: "too_many_rows"
        case .tooManyColumns: "too_many_columns"
        case .cellTooLong: "cell_too_long"
        case .tooLarge: "too_large"
        case .tooManyEntries: "too_many_entries"
        case .unclosedQuote: "unclosed_quote"
        case .unreadable: "unreadable"
        case .cannotWrite: "cannot_write"
        }
    }

    /// Where the fault lies, if it lies anywhere: the row from 1, and the column from 0 where one is to blame.
    public var place: (row: Int, column: Int?)? {
        switch self {
        case .notText(let row, let column), .containsNUL(let row, let column), .cellTooLong(_, let row, let column):
            (row, column)
        case .tooManyColumns(_, let row), .unclosedQuote(let row): (row, nil)
        case .unreadable(let reason): reason.place
        default: nil
        }
    }
}

extension TabularError.Reason {
    fileprivate var place: (row: Int, column: Int?)? {
        switch self {
        case .rowOutOfOrder(let row), .cellOutOfOrder(let row), .badReference(let row), .damagedJSON(let row, _),
            .notAnObject(let row):
            (row, nil)
        case .badSharedString(let row, let column), .nestedValue(let row, let column),
            .duplicateKey(let row, let column):
            (row, column)
        default: nil
        }
    }
}
