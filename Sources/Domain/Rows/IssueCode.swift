/// The stable codes of issues; clients rely on them.
public enum IssueCode: String, CaseIterable, Hashable, Sendable, Codable {
    case fileUnreadable = "file.unreadable"
    case fileEncrypted = "file.encrypted"
    case fileTooLarge = "file.too_large"
    case fileEmpty = "file.empty"
    case fileTooManyRows = "file.too_many_rows"
    case fileTooManyColumns = "file.too_many_columns"
    case sheetRowsHidden = "sheet.rows_hidden"
    case sheetColumnsHidden = "sheet.columns_hidden"
    case sheetOthers = "sheet.others"
    case headerMissing = "header.missing"
    case headerDuplicated = "header.duplicated"
    case headerUnknown = "header.unknown"
    case headerFullName = "header.full_name"
    case rowDuplicateIIN = "row.duplicate_iin"
    case rowTooManyCells = "row.too_many_cells"
    case cellErrorValue = "cell.error_value"
    case cellFormulaText = "cell.formula_text"
    case cellTooLong = "cell.too_long"
    case textBlanksRemoved = "text.blanks_removed"
    case textMarksRemoved = "text.marks_removed"
    case wordUnknown = "word.unknown"
    case valueRemembered = "value.remembered"
    case iinMissing = "iin.missing"
    case iinLength = "iin.length"
    case iinNotDigits = "iin.not_digits"
    case iinCheckDigit = "iin.check_digit"
    case iinDateImpossible = "iin.date_impossible"
    case iinBirthDateDiffers = "iin.birth_date_differs"
    case iinSexDiffers = "iin.sex_differs"
    case iinLeadingZeroRestored = "iin.leading_zero_restored"
    case iinSeparatorsRemoved = "iin.separators_removed"
    case iinRounded = "iin.rounded"
    case nameMissing = "name.missing"
    case nameMixedAlphabets = "name.mixed_alphabets"
    case nameCharacters = "name.characters"
    case nameCapitals = "name.capitals"
    case nameSplit = "name.split"
    case birthDateMissing = "birth_date.missing"
    case birthDateInFuture = "birth_date.in_future"
    case ageBelowRegistration = "age.below_registration"
    case sexMissing = "sex.missing"
    case dateUnreadable = "date.unreadable"
    case dateImpossible = "date.impossible"
    case dateReadAs = "date.read_as"
    case stayMissing = "stay.missing"
    case stayFromMissing = "stay.from_missing"
    case stayUntilMissing = "stay.until_missing"
    case stayUntilNotAllowed = "stay.until_not_allowed"
    case stayUntilBeforeFrom = "stay.until_before_from"
    case stayTooLong = "stay.too_long"
    case stayKindNotAllowed = "stay.kind_not_allowed"
    case stayNeedsNone = "stay.needs_none"
    case stayFiledLate = "stay.filed_late"
    case stayBeyondHorizon = "stay.beyond_horizon"
    case documentMissing = "document.missing"
    case documentNumberFormat = "document.number_format"
    case documentNumberCleaned = "document.number_cleaned"
    case documentBirthCertificateRequired = "document.birth_certificate_required"
    case documentIdentityRequired = "document.identity_required"
    case documentIssuedInFuture = "document.issued_in_future"
    case departureLeafRequired = "departure_leaf.required"
    case previousAddressRequired = "previous_address.required"
    case placementBasisRequired = "placement_basis.required"
    case parentsDeclarationRequired = "parents.declaration_required"
    case parentsRegisteredElsewhere = "parents.registered_elsewhere"
    case militaryDocumentRequired = "military.document_required"
    case militaryMarkRequired = "military.mark_required"
    case feeReceiptRequired = "fee.receipt_required"
    case feeExemptionUnknown = "fee.exemption_unknown"
    case departureReasonRequired = "departure_reason.required"
    case attachmentRequired = "attachment.required"
    case buildingUnknown = "building.unknown"
    case registerAlreadyHere = "register.already_here"
    case registerElsewhere = "register.elsewhere"
    case registerLaterExists = "register.later_exists"
    case registerNotHere = "register.not_here"
    case registerDataDiffers = "register.data_differs"
    case rosterManyDepartures = "roster.many_departures"
    case rosterOtherBuilding = "roster.other_building"
    case petitionOpenHere = "petition.open_here"
    case petitionOpenElsewhere = "petition.open_elsewhere"
    case petitionBackDated = "petition.back_dated"
    case petitionInFuture = "petition.in_future"
    case petitionAlreadyUploaded = "petition.already_uploaded"
    case petitionSimilar = "petition.similar"
    case premisesTitleMissing = "premises.title_missing"
    case occupancyFull = "occupancy.full"

    /// The usual severity; `name.mixed_alphabets` is a note where the letters could be repaired.
    public var severity: Issue.Severity {
        switch self {
        case .sheetRowsHidden, .sheetColumnsHidden, .sheetOthers, .headerUnknown, .headerFullName,
            .iinLeadingZeroRestored, .iinSeparatorsRemoved, .textBlanksRemoved,
            .textMarksRemoved, .valueRemembered, .nameCapitals, .dateReadAs, .documentNumberCleaned,
            .stayNeedsNone, .stayFiledLate, .petitionSimilar:
            .note
        // Cells beyond the header most often mean that a comma within a text has moved the rest of its row.
        case .rowTooManyCells, .iinBirthDateDiffers, .iinSexDiffers, .ageBelowRegistration, .nameSplit,
            .documentNumberFormat,
            .registerElsewhere, .registerDataDiffers, .rosterManyDepartures, .rosterOtherBuilding,
            .petitionOpenElsewhere, .occupancyFull:
            .warning
        default:
            .error
        }
    }
}
