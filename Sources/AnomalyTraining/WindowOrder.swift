import AnomalyData

/// The order in which one epoch visits its windows: a permutation of their starts by Fisher and Yates, drawn from a fork
/// of the source that the epoch names, so that an epoch's order does not depend on the epochs before it.
struct WindowOrder {
  /// Starts in the order of this epoch.
  private(set) var starts: [Int]
  private let original: [Int]
  private let random: RandomSource

  init(starts: [Int], random: RandomSource) {
    self.starts = starts
    original = starts
    self.random = random
  }

  mutating func shuffle(epoch: Int) {
    var random = random.fork(UInt64(epoch))
    for i in starts.indices { starts[i] = original[i] }
    guard starts.count > 1 else { return }
    for last in stride(from: starts.count - 1, to: 0, by: -1) {
      let other = Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high)
      starts.swapAt(last, other)
    }
  }
}
