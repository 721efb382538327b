import Testing

@testable import AnomalyData

@Suite struct TimeFormatTests {
  private static let second: Int64 = 1_000_000_000

  /// Seconds by `date -u -d TEXT +%s`.
  @Test(arguments: [
    ("2020-03-09 10:14:33", 1_583_748_873.0), ("2020-03-09T10:14:33Z", 1_583_748_873),
    ("2024-02-29T00:00:00.5", 1_709_164_800.5), ("2024-02-29 00:00:00,250", 1_709_164_800.25),
    ("2024-03-01", 1_709_251_200), ("1970-01-01 00:01", 60), ("2020-03-09T10:14:33+02:00", 1_583_741_673),
    ("2020-03-09 10:14:33 -0130", 1_583_754_273), ("2020-03-09 10:14:33 UTC", 1_583_748_873),
    ("09.03.2020 10:14:33", 1_583_748_873), ("9.3.20 10:14", 1_583_748_840), ("3/9/2020 10:14:33 AM", 1_583_748_873),
    ("3/9/2020 10:14 PM", 1_583_792_040), ("12/31/2020 12:00:00 AM", 1_609_372_800),
    ("2020/03/09 10:14:33", 1_583_748_873),
    ("09-Mar-2020 10:14:33", 1_583_748_873), ("Mar 9, 2020 10:14:33", 1_583_748_873),
    ("09/Mar/2020:10:14:33 +0000", 1_583_748_873), ("20200309T101433", 1_583_748_873),
    ("1583748873", 1_583_748_873), ("1583748873.25", 1_583_748_873.25), ("1583748873250", 1_583_748_873.25),
    ("1583748873250000", 1_583_748_873.25), ("1583748873250000000", 1_583_748_873.25), ("0.125", 0.125), ("-3", -3),
    ("10:30", 37_800), ("10:30:15.5", 37_815.5), ("1969-12-31 23:59:59", -1),
  ])
  func commonFormsAreFound(_ text: String, _ seconds: Double) throws {
    let format = try #require(TimeFormat.detected(in: [text]), "\(text)")
    #expect(format.nanoseconds(text) == Int64((seconds * 1000).rounded()) * 1_000_000, "\(text)")
  }

  @Test(arguments: [
    "2020-03-09 10:14:33", "2020-03-09T10:14:33Z", "2024-02-29T00:00:00.5", "2024-02-29 00:00:00,250", "2024-03-01",
    "1970-01-01 00:01", "2020-03-09T10:14:33+02:00", "09.03.2020 10:14:33", "9.3.2020 7:14", "3/9/2020 10:14:33 AM",
    "10:30",
    "09-Mar-2020 10:14:33", "Mar 9, 2020 10:14:33", "1583748873250", "0.125", "-3", "1969-12-31 23:59:59.999999",
    "12/31/2020 12:00:00 AM",
  ])
  func textsComeBackAsTheyWere(_ text: String) throws {
    let format = try #require(TimeFormat.detected(in: [text]))
    #expect(format.nanoseconds(text).map(format.text) == text)
  }

  @Test(arguments: [
    "", "today", "2020-13-01", "2020-02-30", "2020-03-09 10:61", "2020-03-09 10:14:33 CET", "2020-03-09 25:00:00",
    "10:14:33.", "2020-3-9-1", "1e400", "9999-01-01", "9223372036854775807", "1700-01-01", "13/13/2020", "x 2020-01-01",
    "2020-01-01x",
  ])
  func otherTextsAreNoTimes(_ text: String) {
    #expect(TimeFormat.detected(in: [text]) == nil || TimeFormat.detected(in: [text])?.nanoseconds(text) == nil)
  }

  @Test func dayAndMonthAreToldApartByTheColumn() {
    func day(_ texts: [String]) -> Int64? {
      TimeFormat.detected(in: texts).flatMap { $0.nanoseconds(texts[0]) }.map { $0 / (86_400 * Self.second) }
    }
    let (january2, february1): (Int64, Int64) = (18_263, 18_293)
    // Nothing tells: month first after slashes, day first after points and dashes.
    #expect(day(["01/02/2020"]) == january2)
    #expect(day(["01.02.2020"]) == february1 && day(["01-02-2020"]) == february1)
    // A later row has a thirteenth.
    #expect(day(["01/02/2020", "13/02/2020"]) == february1)
    #expect(day(["01/02/2020", "01/13/2020"]) == january2)
    // Time never falls.
    #expect(day(["01/02/2020", "02/02/2020", "03/02/2020", "01/03/2020"]) == february1)
  }

  @Test func patternsOfUsers() throws {
    let format = try #require(TimeFormat(pattern: "%d/%m/%Y %H:%M:%S.%f"))
    #expect(format.nanoseconds("01/02/2020 00:00:00.5") == (18_293 * 86_400) * Self.second + Self.second / 2)
    #expect(format.nanoseconds("01/13/2020 00:00:00") == nil)
    #expect(TimeFormat(pattern: "ms")?.nanoseconds("1500") == 1_500_000_000)
    #expect(TimeFormat(pattern: "%Y%m%d")?.nanoseconds("20200201") == 18_293 * 86_400 * Self.second)
    for text in ["", "%Q", "%Y", "%d.%m", "%", "year"] { #expect(TimeFormat(pattern: text) == nil, "\(text)") }
  }

  @Test func plainTimesAreReadAsPieceByPiece() {
    var random = RandomSource(seed: 9)
    let format = TimeFormat.iso8601
    var taken = 0
    for _ in 0..<3000 {
      let time = Int64(bitPattern: random.next() % 8_000_000_000) - 4_000_000_000
      var text = Array(format.text(time * 1_000_000_000).utf8.dropLast())
      if random.next() % 2 == 0 { text[Int(random.next() % 19)] = UInt8(truncatingIfNeeded: 0x20 + random.next() % 96) }
      text.withUnsafeBufferPointer { text in
        guard let plain = TimeFormat.plain(text) else { return }
        taken += 1
        #expect(format.parsed(text) == plain)
      }
    }
    #expect(taken > 1200)
    #expect(format.nanoseconds("2020-03-09T10:14:33") == format.nanoseconds("2020-03-09 10:14:33Z"))
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for days in stride(from: -100_000, through: 100_000, by: 13) {
      let date = CivilDate(days: days)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day)?.days == days)
    }
    #expect(CivilDate(days: 0) == CivilDate(year: 1970, month: 1, day: 1))
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil && CivilDate(year: 2000, month: 2, day: 29) != nil)
  }
}
