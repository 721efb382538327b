/// The time around one event: up to half way to its neighbours, or to the end of the run.
struct AffiliationZone {
  /// A piece of time, not empty.
  struct Interval {
    let start: Double
    let end: Double

    init?(_ start: Double, _ end: Double) {
      guard start < end else { return nil }
      self.start = start
      self.end = end
    }

    var length: Double { end - start }
  }

  private let zone: Interval
  private let event: Interval

  init(event: Range<Int>, before: Range<Int>?, after: Range<Int>?, run: Range<Int>) {
    let left = before.flatMap { $0.lowerBound >= run.lowerBound ? $0.upperBound : nil }
    let right = after.flatMap { $0.upperBound <= run.upperBound ? $0.lowerBound : nil }
    let start = left.map { Double($0 + event.lowerBound) / 2 } ?? Double(run.lowerBound)
    let end = right.map { Double($0 + event.upperBound) / 2 } ?? Double(run.upperBound)
    zone = Interval(start, end)!
    self.event = Interval(Double(event.lowerBound), Double(event.upperBound))!
  }

  /// The rows that lie in the zone, if only in part.
  var rows: Range<Int> { Int(zone.start)..<Int(zone.end.rounded(.up)) }

  /// What of `range` lies in the zone.
  func clipped(_ range: Range<Int>) -> Interval? {
    Interval(max(Double(range.lowerBound), zone.start), min(Double(range.upperBound), zone.end))
  }

  /// The mean over the alarmed time of the probability that a random instant of the zone is farther from the event.
  func precision(_ alarms: [Interval]) -> Double {
    let left = event.start - zone.start
    let right = zone.end - event.end
    var sum = 0.0
    for alarm in alarms {
      sum += max(min(alarm.end, event.end) - max(alarm.start, event.start), 0)
      if let before = Interval(alarm.start, min(alarm.end, event.start)) {
        sum += farther(event.start - before.end, event.start - before.start, left, right)
      }
      if let after = Interval(max(alarm.start, event.end), alarm.end) {
        sum += farther(after.start - event.end, after.end - event.end, left, right)
      }
    }
    return sum / alarms.reduce(0) { $0 + $1.length }
  }

  /// ∫ over distances d from `near` to `far` of the share of the zone that is farther than d from the event, which leaves
  /// `left` and `right` of the zone beside it.
  private func farther(_ near: Double, _ far: Double, _ left: Double, _ right: Double) -> Double {
    func within(_ side: Double) -> Double { integralOfMinimum(near, far, limit: side) }
    return (far - near) - ((far - near) * event.length + within(left) + within(right)) / zone.length
  }

  /// The mean over the event's time of the probability that a random instant of the zone is farther from there than the
  /// nearest alarm.
  func recall(_ alarms: [Interval]) -> Double {
    var sum = 0.0
    for (index, alarm) in alarms.enumerated() {
      // The part of the event that is nearest to this alarm.
      let from = index == 0 ? event.start : max(event.start, (alarms[index - 1].end + alarm.start) / 2)
      let to = index + 1 == alarms.count ? event.end : min(event.end, (alarm.end + alarms[index + 1].start) / 2)
      sum += max(min(to, alarm.end) - max(from, alarm.start), 0)
      if let before = Interval(from, min(to, alarm.start)) { sum += missed(before, nearest: alarm.start) }
      if let after = Interval(max(from, alarm.end), to) { sum += missed(after, nearest: alarm.end) }
    }
    return sum / event.length
  }

  /// ∫ over instants y of `part` of the share of the zone that is farther from y than the alarm's edge is.
  private func missed(_ part: Interval, nearest edge: Double) -> Double {
    guard edge > zone.start, edge < zone.end else { return 0 }
    // Beside y lies distance d = |y − edge| on the alarm's side, and on the other side d or what the zone has left.
    let near = max(edge - part.end, part.start - edge)
    let far = max(edge - part.start, part.end - edge)
    let room = edge >= part.end ? edge - zone.start : zone.end - edge
    // On the other side min(d, room − d): d up to half the room, then what is left.
    let half = room / 2
    let rising = integralOfMinimum(near, far, limit: .infinity)
    let low = min(max(near, half), far)
    let other = (low * low - near * near) / 2 + room * (far - low) - (far * far - low * low) / 2
    return part.length - (rising + other) / zone.length
  }

  /// ∫ min(x, limit) dx from `near` to `far`.
  private func integralOfMinimum(_ near: Double, _ far: Double, limit: Double) -> Double {
    let bend = min(max(near, limit), far)
    return (bend * bend - near * near) / 2 + (far > bend ? limit * (far - bend) : 0)
  }
}
