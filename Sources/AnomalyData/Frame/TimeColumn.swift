/// The time text of every row, kept as read: all bytes in one buffer and the end of each row's text.
public struct TimeColumn: Sendable, Equatable {
  /// The name of the column.
  public let name: String
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// An empty column named `name`.
  public init(name: String) { self.name = name }

  /// The number of rows.
  public var count: Int { ends.count }

  /// The text of row `row`.
  public func text(_ row: Int) -> String {
    String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
  }

  /// Adds the text of the next row, in UTF-8.
  public mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  mutating func reserve(rows: Int) { ends.reserveCapacity(rows) }
}
