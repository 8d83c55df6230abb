extension Rule {
    /// Who the resident is: names, and what the IIN says of birth date and sex.
    static let identity: [Rule] = [
        Rule(.iinMissing) { row, findings in
            if row.lacks(.iin) { findings.add(.iinMissing, at: .iin) }
        },
        Rule(.nameMissing) { row, findings in
            if row.lacks(.surname) { findings.add(.nameMissing, at: .surname) }
            if row.lacks(.givenName) { findings.add(.nameMissing, at: .givenName) }
        },
        // With an unreadable IIN the clerk has one thing to mend, not three: the right IIN will bring date and sex.
        Rule(.birthDateMissing) { row, findings in
            guard row.reading.iin != nil, row.lacks(.birthDate), row.reading.birthDate == nil else { return }
            findings.add(.birthDateMissing, at: .birthDate)
        },
        Rule(.sexMissing) { row, findings in
            guard row.reading.iin != nil, row.lacks(.sex), row.reading.sex == nil else { return }
            findings.add(.sexMissing, at: .sex)
        },
        Rule(.birthDateInFuture) { row, findings in
            guard let birth = row.reading.birthDate, birth > row.terms.today else { return }
            findings.add(
                .birthDateInFuture, at: row.lacks(.birthDate) ? .iin : .birthDate,
                ["day": "\(birth)", "latest": "\(row.terms.today)"])
        },
        // Whether a child without an address of its own is to be registered is for the reviewer to say.
        Rule(.ageBelowRegistration) { row, findings in
            guard row.asks(.arrive), let age = row.age, age < row.inForce.registrationAge else { return }
            findings.add(
                .ageBelowRegistration, at: row.lacks(.birthDate) ? .iin : .birthDate,
                row.inForce.marked(["age": "\(age)", "limit": "\(row.inForce.registrationAge)"], .registrationAge))
        },
        Rule(.iinBirthDateDiffers) { row, findings in
            guard let told = row.reading.iin?.birthDate, let birth = row.reading.birthDate, birth != told else {
                return
            }
            findings.add(.iinBirthDateDiffers, at: .birthDate, ["expected": "\(told)"])
        },
        Rule(.iinSexDiffers) { row, findings in
            guard let told = row.reading.iin?.sex, let sex = row.reading.sex, sex != told else { return }
            findings.add(.iinSexDiffers, at: .sex, ["expected": told.rawValue])
        },
    ]
}
