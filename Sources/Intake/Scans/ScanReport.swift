public import Domain

/// What became of the files that came: each of them is attached, was there already, or is left out with a reason.
public struct ScanReport: Sendable {
    /// A file that was not attached.
    public struct Left: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// Why it is left out.
        public let why: Refusal
    }

    /// The scans that were attached, by number.
    public let attached: [Int64]
    /// How many files were attached before, with the same content, at the same place.
    public let known: Int
    /// The files that are left out, as they came.
    public let left: [Left]
}

extension Refusal {
    /// Whether it is about one file, and others can be attached beside it.
    var isOfOneScan: Bool {
        switch code {
        case .attachmentEmpty, .attachmentWrongType, .attachmentDamaged, .attachmentEncrypted, .attachmentTooLarge,
            .attachmentPixels, .attachmentArchive, .attachmentUnmatched, .attachmentRowUnknown:
            true
        default: false
        }
    }
}
