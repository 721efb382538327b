/// How much there is of each `WorkUnit`.
public struct Work: Equatable, Sendable {
  /// Units that there are none of are absent.
  public private(set) var counts: [WorkUnit: Int] = [:]

  /// None.
  public init() {}

  /// How much there is of one unit.
  public subscript(unit: WorkUnit) -> Int { counts[unit] ?? 0 }

  /// Adds `count` >= 0 of a unit.
  mutating func add(_ count: Int, _ unit: WorkUnit) {
    if count > 0 { counts[unit, default: 0] += count }
  }

  /// Both together.
  public static func + (a: Work, b: Work) -> Work {
    var sum = a
    for (unit, count) in b.counts { sum.add(count, unit) }
    return sum
  }

  /// The same `times` over.
  public static func * (work: Work, times: Int) -> Work {
    var product = Work()
    for (unit, count) in work.counts { product.add(count * times, unit) }
    return product
  }

  /// Instructions on a processor, modelled: what each unit costs there, added up.
  public func instructions(on processor: ModelledProcessor) -> Double {
    WorkUnit.allCases.reduce(0) { $0 + Double(self[$1]) * processor.cost(of: $1) }
  }
}
