/// A number of a sheet as people read it: whole ones in plain digits (an IIN kept as 1.51E11 comes out whole), others
/// as short as they can be without loss, what is no number as it stands.
func appendNumber(_ text: [UInt8], to bytes: inout [UInt8]) {
    if isPlainInteger(text) {
        bytes.append(contentsOf: text)
    } else if let number = number(text) {
        appendNumber(number, to: &bytes)
    } else {
        bytes.append(contentsOf: text)
    }
}

/// Puts the zeros before a whole number that a format such as `000000000000` shows.
func padWithZeros(_ bytes: inout [UInt8], from start: Int, to width: Int) {
    let missing = width - (bytes.count - start)
    guard missing > 0, bytes[start...].allSatisfy({ (0x30...0x39).contains($0) }) else { return }
    bytes.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: start)
}

private func appendNumber(_ number: Double, to bytes: inout [UInt8]) {
    if number == number.rounded(.towardZero), let whole = Int64(exactly: number) {
        bytes.append(contentsOf: String(whole).utf8)
    } else {
        bytes.append(contentsOf: number.description.utf8)
    }
}

/// The day and time that a number stands for under a date format: `2026-08-31`, `2026-08-31 14:05:00`, or `14:05:00`.
func appendDate(_ text: [UInt8], from1904: Bool, to bytes: inout [UInt8]) {
    // 2958466 would be the year 10000.
    let end = from1904 ? 2_957_004 : 2_958_466
    // nearly all dates are whole days, and a big sheet has millions of them
    if let serial = wholeNumber(text), serial < end { return appendDay(serial, from1904: from1904, to: &bytes) }
    guard let number = number(text), number >= 0, number < Double(end) else {
        return appendNumber(text, to: &bytes)
    }
    let seconds = Int((number * 86_400).rounded())
    let (serial, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let hasDay = serial > 0 || from1904 || time == 0
    if hasDay { appendDay(serial, from1904: from1904, to: &bytes) }
    guard time > 0 else { return }
    if hasDay { bytes.append(UInt8(ascii: " ")) }
    appendDigits(time / 3_600, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(time / 60 % 60, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(time % 60, 2, to: &bytes)
}

/// The hours, minutes and seconds that a number of days lasts: `255:10:10`.
func appendElapsed(_ text: [UInt8], to bytes: inout [UInt8]) {
    guard let number = number(text), number >= 0, number < 2_958_466 else { return appendNumber(text, to: &bytes) }
    let seconds = Int((number * 86_400).rounded())
    if seconds < 36_000 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: String(seconds / 3_600).utf8)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(seconds / 60 % 60, 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendDigits(seconds % 60, 2, to: &bytes)
}

private func appendDay(_ serial: Int, from1904: Bool, to bytes: inout [UInt8]) {
    var (year, month, day) = (1900, 2, 29)
    // Excel has a 29 February 1900, as Lotus 1-2-3 had; it stays visible as a day that never was.
    if from1904 || serial != 60 {
        let epoch = from1904 ? 24_107 : serial < 60 ? 25_568 : 25_569
        (year, month, day) = civil(serial - epoch)
    }
    appendDigits(year, 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(month, 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendDigits(day, 2, to: &bytes)
}

/// The Gregorian date of a number of days since 1970-01-01.
private func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func appendDigits(_ number: Int, _ width: Int, to bytes: inout [UInt8]) {
    var unit = 1
    for _ in 1..<width { unit *= 10 }
    while unit > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(number / unit % 10))
        unit /= 10
    }
}

/// The value of seven digits at most; nil when anything else is there.
private func wholeNumber(_ text: [UInt8]) -> Int? {
    guard 1...7 ~= text.count else { return nil }
    var number = 0
    for byte in text {
        guard (0x30...0x39).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 0x30)
    }
    return number
}

private func isPlainInteger(_ text: [UInt8]) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard let first = digits.first, digits.count <= 18, first != UInt8(ascii: "0") || text.count == 1 else {
        return false
    }
    return digits.allSatisfy { (0x30...0x39).contains($0) }
}

private func number(_ text: [UInt8]) -> Double? {
    // Swift would take "nan", "infinity" and "0x1p3" for numbers.
    let isNumeric = text.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard isNumeric, let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else { return nil }
    return number
}
