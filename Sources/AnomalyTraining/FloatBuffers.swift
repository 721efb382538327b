/// Buffers of `count` floats each, zero at the start.
final class FloatBuffers: @unchecked Sendable {
  let count: Int
  private let buffers: [UnsafeMutablePointer<Float>]

  init(_ buffers: Int, of count: Int) {
    self.count = count
    self.buffers = (0..<buffers).map { _ in
      let buffer = UnsafeMutablePointer<Float>.allocate(capacity: max(count, 1))
      buffer.initialize(repeating: 0, count: count)
      return buffer
    }
  }

  deinit {
    for buffer in buffers { buffer.deallocate() }
  }

  subscript(index: Int) -> UnsafeMutablePointer<Float> { buffers[index] }

  /// Copies of all of them.
  var values: [[Float]] {
    buffers.map { Array(UnsafeBufferPointer(start: $0, count: count)) }
  }

  /// Overwrites them.
  ///
  /// - Precondition: as many values as `values` has.
  func restore(_ values: [[Float]]) {
    precondition(
      values.count == buffers.count && values.allSatisfy { $0.count == count }, "as many values as the buffers hold")
    for (buffer, values) in zip(buffers, values) { buffer.update(from: values, count: count) }
  }
}
