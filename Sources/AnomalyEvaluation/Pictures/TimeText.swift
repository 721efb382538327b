/// Reads the times of a recording for the axis of a picture.
public enum TimeText {
  /// Unix seconds of `2020-03-09 10:14:33`, with `T` or a blank between, seconds, their fraction and a `Z` optional; of
  /// a plain number of Unix seconds or, from 10¹¹ on, milliseconds. Nil for anything else; times are taken as UTC.
  public static func unixSeconds(_ text: String) -> Double? {
    if let number = Double(text) {
      if number >= 1e11 { return number / 1000 }
      return number >= 1e8 ? number : nil
    }
    let parts = text.split { $0 == "T" || $0 == " " }
    guard parts.count == 1 || parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard date.count == 3, let year = date[0], let month = date[1], let day = date[2], year >= 1,
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var seconds = Double(days(year: year, month: month, day: day)) * 86_400
    if parts.count == 2 {
      guard let clock = clockSeconds(parts[1].last == "Z" ? parts[1].dropLast() : parts[1]) else { return nil }
      seconds += clock
    }
    return seconds
  }

  /// Seconds since midnight of `10:14` or `10:14:33.5`.
  private static func clockSeconds(_ text: Substring) -> Double? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3, let hour = Int(fields[0]), let minute = Int(fields[1]),
      let second = fields.count == 3 ? Double(fields[2]) : 0,
      (0...24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    return Double(hour * 3600 + minute * 60) + second
  }

  /// Days since 1970-01-01, counted in years that begin on 1 March.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = month > 2 ? month - 3 : month + 9
    let leaps = marchYear / 4 - marchYear / 100 + marchYear / 400
    return 365 * marchYear + leaps + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
  }
}
