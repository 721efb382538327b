/// What stands between two fields of a line.
public enum Delimiter: UInt8, Sendable, CaseIterable {
  case tab = 0x09
  case semicolon = 0x3B
  case pipe = 0x7C
  case comma = 0x2C

  /// The delimiter a user names: the character itself, or its name.
  public init?(_ text: String) {
    switch text {
    case "\t", "\\t", "tab": self = .tab
    case ";", "semicolon": self = .semicolon
    case "|", "pipe": self = .pipe
    case ",", "comma": self = .comma
    default: return nil
    }
  }

  /// The delimiter of the first lines of a text: one that occurs equally often, and at least once, in each of them
  /// outside quotes. The cases stand in the order of preference, the comma last because it may be a decimal comma.
  /// Where none is regular, the most frequent of the first line; where there is none, the comma.
  static func detected(in bytes: UnsafeBufferPointer<UInt8>) -> Delimiter {
    let lines = firstLines(of: bytes)
    guard let first = lines.first else { return .comma }
    for delimiter in allCases {
      let count = delimiter.count(in: first)
      if count > 0, lines.allSatisfy({ delimiter.count(in: $0) == count }) { return delimiter }
    }
    let counts = allCases.map { ($0, $0.count(in: first)) }
    guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return .comma }
    return most.0
  }

  private func count(in line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var count = 0
    var quoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if byte == rawValue, !quoted { count += 1 }
    }
    return count
  }

  /// Up to ten non-empty lines from the first 64 KiB; a line cut off there counts only when it is the only one.
  private static func firstLines(of bytes: UnsafeBufferPointer<UInt8>) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    let sample = bytes.prefix(65_536)
    let isCut = sample.count < bytes.count
    var lines = sample.split(maxSplits: 10, whereSeparator: { $0 == 0x0A || $0 == 0x0D })
    if lines.count > 10 || (isCut && lines.count > 1) { lines.removeLast() }
    return lines
  }
}
