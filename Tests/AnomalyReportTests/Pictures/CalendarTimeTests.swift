import Foundation
import Testing

@testable import AnomalyReport

@Suite struct CalendarTimeTests {
  @Test(arguments: [-86_401.0, 0, 951_782_399, 951_782_400, 1_583_798_073, 1_709_164_800, 4_107_542_400])
  func agreesWithFoundation(seconds: Double) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: seconds))
    let time = CalendarTime(unixSeconds: seconds)
    #expect([time.year, time.month, time.day] == [parts.year, parts.month, parts.day])
    #expect([time.hour, time.minute, time.second] == [parts.hour, parts.minute, parts.second])
  }

  @Test func textsFitTheStep() {
    let time = CalendarTime(unixSeconds: 1_583_798_073)
    #expect(
      [time.text(step: 10), time.text(step: 60), time.text(step: 86_400)] == ["23:54:33", "23:54", "2020-03-09"])
    #expect(CalendarTime(unixSeconds: 1_583_798_400).text(step: 60) == "03-10")
  }

  @Test func stepsAreUsual() {
    #expect(CalendarTime.step(for: 2000, count: 8) == 300)
    #expect(CalendarTime.step(for: 5, count: 8) == 1)
    #expect(CalendarTime.step(for: 40 * 365 * 86_400, count: 8) == 5 * 365 * 86_400)
  }
}
