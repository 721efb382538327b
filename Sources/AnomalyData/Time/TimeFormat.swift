/// How times are written: dates and clocks in a fixed order, or a number.
///
/// Parsing is lenient where no reading can be wrong: numbers may have one digit or two, seconds, their fraction (after a
/// point or a comma) and a zone (`Z`, `UTC`, `+02:00`, `+0200`, `+02`) may follow or not, `T` and a blank are one. Times
/// without a zone are UTC. Times lie between 1824 and 2115, so that any two of them have a distance.
public struct TimeFormat: Sendable, Equatable {
  /// A part of a time.
  enum Piece: Sendable, Equatable {
    case year
    /// Two digits: 1969 to 2068.
    case shortYear
    case month
    /// `Jan` … `Dec`, in any case; a whole English name is read too.
    case monthName
    case day
    case hour
    /// 1 to 12, with `halfDay`.
    case twelveHour
    case minute
    case second
    /// `AM` or `PM`.
    case halfDay
    case literal(UInt8)
    /// A number of units of so many nanoseconds, counted from 1970 or from something that the file does not tell.
    case number(unit: Int64, isEpoch: Bool)
  }

  let pieces: [Piece]
  /// Digits of a fraction that is always written, and what stands before them.
  var fractionDigits = 0
  var fractionMark: Character = "."
  /// Minutes east of UTC of the zone that is written; nil for none.
  var zone: Int?
  /// Whether numbers below ten have a zero before them.
  var isPadded = true

  /// Whether times are written `2024-01-31 10:14:33`, with a `T` or a blank.
  let isPlain: Bool

  init(_ pieces: [Piece]) {
    self.pieces = pieces
    let dash = Piece.literal(UInt8(ascii: "-"))
    let colon = Piece.literal(UInt8(ascii: ":"))
    isPlain =
      pieces.count == 11 && pieces[..<5] == [.year, dash, .month, dash, .day]
      && (pieces[5] == .literal(UInt8(ascii: "T")) || pieces[5] == .literal(0x20))
      && pieces[6...] == [.hour, colon, .minute, colon, .second]
  }

  /// `2024-01-31T10:14:33Z`.
  public static let iso8601: TimeFormat = {
    var format = TimeFormat([
      .year, .literal(0x2D), .month, .literal(0x2D), .day, .literal(UInt8(ascii: "T")), .hour, .literal(0x3A), .minute,
      .literal(0x3A), .second,
    ])
    format.zone = 0
    return format
  }()

  /// Seconds since something that the file does not tell.
  static let plainSeconds = TimeFormat([.number(unit: 1_000_000_000, isEpoch: false)])

  /// A Unix time in units of `nanoseconds` each.
  static func unix(_ nanoseconds: Int64) -> TimeFormat { TimeFormat([.number(unit: nanoseconds, isEpoch: true)]) }

  /// Whether times lie on a calendar: they have a date or count from 1970.
  public var isCalendar: Bool {
    pieces.contains { piece in
      switch piece {
      case .day: true
      case .number(_, let isEpoch): isEpoch
      default: false
      }
    }
  }

  /// Whether they have all that a point in time takes: a number, or a date and a time of day.
  var isWhole: Bool {
    func holds(_ wanted: Piece...) -> Bool { pieces.contains { wanted.contains($0) } }
    if case .number = pieces[0] { return true }
    return holds(.day) && holds(.hour, .twelveHour)
  }

  /// The pattern of a user, in the letters of `strptime`: `%Y %m %d %H %I %M %S %y %b %p %z`, `%s` for Unix seconds,
  /// `%f` for the fraction after a point, `%%`; `ms`, `us` and `ns` alone are Unix times in these units, `s` in seconds.
  /// Nil where a letter is another, or neither a date nor a clock is there.
  public init?(pattern: String) {
    switch pattern {
    case "s", "%s": self = .unix(1_000_000_000)
    case "ms": self = .unix(1_000_000)
    case "us", "µs": self = .unix(1_000)
    case "ns": self = .unix(1)
    default:
      var pieces: [Piece] = []
      var zone: Int?
      var bytes = Array(pattern.utf8)[...]
      while let byte = bytes.popFirst() {
        guard byte == UInt8(ascii: "%") else {
          pieces.append(.literal(byte))
          continue
        }
        guard let letter = bytes.popFirst() else { return nil }
        switch letter {
        case UInt8(ascii: "Y"): pieces.append(.year)
        case UInt8(ascii: "y"): pieces.append(.shortYear)
        case UInt8(ascii: "m"): pieces.append(.month)
        case UInt8(ascii: "b"), UInt8(ascii: "B"): pieces.append(.monthName)
        case UInt8(ascii: "d"): pieces.append(.day)
        case UInt8(ascii: "H"): pieces.append(.hour)
        case UInt8(ascii: "I"): pieces.append(.twelveHour)
        case UInt8(ascii: "M"): pieces.append(.minute)
        case UInt8(ascii: "S"): pieces.append(.second)
        case UInt8(ascii: "p"): pieces.append(.halfDay)
        case UInt8(ascii: "%"): pieces.append(.literal(letter))
        // A fraction is read after every second, a zone at every end.
        case UInt8(ascii: "f"):
          guard pieces.last == .literal(0x2E) || pieces.last == .literal(0x2C) else { return nil }
          pieces.removeLast()
        case UInt8(ascii: "z"):
          if pieces.last == .literal(0x20) { pieces.removeLast() }
          zone = 0
        default: return nil
        }
      }
      let isDate = pieces.contains(.year) || pieces.contains(.shortYear)
      let hasMonth = pieces.contains(.month) || pieces.contains(.monthName)
      guard isDate == hasMonth, isDate == pieces.contains(.day) else { return nil }
      guard isDate || pieces.contains(.hour) || pieces.contains(.twelveHour) else { return nil }
      self.init(pieces)
      self.zone = zone
    }
  }
}
