extension TimeFormat {
  /// `instant`, nanoseconds, in this form. A fraction has as many digits as the form, or 3, 6 or 9 where it needs more.
  public func text(_ instant: Int64) -> String {
    if case .number(let unit, _) = pieces[0] { return numeral(instant, unit: unit) }
    let local = Int(instant) + (zone ?? 0) * 60_000_000_000
    let seconds = local / 1_000_000_000 - (local % 1_000_000_000 < 0 ? 1 : 0)
    let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    let clock = seconds - days * 86_400
    let date = CivilDate(days: days)
    let hour = clock / 3600
    var text = ""
    for piece in pieces {
      switch piece {
      case .year: text += TimeFormat.digits(date.year, 4)
      case .shortYear: text += TimeFormat.digits(date.year % 100, 2)
      case .month: text += two(date.month)
      case .monthName: text += TimeFormat.monthNames[date.month - 1].capitalizedASCII
      case .day: text += two(date.day)
      case .hour: text += two(hour)
      case .twelveHour: text += two((hour + 11) % 12 + 1)
      // Only hours, months and days are ever written with one digit.
      case .minute: text += TimeFormat.digits(clock / 60 % 60, 2)
      case .second: text += TimeFormat.digits(clock % 60, 2) + fraction(local - seconds * 1_000_000_000)
      case .halfDay: text += hour < 12 ? "AM" : "PM"
      case .literal(let byte): text.unicodeScalars.append(UnicodeScalar(byte))
      case .number: break
      }
    }
    if pieces.last == .minute, clock % 60 != 0 || local % 1_000_000_000 != 0 {
      text += ":" + TimeFormat.digits(clock % 60, 2) + fraction(local - seconds * 1_000_000_000)
    }
    guard let zone else { return text }
    if zone == 0 { return text + "Z" }
    return text + (zone < 0 ? "-" : "+") + TimeFormat.digits(abs(zone) / 60, 2) + ":"
      + TimeFormat.digits(abs(zone) % 60, 2)
  }

  private func two(_ number: Int) -> String { isPadded ? TimeFormat.digits(number, 2) : "\(number)" }

  private func fraction(_ nanoseconds: Int) -> String {
    var count = fractionDigits
    var all = TimeFormat.digits(nanoseconds, 9)
    for enough in [3, 6, 9] where all.dropFirst(count).contains(where: { $0 != "0" }) { count = max(count, enough) }
    all = String(all.prefix(count))
    return count == 0 ? "" : "\(fractionMark)" + all
  }

  /// `instant` in units, with as many decimals as it needs.
  private func numeral(_ instant: Int64, unit: Int64) -> String {
    let size = instant.magnitude
    let whole = "\(instant < 0 ? "-" : "")\(size / unit.magnitude)"
    var rest = size % unit.magnitude
    guard rest != 0 else { return whole }
    var decimals = ""
    var worth = unit.magnitude
    while rest != 0, worth >= 10 {
      worth /= 10
      decimals += "\(rest / worth)"
      rest %= worth
    }
    return whole + "\(fractionMark)" + decimals
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}

extension String {
  /// With a capital first letter.
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
