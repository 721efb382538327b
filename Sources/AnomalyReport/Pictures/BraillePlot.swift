/// A curve in characters, two dots wide and four high each, for terminals.
public struct BraillePlot: Sendable {
  /// One a row; values that are not finite leave a gap.
  public var values: [Float]
  /// Characters from left to right and from bottom to top, at least 1.
  public var width: Int, height: Int

  /// A curve of `values`.
  public init(_ values: [Float], width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a plot has a character")
    self.values = values
    self.width = width
    self.height = height
  }

  /// The least and the greatest finite value; nil where there is none.
  public var range: ClosedRange<Float>? {
    let finite = values.filter(\.isFinite)
    return finite.min().flatMap { low in finite.max().map { low...$0 } }
  }

  /// The picture, top line first; every line has `width` characters.
  public var lines: [String] {
    var cells = [[UInt32]](repeating: [UInt32](repeating: 0, count: width), count: height)
    var last: Int?
    let range = range
    for column in 0..<2 * width {
      guard let range, let (low, high, end) = dots(column, range) else {
        last = nil
        continue
      }
      let from = last.map { min(low, $0) } ?? low
      let to = last.map { max(high, $0) } ?? high
      for dot in from...to { Self.set(column, dot, &cells) }
      last = end
    }
    return cells.map { line in String(String.UnicodeScalarView(line.map { UnicodeScalar(0x2800 + $0)! })) }
  }

  /// Which characters of a lane hold a marked row: a block, else a blank.
  public static func lane(_ marks: [Bool], width: Int) -> String {
    String(
      (0..<width).map { column in
        let start = marks.count * column / width
        let end = max(start + 1, marks.count * (column + 1) / width)
        return marks[min(start, marks.count)..<min(end, marks.count)].contains(true) ? "█" : " "
      })
  }

  /// The lowest and the highest dot of a column of dots, and the one where it ends; nil in a gap.
  private func dots(_ column: Int, _ range: ClosedRange<Float>) -> (low: Int, high: Int, end: Int)? {
    let columns = 2 * width
    let start = values.count * column / columns
    let end = max(start + 1, values.count * (column + 1) / columns)
    let inside = values[min(start, values.count)..<min(end, values.count)].filter(\.isFinite)
    guard let low = inside.min(), let high = inside.max(), let last = inside.last else { return nil }
    return (dot(low, range), dot(high, range), dot(last, range))
  }

  /// From 0 at the bottom.
  private func dot(_ value: Float, _ range: ClosedRange<Float>) -> Int {
    guard range.lowerBound < range.upperBound else { return 2 * height }
    let share = (Double(value) - Double(range.lowerBound)) / (Double(range.upperBound) - Double(range.lowerBound))
    return min(Int(share * Double(4 * height)), 4 * height - 1)
  }

  /// Sets the bit of a dot (Unicode 16.0, chapter 21.1: dots 1 to 3 and 7 on the left, 4 to 6 and 8 on the right).
  private static func set(_ column: Int, _ dot: Int, _ cells: inout [[UInt32]]) {
    let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
    let line = cells.count - 1 - dot / 4
    cells[line][column / 2] |= bits[column % 2][dot % 4]
  }
}
