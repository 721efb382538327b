/// Which columns caused each anomaly of one recording, as the sets SMD and ASD write it: a line `start-end:columns`, rows from
/// 0 with the end counted in, columns from 1 with commas between.
public struct CauseLabels: Equatable, Sendable {
  /// One anomaly.
  public struct Entry: Equatable, Sendable {
    /// Rows of the anomaly.
    public var rows: Range<Int>
    /// Columns, from 0.
    public var columns: Set<Int>
  }

  /// In the order of the text.
  public var entries: [Entry]

  /// Reads the text of the file `path` whose columns are at most `columnCount`, nil for any; empty lines do not matter.
  ///
  /// - Throws: `DataError.badCause`.
  public init(_ text: String, path: String, columnCount: Int? = nil) throws(DataError) {
    entries = []
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if line.allSatisfy(\.isWhitespace) { continue }
      guard let entry = Self.entry(line, columnCount ?? Int.max) else {
        throw .badCause(path: path, line: number + 1, text: String(line.prefix(40)))
      }
      entries.append(entry)
    }
  }

  /// Whether the first line of `bytes` that is not empty is written like that.
  static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let line = bytes.drop { $0 <= 0x20 }.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.count < Frame.lineLimit && entry(Substring(decoding: line, as: UTF8.self), Int.max) != nil
  }

  private static func entry(_ line: Substring, _ columnCount: Int) -> Entry? {
    let halves = line.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    let bounds = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    let rows = bounds.compactMap { number($0) }
    let names = halves[1].split(separator: ",", omittingEmptySubsequences: false)
    let columns = names.compactMap { number($0) }
    guard bounds.count == 2, rows.count == 2, rows[0] >= 0, rows[0] <= rows[1], rows[1] < Int.max, !columns.isEmpty,
      columns.count == names.count, columns.allSatisfy({ (1...max(columnCount, 1)).contains($0) })
    else { return nil }
    return Entry(rows: rows[0]..<rows[1] + 1, columns: Set(columns.map { $0 - 1 }))
  }

  private static func number(_ text: Substring) -> Int? {
    Int(String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()))
  }
}
