import AnomalyData

/// A moment in UTC, split for tick texts (proleptic Gregorian calendar, no leap seconds).
struct CalendarTime: Equatable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  init(unixSeconds: Double) {
    let whole = Int(unixSeconds.rounded(.down))
    let days = Self.floorDivide(whole, 86_400)
    let rest = whole - days * 86_400
    let date = CivilDate(days: days)
    year = date.year
    month = date.month
    day = date.day
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  /// 2020-03-01.
  var date: String { "\(year)-\(Self.two(month))-\(Self.two(day))" }

  /// As much as ticks `step` seconds apart need: a date, hours and minutes, or seconds too.
  func text(step: Double) -> String {
    if step >= 86_400 { return date }
    if hour == 0 && minute == 0 && second == 0 { return "\(Self.two(month))-\(Self.two(day))" }
    return "\(Self.two(hour)):\(Self.two(minute))" + (step < 60 ? ":\(Self.two(second))" : "")
  }

  /// Seconds between ticks: the smallest usual step that cuts `span` seconds into at most `count`.
  static func step(for span: Double, count: Int) -> Double {
    let minute = 60.0
    let hour = 3600.0
    let day = 86_400.0
    let usual = [
      1, 2, 5, 10, 15, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour,
      3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 182 * day, 365 * day,
    ]
    return usual.first { span / $0 <= Double(count) } ?? 365 * day * Tick.niceStep(span / (365 * day), count: count)
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a / b - (a % b < 0 ? 1 : 0) }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
