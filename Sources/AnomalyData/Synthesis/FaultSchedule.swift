/// Decides which faults happen and when: kinds in turn, shuffled, spread over the rows with quiet time between.
enum FaultSchedule {
  /// Faults in ascending order, none touching another, together about `share` of the rows after the first `clean`.
  /// Room runs out for very high shares; there are then fewer faults.
  static func faults(
    rows: Int, clean: Int, share: Double, kinds: [Fault.Kind], cycle: Int, random: RandomSource
  ) -> [Fault] {
    guard share > 0, !kinds.isEmpty, rows > clean else { return [] }
    var random = random
    let wanted = Double(rows - clean) * share
    var planned: [(kind: Fault.Kind, length: Int)] = []
    var length = 0
    while Double(length) < wanted {
      for kind in kinds.shuffled(using: &random) where Double(length) < wanted {
        let next = self.length(of: kind, cycle: cycle, &random)
        planned.append((kind, next))
        length += next
      }
    }
    // A quiet cycle follows each fault; what room is left is spread at random.
    while !planned.isEmpty, length + planned.count * cycle > rows - clean {
      length -= planned.removeLast().length
    }
    let spare = rows - clean - length - planned.count * cycle
    let pauses = planned.indices.map { _ in Int(random.uniform() * Double(spare + 1)) }.sorted()
    var faults: [Fault] = []
    var occupied = clean
    for (index, plan) in planned.enumerated() {
      let start = occupied + pauses[index]
      faults.append(
        Fault(kind: plan.kind, rows: start..<start + plan.length, columns: columns(of: plan.kind, &random)))
      occupied += plan.length + cycle
    }
    return faults
  }

  private static func length(of kind: Fault.Kind, cycle: Int, _ random: inout RandomSource) -> Int {
    let cycles =
      switch kind {
      case .spike: 0.0
      case .drift: random.uniform(in: 2..<4)
      case .stuck: random.uniform(in: 0.7..<1.5)
      case .frequency: random.uniform(in: 1..<2)
      case .correlation: random.uniform(in: 1..<2)
      }
    return kind == .spike ? Int(random.uniform(in: 1..<4)) : max(4, Int(cycles * Double(cycle)))
  }

  private static func columns(of kind: Fault.Kind, _ random: inout RandomSource) -> [Int] {
    let choice: [PumpSensor] =
      switch kind {
      case .drift: [.vibration, .pressure, .temperature]
      case .spike: [.current, .vibration, .pressure, .flow]
      case .stuck: [.speed, .current, .pressure, .flow]
      case .correlation: [.current, .pressure, .flow]
      case .frequency: []
      }
    if choice.isEmpty { return PumpSensor.followingLoad.map(\.rawValue) }
    return [choice[Int(random.uniform() * Double(choice.count))].rawValue]
  }
}
