extension Rule {
    /// The document that proves identity: there, right for the age, and written as such documents are.
    static let documents: [Rule] = [
        Rule(.documentMissing) { row, findings in
            guard row.needs(.identity) else { return }
            if row.lacks(.documentType) { findings.add(.documentMissing, at: .documentType) }
            if row.lacks(.documentNumber) { findings.add(.documentMissing, at: .documentNumber) }
        },
        Rule(.documentBirthCertificateRequired) { row, findings in
            guard row.needs(.identity), let type = row.reading.documentType, let age = row.age else { return }
            // A passport is given at any age and the seed page accepts it for children.
            guard age < row.inForce.identityAge, type != .birthCertificate, type != .passport else { return }
            findings.add(
                .documentBirthCertificateRequired, at: .documentType,
                [
                    "age": "\(age)", "limit": "\(row.inForce.identityAge)",
                    "expected": DocumentType.birthCertificate.rawValue,
                ])
        },
        Rule(.documentIdentityRequired) { row, findings in
            guard row.needs(.identity), let type = row.reading.documentType, let age = row.age else { return }
            guard age >= row.inForce.identityAge, !identifies(type, row.reading.citizenship) else { return }
            findings.add(
                .documentIdentityRequired, at: .documentType,
                [
                    "age": "\(age)", "limit": "\(row.inForce.identityAge)", "expected": DocumentType.idCard.rawValue,
                    "citizenship": row.reading.citizenship ?? "",
                ])
        },
        Rule(.documentNumberFormat) { row, findings in
            guard let type = row.reading.documentType, !row.lacks(.documentNumber),
                !row.unreadable.contains(.documentNumber),
                let expected = numberFormat(type, row.reading.citizenship)
            else { return }
            let range = row.text.trimmed(.documentNumber)
            if !matches(row.text.bytes.span.extracting(range), expected) {
                findings.add(.documentNumberFormat, at: .documentNumber, ["expected": "\(expected)"])
            }
        },
        Rule(.documentIssuedInFuture) { row, findings in
            guard let issued = row.reading.documentIssuedOn, issued > row.terms.today else { return }
            findings.add(.documentIssuedInFuture, at: .documentIssuedOn, ["latest": "\(row.terms.today)"])
        },
    ]

    /// Whether a document proves the identity of somebody who is old enough for an identity card.
    private static func identifies(_ type: DocumentType, _ citizenship: String?) -> Bool {
        switch type {
        case .idCard, .passport: true
        case .birthCertificate: false
        // The permits of foreigners and stateless persons; a citizen has none of them.
        case .residencePermit, .statelessCertificate, .refugeeCertificate: citizenship != Citizenship.kazakhstan
        }
    }

    /// How the number of a document of Kazakhstan is written, `0` for a digit; nil when there is no one way.
    private static func numberFormat(_ type: DocumentType, _ citizenship: String?) -> StaticString? {
        switch type {
        case .idCard: "000000000"
        case .passport where citizenship == Citizenship.kazakhstan: "N00000000"
        default: nil
        }
    }

    private static func matches(_ number: Span<UInt8>, _ format: StaticString) -> Bool {
        guard number.count == format.utf8CodeUnitCount else { return false }
        return format.withUTF8Buffer { format in
            for index in number.indices {
                let (byte, wanted) = (number[index], format[index])
                let fits = wanted == 0x30 ? 0x30...0x39 ~= byte : byte & 0xDF == wanted
                if !fits { return false }
            }
            return true
        }
    }
}
