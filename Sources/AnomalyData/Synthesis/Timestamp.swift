/// Times as ISO 8601 text in UTC, counted from 2024-01-01T00:00:00Z, without any clock or calendar of the system.
enum Timestamp {
  /// `2024-01-01T00:00:00Z` plus `seconds`, to the millisecond where it is not a whole second.
  static func text(secondsSince2024 seconds: Double) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    let (whole, fraction) = (milliseconds / 1000, milliseconds % 1000)
    let (year, month, day) = date(daysSince2024: whole / 86_400)
    let second = whole % 86_400
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    let tail = fraction == 0 ? "" : "." + String(String(1000 + fraction).dropFirst())
    return "\(year)-\(two(month))-\(two(day))T\(clock)\(tail)Z"
  }

  private static func date(daysSince2024 days: Int) -> (year: Int, month: Int, day: Int) {
    var rest = days
    var year = 2024
    while true {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      guard rest >= (isLeap ? 366 : 365) else {
        var month = 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while rest >= lengths[month] {
          rest -= lengths[month]
          month += 1
        }
        return (year, month + 1, rest + 1)
      }
      rest -= isLeap ? 366 : 365
      year += 1
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
