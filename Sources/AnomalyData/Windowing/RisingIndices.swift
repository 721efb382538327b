/// Rising indices in little memory: stretches of equal steps instead of one number each. Ten million windows of one run
/// are one stretch.
public struct RisingIndices: RandomAccessCollection, Sendable, Codable {
  /// `count` indices from `first` on, `step` apart; `before` indices stand before it.
  private struct Stretch: Sendable, Codable {
    var first: Int
    var step: Int
    var count: Int
    var before: Int
    var last: Int { first + (count - 1) * step }
  }

  private var stretches: [Stretch] = []
  /// The number of indices.
  public private(set) var count = 0

  /// No index.
  public init() {}

  /// The indices of a sequence.
  public init(_ indices: some Sequence<Int>) {
    for index in indices { append(index) }
  }

  /// The position of the first index.
  public var startIndex: Int { 0 }
  /// The position behind the last index.
  public var endIndex: Int { count }

  /// Adds `index` at the end.
  public mutating func append(_ index: Int) {
    defer { count += 1 }
    if let place = stretches.indices.last {
      if stretches[place].count == 1 {
        stretches[place].step = index - stretches[place].first
        stretches[place].count = 2
        return
      }
      if index == stretches[place].last + stretches[place].step {
        stretches[place].count += 1
        return
      }
    }
    stretches.append(Stretch(first: index, step: 1, count: 1, before: count))
  }

  /// The index at `position`.
  public subscript(position: Int) -> Int {
    precondition(position >= 0 && position < count, "a position lies inside its collection")
    var low = 0
    var high = stretches.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if stretches[middle].before <= position { low = middle } else { high = middle }
    }
    return stretches[low].first + (position - stretches[low].before) * stretches[low].step
  }

  /// Walks stretch by stretch, without a search for each index.
  public struct Iterator: IteratorProtocol {
    private let stretches: [Stretch]
    private var place = 0
    private var offset = 0

    fileprivate init(_ indices: RisingIndices) { stretches = indices.stretches }

    /// The next index.
    public mutating func next() -> Int? {
      while place < stretches.count {
        if offset < stretches[place].count {
          defer { offset += 1 }
          return stretches[place].first + offset * stretches[place].step
        }
        place += 1
        offset = 0
      }
      return nil
    }
  }

  /// An iterator from the first index on.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// Each index times `factor`.
  package func scaled(by factor: Int) -> RisingIndices {
    var result = self
    for place in stretches.indices {
      result.stretches[place].first *= factor
      result.stretches[place].step *= factor
    }
    return result
  }
}

extension RisingIndices: Equatable {
  /// Whether both hold the same indices.
  public static func == (left: RisingIndices, right: RisingIndices) -> Bool { left.elementsEqual(right) }
}

extension RisingIndices: ExpressibleByArrayLiteral {
  /// The indices of a literal.
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}
