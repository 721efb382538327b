import AnomalyEvaluation
import Testing

@Suite struct TimeTextTests {
  /// Seconds by `date -u -d TEXT +%s`.
  @Test(arguments: [
    ("2020-03-09 10:14:33", 1_583_748_873.0), ("2020-03-09T10:14:33Z", 1_583_748_873),
    ("2024-02-29T00:00:00.5", 1_709_164_800.5), ("2024-03-01", 1_709_251_200), ("1970-01-01 00:01", 60),
    ("1583748873", 1_583_748_873), ("1583748873250", 1_583_748_873.25),
  ])
  func reads(text: String, seconds: Double) {
    #expect(TimeText.unixSeconds(text) == seconds)
  }

  @Test(arguments: ["", "12", "today", "2020-13-01", "2020-03-09 10", "2020-03-09 10:61", "2020-03-09 10:14:33 CET"])
  func refuses(text: String) {
    #expect(TimeText.unixSeconds(text) == nil)
  }
}
