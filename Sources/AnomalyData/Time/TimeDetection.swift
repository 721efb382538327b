extension TimeFormat {
  /// The form of a column from its first texts; nil where the first is no time.
  ///
  /// Numbers count `unit` nanoseconds each where that is known, from 1970 where they reach 10⁸ s. Else a number below 10⁸ is in seconds from the start of something; beyond, it is a Unix time in seconds, from 10¹¹ on in
  /// milliseconds, from 10¹⁴ on in microseconds, from 10¹⁷ on in nanoseconds. Where day and month could change places,
  /// the order counts that reads all texts, then the one in which times never fall, then day first after points and
  /// dashes and month first after slashes. Where `model` is given, forms with its order of day, month and year come first.
  static func detected(in texts: [String], like model: TimeFormat? = nil, unit: Int64? = nil) -> TimeFormat? {
    guard let first = texts.first(where: { !$0.isEmpty }) else { return nil }
    if let number = number(first) {
      var format = numeric(number, unit: unit)
      if texts.contains(where: { $0.contains(",") }) { format.fractionMark = "," }
      return format
    }
    let reading = known.filter { $0.nanoseconds(first) != nil }.map { $0.styled(after: first) }
    let exact = reading.filter { format in format.nanoseconds(first).map(format.text) == first }
    let alike = reading.filter { $0.dateOrder == model?.dateOrder && model != nil }
    let candidates = !alike.isEmpty ? alike : exact.isEmpty ? reading : exact
    if candidates.count < 2 { return candidates.first }
    let whole = candidates.filter { format in texts.allSatisfy { $0.isEmpty || format.nanoseconds($0) != nil } }
    let rising = whole.filter { format in
      let times = texts.compactMap(format.nanoseconds)
      return zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    }
    return rising.first ?? whole.first ?? candidates.first
  }

  /// The time that `text` writes; nil where it is another form.
  public func nanoseconds(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { nanoseconds($0) }
  }

  /// The common forms; of two that read the same text the first is preferred.
  private static let known: [TimeFormat] = {
    let dates = [
      "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d.%m.%y", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y",
      "%d-%m-%Y", "%m-%d-%Y", "%d-%b-%Y", "%d/%b/%Y", "%d %b %Y", "%b %d %Y", "%b %d, %Y",
    ]
    let clocks = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H.%M.%S"]
    let both = dates.flatMap { date in [" ", "T", ":"].flatMap { join in clocks.map { date + join + $0 } } }
    return (both + dates + ["%Y%m%dT%H%M%S"] + clocks.dropLast()).compactMap { TimeFormat(pattern: $0) }
  }()

  /// Which of day, month and year come one after the other.
  private var dateOrder: [Piece] {
    pieces.compactMap { piece in
      switch piece {
      case .year, .shortYear: .year
      case .month, .monthName: .month
      case .day: .day
      case .hour, .twelveHour, .minute, .second, .halfDay, .literal, .number: nil
      }
    }
  }

  private static func number(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { Decimal.value(of: $0) ?? Decimal.value(of: $0, point: UInt8(ascii: ",")) }
  }

  private static func numeric(_ number: Double, unit: Int64?) -> TimeFormat {
    if let unit {
      let size = number.magnitude * Double(unit)
      // What the unit makes of it lies in no century that is read: then the number knows better.
      if size <= Double(TimeFormat.limit) {
        return TimeFormat([.number(unit: unit, isEpoch: size >= 1e17)])
      }
    }
    switch number.magnitude {
    case ..<1e8: return .plainSeconds
    case ..<1e11: return .unix(1_000_000_000)
    case ..<1e14: return .unix(1_000_000)
    case ..<1e17: return .unix(1_000)
    default: return .unix(1)
    }
  }

  /// This form with the zone, the digits of the fraction and the zeros of `text`, which it reads.
  private func styled(after text: String) -> TimeFormat {
    var format = self
    let clock = text.lastIndex(of: ":").map { text[$0...] } ?? ""
    if let mark = clock.firstIndex(where: { $0 == "." || $0 == "," }) {
      format.fractionMark = clock[mark]
      format.fractionDigits = min(9, clock[clock.index(after: mark)...].prefix { $0.isNumber }.count)
    }
    format.zone = TimeFormat.zone(of: text)
    if let time = nanoseconds(text), format.text(time) != text {
      format.isPadded = false
      if format.text(time) != text { format.isPadded = true }
    }
    return format
  }

  /// Minutes east of UTC that `text` ends with.
  private static func zone(of text: String) -> Int? {
    if text.hasSuffix("Z") || text.hasSuffix("z") || text.hasSuffix("UTC") || text.hasSuffix("GMT") { return 0 }
    guard text.contains(":"), let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
      sign > text.firstIndex(of: ":") ?? text.startIndex
    else { return nil }
    let digits = text[text.index(after: sign)...].filter(\.isNumber)
    guard let hours = Int(digits.prefix(2)), let minutes = Int("0" + digits.dropFirst(2)) else { return nil }
    return (text[sign] == "-" ? -1 : 1) * (hours * 60 + minutes)
  }
}
