import AnomalyData
import Testing

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("500ms", 500_000_000, "500 ms"), ("60", 60_000_000_000, "1 min"), ("1.5 h", 5_400_000_000_000, "1.5 h"),
    ("2d", 172_800_000_000_000, "2 d"), ("90s", 90_000_000_000, "1.5 min"), ("5µs", 5000, "5 us"), ("7ns", 7, "7 ns"),
    ("1001ms", 1_001_000_000, "1.001 s"),
  ])
  func unitsAreRead(_ text: String, _ nanoseconds: Int64, _ written: String) {
    let span = TimeSpan(text)
    #expect(span?.nanoseconds == nanoseconds)
    #expect(span?.text == written)
  }

  @Test(arguments: ["", "0", "-1s", "1 week", "s", "1e30d", "."])
  func othersAreNone(_ text: String) { #expect(TimeSpan(text) == nil) }
}
