public import AnomalyData

/// Windows as views: `length` floats from each of `starts` in one buffer of scaled values. Nothing is copied out.
public struct WindowSource: Sendable {
  /// Scaled values, rows one after the other, `[rows][channels]`.
  public let values: [Float]
  /// Index of the first float of each window in `values`.
  public let starts: RisingIndices
  /// Floats a window, steps × channels.
  public let length: Int

  /// - Precondition: every window lies inside `values`.
  public init(values: [Float], starts: [Int], length: Int) {
    self.init(values: values, starts: RisingIndices(starts), length: length)
  }

  /// The same with the starts already in their compact form.
  ///
  /// - Precondition: every window lies inside `values`.
  public init(values: [Float], starts: RisingIndices, length: Int) {
    precondition(
      length > 0 && starts.allSatisfy { $0 >= 0 && $0 <= values.count - length }, "a window leaves its buffer")
    self.values = values
    self.starts = starts
    self.length = length
  }

  /// Number of windows.
  public var count: Int { starts.count }

  /// The windows at `range`, over the same buffer.
  public subscript(range: Range<Int>) -> WindowSource {
    WindowSource(values: values, starts: RisingIndices(starts[range]), length: length)
  }
}

extension WindowSource {
  /// At most `limit` windows, evenly spaced over all of them.
  public func evenSample(_ limit: Int) -> WindowSource {
    guard count > limit, limit > 0 else { return self }
    return WindowSource(
      values: values, starts: RisingIndices((0..<limit).lazy.map { starts[$0 * count / limit] }), length: length)
  }

  /// Calls `body` with the values, the starts of up to `batch` windows and the number of windows before them, batch
  /// after batch. The windows come in the order of `order`, positions among them, or as they stand.
  package func forEachBatch(
    of batch: Int, order: [UInt32]? = nil,
    _ body: (UnsafePointer<Float>, UnsafeBufferPointer<Int>, Int) -> Void
  ) {
    values.withUnsafeBufferPointer { values in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: batch) { places in
        guard let base = values.baseAddress else { return }
        for first in stride(from: 0, to: count, by: batch) {
          let part = first..<min(first + batch, count)
          for position in part {
            places.initializeElement(
              at: position - first, to: starts[order.map { Int($0[position]) } ?? position])
          }
          body(base, UnsafeBufferPointer(rebasing: places[..<part.count]), first)
        }
      }
    }
  }
}
