/// Affiliation precision and recall (Huet, Navarro and Rossi, KDD 2022): how near alarms are to events and events to alarms,
/// as the probability that an alarm at random inside the same zone would be farther away.
///
/// Row i is the interval [i, i + 1). The time of a run is cut into zones half way between its events, so that each zone
/// holds one. Runs without an event have no zone and do not count. Random scores reach about 0.67 in F1: compare with
/// those, not with 0.
public struct Affiliation: Equatable, Sendable {
  /// Mean over the zones with an alarm; nil without any.
  public var precision: Double?
  /// Mean over all zones, 0 for a zone without alarm.
  public var recall: Double
  /// Harmonic mean; 0 without any alarm.
  public var f1: Double { harmonicMean(precision ?? 0, recall) }

  /// The metrics of decisions; nil without any event. O(rows).
  public init?(_ data: LabelledAlarms) {
    guard !data.events.isEmpty else { return nil }
    var alarms = RangeOverlap(data.alarmRanges)
    var run = data.runs.startIndex
    var precisions: [Double] = []
    recall = 0
    for (index, event) in data.events.enumerated() {
      while data.runs[run].upperBound < event.upperBound { run += 1 }
      let zone = AffiliationZone(
        event: event, before: index > 0 ? data.events[index - 1] : nil,
        after: index + 1 < data.events.count ? data.events[index + 1] : nil, run: data.runs[run])
      let inside = alarms.touching(zone.rows).compactMap { zone.clipped(data.alarmRanges[$0]) }
      guard !inside.isEmpty else { continue }
      precisions.append(zone.precision(inside))
      recall += zone.recall(inside)
    }
    precision = precisions.isEmpty ? nil : precisions.reduce(0, +) / Double(precisions.count)
    recall /= Double(data.events.count)
  }
}
