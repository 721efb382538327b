/// Readings by a function of their place instead of memory.
extension Session {
  /// Scores the window of `value(0)`, `value(1)`, …
  func score(_ value: (Int) -> Float) -> ScoreResult {
    Self.withReadings(blob.windowCount, value) { score($0) }
  }

  /// Pushes the sample of `value(0)`, `value(1)`, …
  func push(_ value: (Int) -> Float) -> ScoreResult? {
    Self.withReadings(blob.columns, value) {
      do throws(RuntimeError) { return try push($0) } catch { fatalError("a stream without steps refused a sample") }
    }
  }

  private static func withReadings<Result>(
    _ count: Int, _ value: (Int) -> Float, _ body: (Readings) -> Result
  ) -> Result {
    let values = (0..<count).map(value)
    return values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { fatalError("a window has values") }
      return body(.float32(start))
    }
  }
}
