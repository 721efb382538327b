import AnomalyData

/// F1 after point adjustment (Xu et al., WWW 2018): one alarm inside an event counts as alarms on all its rows.
///
/// It flatters: where events are long, scores drawn at random reach high values (Kim et al., AAAI 2022). Hence it comes
/// only together with what random alarms, as many as there were, reach on the same labels.
public struct PointAdjustedF1: Equatable, Sendable {
  /// Of the decisions given; 1 when there is neither an anomaly nor an alarm.
  public var value: Double
  /// Mean over `draws` draws of as many alarms, each set of rows equally likely.
  public var random: Double
  /// Random draws behind `random`.
  public static let draws = 10

  /// Both numbers; `random` draws from `seed` alone.
  public init(_ data: LabelledAlarms, seed: UInt64) {
    value = Self.value(data)
    var source = RandomSource(seed: seed)
    var sum = 0.0
    for _ in 0..<Self.draws {
      let alarms = source.choice(of: data.alarmCount, from: data.labels.count)
      sum += Self.value(LabelledAlarms(alarms: alarms, labels: data.labels, runs: data.runs))
    }
    random = sum / Double(Self.draws)
  }

  /// The adjusted F1 alone, for those who compare it with that of random alarms themselves.
  static func value(_ data: LabelledAlarms) -> Double {
    var overlap = RangeOverlap(data.alarmRanges)
    var (adjusted, hits, anomalous) = (0, 0, 0)
    for event in data.events {
      let rows = overlap.rows(event)
      anomalous += event.count
      hits += rows
      if rows > 0 { adjusted += event.count }
    }
    return Confusion(
      truePositives: adjusted, falsePositives: data.alarmCount - hits, trueNegatives: 0,
      falseNegatives: anomalous - adjusted
    ).f1
  }
}

extension RandomSource {
  /// `count` of `total` places, each set equally likely (selection sampling, Fan, Muller and Rezucha 1962).
  mutating func choice(of count: Int, from total: Int) -> [Bool] {
    var left = count
    return (0..<total).map { place in
      let isChosen = uniform() * Double(total - place) < Double(left)
      if isChosen { left -= 1 }
      return isChosen
    }
  }
}
