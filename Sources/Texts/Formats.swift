public import Domain
public import FoundationEssentials

/// Days, times and numbers as people read them.
public enum Formats {
    private static let noBreakSpace = "\u{00A0}"

    /// A day as `dd.MM.yyyy`, in every language.
    public static func day(_ day: Day) -> String {
        "\(padded(day.day)).\(padded(day.month)).\(padded(day.year, to: 4))"
    }

    /// A day with its month in words, for headings and papers.
    public static func day(_ day: Day, spelledOutIn language: Language) -> String {
        let month = months(of: language)[day.month - 1]
        return switch language {
        case .kk: "\(day.year)\(noBreakSpace)жылғы \(day.day)\(noBreakSpace)\(month)"
        case .ru: "\(day.day)\(noBreakSpace)\(month) \(day.year)\(noBreakSpace)г."
        case .en: "\(day.day)\(noBreakSpace)\(month) \(day.year)"
        }
    }

    /// A moment as `dd.MM.yyyy HH:mm` by the clocks of Almaty.
    public static func moment(_ moment: Date) -> String {
        let day = Day(at: moment)
        var minutes = Int(moment.timeIntervalSince(day.start) / 60)
        // On 2024-02-29 the hour before midnight came twice.
        if minutes >= 24 * 60 { minutes -= 60 }
        return "\(Formats.day(day)) \(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    /// A whole number with its thousands apart: a no-break space in Kazakh and Russian, a comma in English.
    public static func integer(_ number: Int, in language: Language) -> String {
        let separator = language == .en ? "," : noBreakSpace
        var digits = Substring(String(number.magnitude))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits = digits.dropLast(3)
        }
        groups.append(digits)
        return (number < 0 ? "−" : "") + groups.reversed().joined(separator: separator)
    }

    /// A size in the largest binary unit of which it has at least one, rounded down.
    public static func bytes(_ count: Int, in language: Language) -> String {
        let units = language == .en ? ["bytes", "KiB", "MiB", "GiB"] : ["байт", "КБ", "МБ", "ГБ"]
        var (size, unit) = (count, 0)
        while size >= 1_024, unit < units.count - 1 { (size, unit) = (size / 1_024, unit + 1) }
        return integer(size, in: language) + noBreakSpace + units[unit]
    }

    /// A sum in tenge, given as digits with a point before two decimals; what is written otherwise stays as it is.
    public static func money(_ tenge: String, in language: Language) -> String {
        let parts = tenge.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first.flatMap({ Int($0) }) else { return tenge }
        let point = language == .en ? "." : ","
        let decimals = parts.count == 2 ? point + parts[1] : ""
        return integer(whole, in: language) + decimals + noBreakSpace + "₸"
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func months(of language: Language) -> [String] {
        switch language {
        case .kk:
            [
                "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан",
                "қараша", "желтоқсан",
            ]
        case .ru:
            [
                "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
                "ноября", "декабря",
            ]
        case .en:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
        }
    }
}
