import Testing

@testable import AnomalyData

@Suite struct TimeNameTests {
  @Test(
    arguments: [
      ("Time", nil), ("timestamp", nil), ("Time [ms]", 1_000_000), ("time_us", 1000), ("t (s)", 1_000_000_000),
      ("Timestamp_ns", 1), ("TIME (min)", 60_000_000_000), ("elapsed_s", 1_000_000_000), ("Time [HH:MM]", nil),
      ("Elapsed time (h)", 3_600_000_000_000),
    ] as [(String, Int64?)])
  func namesOfTimesSayWhatTheyCount(name: String, unit: Int64?) {
    #expect(TimeName(name).isTime && TimeName(name).unit == unit)
  }

  @Test(arguments: ["t", "t_min", "t_s", "T [°C]", "elapsed", "runtime", "time_constant", "s", "uptime_s"])
  func otherNamesAreReadings(name: String) {
    #expect(!TimeName(name).isTime && TimeName(name).unit == nil)
  }
}
