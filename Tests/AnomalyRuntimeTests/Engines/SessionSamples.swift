import AnomalyRuntime

extension Session {
  /// Scores the window whose values `sample` gives.
  func score(_ sample: (Int) -> Float) -> ScoreResult {
    let window = (0..<blob.windowCount).map(sample)
    return window.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { fatalError("a window has at least one value") }
      return score(.float32(start))
    }
  }

  /// Takes in the sample whose values `sample` gives.
  func push(_ sample: (Int) -> Float) -> ScoreResult? {
    let values = (0..<blob.columns).map(sample)
    return values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { fatalError("a sample has at least one value") }
      do throws(RuntimeError) {
        return try push(.float32(start))
      } catch {
        fatalError("a stream without steps refused a sample")
      }
    }
  }
}
