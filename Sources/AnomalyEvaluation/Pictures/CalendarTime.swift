/// A moment in UTC, split for tick texts (proleptic Gregorian calendar, no leap seconds).
struct CalendarTime: Equatable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// Days are counted in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
  init(unixSeconds: Double) {
    let whole = Int(unixSeconds.rounded(.down))
    let days = Self.floorDivide(whole, 86_400)
    let rest = whole - days * 86_400
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
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
