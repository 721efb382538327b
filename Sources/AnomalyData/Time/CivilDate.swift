/// A day of the proleptic Gregorian calendar and its number, counted from 1970-01-01.
package struct CivilDate: Equatable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  /// Nil where the month has no such day.
  @inline(__always)
  init?(year: Int, month: Int, day: Int) {
    guard month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
    if day > 28, day > CivilDate.length(ofMonth: month, year: year) { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day with number `days`. Days are counted in eras of 400 years that begin on 1 March, so that the leap day is
  /// the last of its year.
  package init(days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; for years from 1 on.
  var days: Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = month > 2 ? month - 3 : month + 9
    let leaps = marchYear / 4 - marchYear / 100 + marchYear / 400
    return 365 * marchYear + leaps + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
