/// The values that an option allows, in words and as a check.
struct Limits<Value> {
  /// "1 to 4096", "at least 1".
  let text: String
  let contains: (Value) -> Bool
}

/// A range that can say in words what it holds.
protocol DescribedRange<Bound>: RangeExpression {
  /// "1 to 4096", "at least 1".
  var text: String { get }
}

extension ClosedRange: DescribedRange {
  var text: String { "\(lowerBound) to \(upperBound)" }
}

extension Range: DescribedRange {
  var text: String { "\(lowerBound) to below \(upperBound)" }
}

extension PartialRangeFrom: DescribedRange {
  var text: String { "at least \(lowerBound)" }
}

extension Limits where Value: Comparable {
  init(_ range: some DescribedRange<Value>) {
    self.init(text: range.text) { range.contains($0) }
  }
}

extension Limits {
  /// The limits of a value that may be absent.
  init<Wrapped: Comparable>(ofOptional range: some DescribedRange<Wrapped>) where Value == Wrapped? {
    self.init(text: range.text) { value in value.map { range.contains($0) } ?? true }
  }
}
