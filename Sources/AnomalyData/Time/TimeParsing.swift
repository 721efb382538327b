extension TimeFormat {
  static let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// The most nanoseconds before or after 1970, 2⁶² − 1.
  static let limit = Int64.max / 2

  /// The time that `text` writes, in nanoseconds; nil where it is another form or lies beyond `limit`.
  func nanoseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    isPlain ? TimeFormat.plain(text) ?? parsed(text) : parsed(text)
  }

  /// The time of `2024-01-31 10:14:33`, 19 bytes of which each has its place; nil for anything else, also where `parsed`
  /// reads it.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard text.count == 19, text[4] == 0x2D, text[7] == 0x2D, text[10] == 0x20 || text[10] == UInt8(ascii: "T"),
      text[13] == 0x3A, text[16] == 0x3A
    else { return nil }
    var others: UInt8 = 0
    func digit(_ place: Int) -> Int {
      let value = text[place] &- 0x30
      others |= value &+ 0x76 | value
      return Int(value)
    }
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    let month = digit(5) * 10 + digit(6)
    let day = digit(8) * 10 + digit(9)
    let hour = digit(11) * 10 + digit(12)
    let minute = digit(14) * 10 + digit(15)
    let second = digit(17) * 10 + digit(18)
    guard others < 0x80, year >= 1824, year <= 2115, hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    return Int64(date.days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000_000
  }

  /// The same for every form, piece by piece.
  func parsed(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    if case .number(let unit, _) = pieces[0] { return TimeFormat.scaled(text, unit: unit) }
    var cursor = Cursor(text: text)
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var fraction = 0
    var afternoon: Bool?
    for piece in pieces {
      switch piece {
      case .literal(let byte): if !cursor.skip(byte) { return nil }
      case .year:
        guard let number = cursor.number(digits: 4...4) else { return nil }
        year = number
      case .shortYear:
        guard let number = cursor.number(digits: 2...2) else { return nil }
        year = number < 69 ? 2000 + number : 1900 + number
      case .month:
        guard let number = cursor.number(digits: 1...2) else { return nil }
        month = number
      case .monthName:
        guard let number = cursor.monthName() else { return nil }
        month = number
      case .day:
        guard let number = cursor.number(digits: 1...2) else { return nil }
        day = number
      case .hour, .twelveHour:
        guard let number = cursor.number(digits: 1...2), number <= 24 else { return nil }
        hour = number
      case .minute:
        guard let number = cursor.number(digits: 1...2), number < 60 else { return nil }
        minute = number
      case .second:
        guard let number = cursor.number(digits: 1...2), number <= 60 else { return nil }
        second = number
        guard let part = cursor.fraction() else { return nil }
        fraction = part
      case .halfDay:
        guard let isLate = cursor.halfDay() else { return nil }
        afternoon = isLate
      case .number: return nil
      }
    }
    if pieces.last == .minute, cursor.next == 0x3A {
      cursor.place += 1
      guard let number = cursor.number(digits: 1...2), number <= 60, let part = cursor.fraction() else { return nil }
      second = number
      fraction = part
    }
    if let afternoon {
      guard hour >= 1, hour <= 12 else { return nil }
      hour = hour % 12 + (afternoon ? 12 : 0)
    }
    guard let zone = cursor.zone(), cursor.isAtEnd, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    let seconds = date.days * 86_400 + hour * 3600 + (minute - zone) * 60 + second
    let (whole, isLarge) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isLarger) = whole.addingReportingOverflow(Int64(fraction))
    return isLarge || isLarger || sum.magnitude > TimeFormat.limit.magnitude ? nil : sum
  }

  /// The number `text` times `unit`, exact where it is written without an exponent.
  private static func scaled(_ text: UnsafeBufferPointer<UInt8>, unit: Int64) -> Int64? {
    var whole: Int64 = 0
    var place = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { place = 1 }
    let first = place
    while place < text.count, text[place] &- 0x30 < 10 {
      let (tenfold, isLarge) = whole.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tenfold.addingReportingOverflow(Int64(text[place] &- 0x30))
      if isLarge || isLarger { return nil }
      whole = sum
      place += 1
    }
    guard place > first else { return nil }
    var rest: Int64 = 0
    if place < text.count, text[place] == 0x2E || text[place] == 0x2C {
      place += 1
      var worth = unit
      while place < text.count, text[place] &- 0x30 < 10 {
        let digit = Int64(text[place] &- 0x30)
        rest += digit * worth / 10
        // Exact as long as the unit is a power of ten.
        worth /= 10
        place += 1
      }
    }
    if place < text.count {
      guard let value = Decimal.value(of: text) ?? Decimal.value(of: text, point: UInt8(ascii: ",")) else { return nil }
      return TimeFormat.instant(value, unit: unit)
    }
    let (product, isLarge) = whole.multipliedReportingOverflow(by: unit)
    let (sum, isLarger) = product.addingReportingOverflow(rest)
    return isLarge || isLarger || sum > TimeFormat.limit ? nil : isNegative ? -sum : sum
  }

  /// `number` units in nanoseconds; nil where it is no number or lies beyond `limit`.
  static func instant(_ number: Double, unit: Int64) -> Int64? {
    Int64(exactly: (number * Double(unit)).rounded()).flatMap { $0.magnitude > limit.magnitude ? nil : $0 }
  }

  /// A place in a text that moves on with what is read.
  private struct Cursor {
    let text: UnsafeBufferPointer<UInt8>
    var place = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { place == text.count }
    var next: UInt8 { place < text.count ? text[place] : 0 }

    /// A blank stands for one or several and for a `T`.
    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
      let found = next
      if found == byte || (byte == 0x20 && found == UInt8(ascii: "T")) || (byte == UInt8(ascii: "T") && found == 0x20) {
        place += 1
        if found == 0x20 { while next == 0x20 { place += 1 } }
        return true
      }
      return false
    }

    @inline(__always)
    mutating func number(digits: ClosedRange<Int>) -> Int? {
      var value = 0
      let first = place
      while place - first < digits.upperBound, next &- 0x30 < 10 {
        value = value * 10 + Int(next &- 0x30)
        place += 1
      }
      return place - first >= digits.lowerBound ? value : nil
    }

    /// Nanoseconds of `.5` or `,5`; 0 where there is none, nil for a mark without digits.
    mutating func fraction() -> Int? {
      guard next == 0x2E || next == 0x2C else { return 0 }
      place += 1
      var value = 0
      var worth = 100_000_000
      let first = place
      while next &- 0x30 < 10 {
        value += Int(next &- 0x30) * worth
        worth /= 10
        place += 1
      }
      return place > first ? value : nil
    }

    mutating func monthName() -> Int? {
      let first = place
      while next | 0x20 >= UInt8(ascii: "a"), next | 0x20 <= UInt8(ascii: "z") { place += 1 }
      guard place - first >= 3 else { return nil }
      let letters = text[first..<first + 3].map { $0 | 0x20 }
      return TimeFormat.monthNames.firstIndex { $0.utf8.elementsEqual(letters) }.map { $0 + 1 }
    }

    mutating func halfDay() -> Bool? {
      while next == 0x20 { place += 1 }
      guard place + 1 < text.count, text[place + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
      defer { place += 2 }
      switch text[place] | 0x20 {
      case UInt8(ascii: "a"): return false
      case UInt8(ascii: "p"): return true
      default: return nil
      }
    }

    /// Minutes east of UTC; 0 where no zone is written, nil where it is none.
    mutating func zone() -> Int? {
      if isAtEnd { return 0 }
      while next == 0x20 { place += 1 }
      switch next {
      case UInt8(ascii: "Z"), UInt8(ascii: "z"):
        place += 1
        return 0
      case UInt8(ascii: "U"), UInt8(ascii: "G"):
        let word = text[place...].prefix(3)
        guard word.elementsEqual("UTC".utf8) || word.elementsEqual("GMT".utf8) else { return nil }
        place += 3
        return 0
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        let sign = next == UInt8(ascii: "-") ? -1 : 1
        place += 1
        guard let hours = number(digits: 2...2), hours <= 24 else { return nil }
        if next == 0x3A { place += 1 }
        if isAtEnd { return sign * hours * 60 }
        guard let minutes = number(digits: 2...2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
      default: return nil
      }
    }
  }
}
