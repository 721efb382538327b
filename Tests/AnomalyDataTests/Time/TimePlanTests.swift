import Testing

@testable import AnomalyData

@Suite struct TimePlanTests {
  private let folder = TemporaryFolder()

  private func frame(_ text: String, _ change: (inout ReadOptions) -> Void = { _ in }) throws -> Frame {
    var options = ReadOptions()
    change(&options)
    return try Frame(reading: [folder.file("t.csv", text)], options: options)
  }

  private func interval(_ frame: Frame) -> String? {
    frame.time?.instants.flatMap { Sampling(instants: $0, runs: frame.runs)?.interval.text }
  }

  @Test func unitsInTheHeaderCount() throws {
    #expect(interval(try frame("Time [ms],a\n0,1\n20,2\n40,3\n")) == "20 ms")
    #expect(interval(try frame("a,time_us\n1,500\n2,1000\n3,1500\n")) == "500 us")
    #expect(interval(try frame("t (s),a\n0.0,1\n0.5,2\n")) == "500 ms")
    #expect(interval(try frame("time (min),a\n0,1\n0.25,2\n0.5,3\n")) == "15 s")
    // Milliseconds since 1970, which the unit confirms.
    #expect(try frame("timestamp_ms,a\n1583748873250,1\n").time?.unixSeconds == [1_583_748_873.25])
    // A unit that cannot be true does not count.
    #expect(try frame("Time [s],a\n1583748873250,1\n").time?.unixSeconds == [1_583_748_873.25])
    #expect(try frame("Time [ms],a\n0,1\n20,2\n").columnNames == ["a"])
    #expect(try frame("time (min),a\n0.25,1\n1,1\n").time?.text(0) == "0.25")
  }

  @Test func aDateAndATimeOfDayAreOne() throws {
    let text = "Date,Time,a\n03/04/2020,10:00:00,1\n03/04/2020,10:00:30,2\n13/04/2020,00:00:00,3\n"
    let joined = try frame(text)
    #expect(joined.columnNames == ["a"])
    #expect(joined.time?.name == "Date+Time")
    #expect(joined.time?.text(1) == "03/04/2020 10:00:30")
    #expect(joined.time?.unixSeconds?.first == 1_585_908_000)
    // The clock may come first, the marks may be points, and names do not matter.
    let other = try frame("Uhrzeit;Tag;a\n18.00.00;10/03/2004;1\n18.10.05;13/03/2004;2\n") { $0.time = "Tag+Uhrzeit" }
    #expect(other.time?.unixSeconds?.first == 1_078_941_600)
    #expect(
      try frame("clock,day,a\n18:00,2004-03-10,1\n18:01,2004-03-10,2\n").time?.unixSeconds == [
        1_078_941_600, 1_078_941_660,
      ])
    let said = try frame(text) { $0.timeFormat = TimeFormat(pattern: "%d/%m/%Y %H:%M:%S") }
    #expect(said.time?.instants == joined.time?.instants)
    // A missing half is a missing time.
    #expect(try frame("date,time,a\n2020-01-01,10:00,1\n2020-01-01,,2\n").time?.instants?.last == TimeColumn.missing)
    let path = folder.file("bad.csv", "date,time,a\n2020-01-01,10:00,1\n2020-01-01,soon,2\n")
    #expect(throws: DataError.notATime(path: path, line: 3, column: "date", text: "2020-01-01 soon")) {
      try Frame(reading: [path])
    }
  }

  @Test func wholeTimesAreNotJoined() throws {
    let both = try frame("time,date,a\n2020-01-01 10:00:00,2020-01-01,1\n2020-01-01 10:00:01,2020-01-01,2\n")
    #expect(both.time?.name == "time" && interval(both) == "1 s")
    let one = try frame("date,time,a\n2020-01-01,10:00:00,1\n2020-01-02,10:00:00,2\n") { $0.time = "date" }
    #expect(one.time?.name == "date" && interval(one) == "1 d")
  }

  @Test func severalFilesAreJoinedAlike() throws {
    let one = folder.file("1.csv", "date,time,a\n13/04/2020,10:00,1\n")
    let two = folder.file("2.csv", "a,time,date\n2,10:00,03/04/2020\n")
    #expect(try Frame(reading: [one, two]).time?.unixSeconds == [1_586_772_000, 1_585_908_000])
  }

  @Test func timesMayHaveADecimalComma() throws {
    let read = try frame("time;a\n0,5;1,5\n1,0;2,5\n1,25;3\n")
    #expect(read.time?.instants == [500_000_000, 1_000_000_000, 1_250_000_000])
    #expect(read.time?.text(2) == "1,25")
    #expect(try frame("time;a\n12;1\n12,5;2\n").time?.instants?.last == 12_500_000_000)
  }

  @Test func anExcludedTimeIsNotRead() throws {
    let text = "time,a\n2020-01-01,1\nbroken,2\n"
    #expect(throws: DataError.self) { try frame(text) }
    #expect(try frame(text) { $0.exclude = ["time"] }.time == nil)
    #expect(try frame(text) { $0.exclude = ["time"] }.values == [1, 2])
  }

  @Test func timesThatMostlyRepeatAreTooCoarse() {
    func sampling(_ seconds: [Int64]) -> Sampling? {
      Sampling(instants: seconds.map { $0 * 1_000_000_000 }, runs: [0..<seconds.count])
    }
    #expect(sampling([0, 0, 0, 1, 1, 1, 2, 2, 2])?.isTooCoarse == true)
    #expect(sampling([0, 1, 2, 2, 3])?.isTooCoarse == false)
  }
}
