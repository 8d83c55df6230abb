extension Rule {
    /// The document that proves identity: there, right for the age, and written as such documents are.
    static let documents: [Rule] = [
        Rule(.documentMissing) { row, findings in
            guard row.needs(.identity) else { return }
            for column in [Column.documentType, .documentNumber] where row.lacks(column) {
                findings.add(.documentMissing, at: column, severity: row.severity(lacking: .identity))
            }
        },
        Rule(.documentBirthCertificateRequired) { row, findings in
            guard row.needs(.identity), let type = row.reading.documentType, let age = row.age else { return }
            // A passport is given at any age and the seed page accepts it for children.
            guard age < row.inForce.identityAge, type != .birthCertificate, type != .passport else { return }
            findings.add(
                .documentBirthCertificateRequired, at: .documentType,
                row.inForce.marked(
                    [
                        "age": "\(age)", "limit": "\(row.inForce.identityAge)",
                        "expected": DocumentType.birthCertificate.rawValue,
                    ], .identityAge), severity: row.severity(lacking: .identity))
        },
        Rule(.documentIdentityRequired) { row, findings in
            guard row.needs(.identity), let type = row.reading.documentType, let age = row.age else { return }
            guard age >= row.inForce.identityAge, !identifies(type, row.reading.citizenship) else { return }
            findings.add(
                .documentIdentityRequired, at: .documentType,
                row.inForce.marked(
                    [
                        "age": "\(age)", "limit": "\(row.inForce.identityAge)",
                        "expected": DocumentType.idCard.rawValue, "citizenship": row.reading.citizenship ?? "",
                    ], .identityAge), severity: row.severity(lacking: .identity))
        },
        Rule(.documentNumberFormat) { row, findings in
            guard let type = row.reading.documentType, !row.lacks(.documentNumber),
                !row.unreadable.contains(.documentNumber),
                let expected = DocumentNumber.format(of: type, row.reading.citizenship)
            else { return }
            let text = findings.text
            if DocumentNumber.matches(text.bytes.span.extracting(text.trimmed(.documentNumber)), expected) { return }
            var arguments = ["expected": "\(expected)"]
            arguments[Issue.nearestKey] = DocumentNumber.padded(text[.documentNumber] ?? "", expected)
            findings.add(.documentNumberFormat, at: .documentNumber, arguments)
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
}
