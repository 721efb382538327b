import AnomalyData

/// The order in which one epoch visits its windows: a permutation by Fisher and Yates, drawn from a fork of the source
/// that the epoch names, so that an epoch's order does not depend on the epochs before it.
struct WindowOrder {
  /// Positions of the windows in the order of this epoch.
  private(set) var positions: [UInt32]
  private let random: RandomSource

  init(count: Int, random: RandomSource) {
    positions = [UInt32](repeating: 0, count: count)
    self.random = random
  }

  mutating func shuffle(epoch: Int) {
    var random = random.fork(UInt64(epoch))
    positions.withUnsafeMutableBufferPointer { positions in
      for i in positions.indices { positions[i] = UInt32(i) }
      for last in stride(from: positions.count - 1, to: 0, by: -1) {
        let other = Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high)
        positions.swapAt(last, other)
      }
    }
  }
}
