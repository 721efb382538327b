/// What stands between two fields of a line: any one byte of ASCII, or blanks and tabs in any number.
public struct Delimiter: Sendable, Hashable {
  /// The byte; a blank stands for blanks and tabs in any number.
  public let byte: UInt8

  private init(byte: UInt8) { self.byte = byte }

  /// A tab, each one.
  public static let tab = Delimiter(byte: 0x09)
  /// A semicolon.
  public static let semicolon = Delimiter(byte: 0x3B)
  /// A vertical bar.
  public static let pipe = Delimiter(byte: 0x7C)
  /// A comma.
  public static let comma = Delimiter(byte: 0x2C)
  /// Blanks and tabs in any number, also before the first field and after the last.
  public static let blanks = Delimiter(byte: 0x20)

  /// Those that are found without being named, in the order of preference: the comma late because it may be a decimal
  /// comma, blanks last because they may stand around any other.
  static let detectable = [tab, semicolon, pipe, comma, blanks]

  /// The delimiter a user names: the character itself, or its name. No letter, digit, quote, sign or point.
  public init?(_ text: String) {
    switch text {
    case "\\t", "tab": self = .tab
    case "semicolon": self = .semicolon
    case "pipe": self = .pipe
    case "comma": self = .comma
    case "blanks", "whitespace", " ": self = .blanks
    default:
      guard let character = text.first, text.utf8.count == 1, let byte = character.asciiValue else { return nil }
      let isTaken = character.isLetter || character.isNumber || "\"+-.\r\n\0".contains(character)
      guard !isTaken, byte == 0x09 || byte >= 0x20 else { return nil }
      self.byte = byte
    }
  }

  /// As one would type it.
  public var name: String {
    switch self {
    case .tab: "tab"
    case .semicolon: "semicolon"
    case .pipe: "pipe"
    case .comma: "comma"
    case .blanks: "blanks"
    default: String(UnicodeScalar(byte))
    }
  }

  /// Whether any number of it is one.
  var isRun: Bool { self == .blanks }

  /// How often it occurs in `line` outside quotes; of blanks and tabs, how many times they stand between others.
  func count(in line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    var isQuoted = false
    var isInside = false
    var isPending = false
    for inner in line {
      if inner == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard isRun else {
        if inner == byte, !isQuoted { count += 1 }
        continue
      }
      if (inner == 0x20 || inner == 0x09) && !isQuoted {
        isPending = isInside
      } else {
        if isPending { count += 1 }
        isPending = false
        isInside = true
      }
    }
    return count
  }
}
