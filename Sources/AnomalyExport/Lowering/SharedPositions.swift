import AnomalyFormat

/// Which results of dense operations a later window of a stream has as well, only moved.
extension LoweredProgram {
  /// What two windows of a buffer share: value v of the later one is value v + shift of the earlier one, for all v in
  /// `values`.
  private struct Overlap {
    var shift: Int
    var values: Range<Int>
  }

  /// Multiply-accumulates of a window that a result must save for each of its phases to be worth its memory.
  private static var leastSaving: Int { 16 }

  /// Lets every dense operation keep what is worth its memory.
  ///
  /// - Parameter stride: values of the window from one scored window to the next.
  mutating func keepPositions(stride: Int) {
    for (index, step) in steps.enumerated() {
      guard case .dense(var dense) = step else { continue }
      var phases = 1
      while dense.kept == nil && phases <= KeptPositions.largestPhases {
        dense.kept = kept(by: dense, phases: phases, stride: stride)
        phases *= 2
      }
      steps[index] = .dense(dense)
    }
  }

  /// What an operation keeps for the window `phases` later.
  private func kept(by dense: DenseStep, phases: Int, stride: Int) -> KeptPositions? {
    guard dense.output != nil, dense.rows % 4 == 0, dense.columns >= Self.leastSaving * phases,
      let (shift, positions) = sharedPositions(of: dense, after: phases * stride), !positions.isEmpty
    else { return nil }
    return KeptPositions(
      first: UInt32(positions.lowerBound), count: UInt32(positions.count), shift: UInt32(shift), phases: UInt32(phases))
  }

  /// The positions whose input two windows share, and how far they move; nil where they move by a fraction.
  ///
  /// - Parameter distance: values of the window from the earlier window to the later one.
  private func sharedPositions(of dense: DenseStep, after distance: Int) -> (shift: Int, positions: Range<Int>)? {
    guard !dense.hasBiasPerPosition, dense.stride > 0, let input = overlap(of: dense.input, after: distance),
      input.shift % dense.stride == 0
    else { return nil }
    let shift = input.shift / dense.stride
    let values = input.values.clamped(to: 0..<dense.length)
    let shared = (0..<max(0, dense.positions - shift)).filter { position in
      let first = position * dense.stride - dense.padding
      return first >= values.lowerBound && first + dense.columns <= values.upperBound
    }
    guard let first = shared.first, let last = shared.last else { return (shift, 0..<0) }
    return (shift, first..<last + 1)
  }

  /// What two windows of a buffer share; nil for what does not move with the stream.
  private func overlap(of buffer: Int, after distance: Int) -> Overlap? {
    if buffer == 0 { return Overlap(shift: distance, values: 0..<max(0, buffers[0].count - distance)) }
    guard let producer = producer(of: buffer), case .dense(let dense) = steps[producer],
      let (shift, positions) = sharedPositions(of: dense, after: distance)
    else { return nil }
    return Overlap(
      shift: shift * dense.rows, values: positions.lowerBound * dense.rows..<positions.upperBound * dense.rows)
  }
}
