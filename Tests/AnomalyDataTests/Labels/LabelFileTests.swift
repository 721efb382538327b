import AnomalyData
import Testing

@Suite struct LabelFileTests {
  private let folder = TemporaryFolder()

  private func labels(_ data: [String], _ files: [String], _ filter: String? = nil) throws -> [UInt8]? {
    var options = ReadOptions()
    options.labelFiles = files
    options.filter = filter.flatMap { RowFilter($0) }
    return try Frame(reading: data, options: options).labels
  }

  @Test func oneLabelARow() throws {
    let data = folder.file("d.csv", "a,k\n1,0\n2,1\n3,0\n4,1\n")
    #expect(try labels([data], [folder.file("l.txt", "0\n1\n1\n0\n")]) == [0, 1, 1, 0])
    #expect(try labels([data], [folder.file("m.csv", "row,label\n0,0\n1,0\n2,0\n3,1\n")]) == [0, 0, 0, 1])
    #expect(try labels([data], [folder.file("n.txt", "0\n1\n1\n0\n")], "k=0") == [0, 1])
    let short = folder.file("short.txt", "0\n1\n")
    #expect(throws: DataError.labelCount(path: short, expected: 4, found: 2, data: data)) {
      try labels([data], [short])
    }
  }

  @Test func rangesOfRowsIncludeBothEnds() throws {
    let data = folder.file("d.csv", "a\n1\n2\n3\n4\n5\n")
    #expect(try labels([data], [folder.file("l.csv", "start,end\n1,2\n4,4\n")]) == [0, 1, 1, 0, 1])
    #expect(
      try labels([data], [folder.file("m.csv", "kind,first_row,last_row,columns\nspike,0,0,a\n")]) == [1, 0, 0, 0, 0])
    #expect(try labels([data], [folder.file("n.csv", "3,4\n")]) == [0, 0, 0, 1, 1])
    let beyond = folder.file("o.csv", "start,end\n3,5\n")
    #expect(throws: DataError.labelCount(path: beyond, expected: 5, found: 6, data: data)) {
      try labels([data], [beyond])
    }
    let backwards = folder.file("p.csv", "start,end\n3,2\n")
    #expect(throws: DataError.self) { try labels([data], [backwards]) }
  }

  @Test func rangesInTimeServeSeveralRecordings() throws {
    let one = folder.file("1.csv", "time,a\n2020-01-01 00:00,1\n2020-01-01 00:01,2\n")
    let two = folder.file("2.csv", "time,a\n2020-01-01 00:02,1\n2020-01-01 00:03,2\n")
    let ranges = folder.file("l.csv", "begin;end\n2020-01-01T00:01:00Z;2020-01-01T00:02:00Z\n")
    #expect(try labels([one, two], [ranges]) == [0, 1, 1, 0])
    let bare = folder.file("bare.csv", "a\n1\n")
    #expect(throws: DataError.noTimes(option: "--labels in time", column: nil)) {
      try labels([bare], [ranges])
    }
  }

  @Test func windowsOfNAB() throws {
    let data = folder.file("cpu.csv", "timestamp,value\n2014-02-14 14:30:00,1\n2014-02-14 14:35:00,2\n")
    let windows = "{\"other.csv\": [], \"real/cpu.csv\": [[\"2014-02-14 14:35:00.000000\", \"2014-02-14 15:00:00.0\"]]}"
    #expect(try labels([data], [folder.file("w.json", windows)]) == [0, 1])
    #expect(try labels([data], [folder.file("x.json", "{\"cpu.csv\": [\"2014-02-14 14:30:00\"]}")]) == [1, 0])
    let others = folder.file("y.json", "{\"disk.csv\": []}")
    #expect(throws: DataError.labelsOfOthers(path: others, data: data)) { try labels([data], [others]) }
    #expect(throws: DataError.self) { try labels([data], [folder.file("z.json", "{\"cpu.csv\": 5}")]) }
  }

  @Test func filesOfAFolderArePairedByName() throws {
    let (one, two) = (folder.file("m-1.csv", "1\n2\n"), folder.file("m-2.csv", "3\n"))
    let labelled = TemporaryFolder()
    for (name, text) in [("m-1.txt", "0\n1\n"), ("m-2.txt", "1\n"), ("m-3.txt", "0\n")] {
      _ = labelled.file(name, text)
    }
    #expect(try labels([one, two], [labelled.path]) == [0, 1, 1])
    #expect(try labels([two, one], [labelled.path]) == [1, 0, 1])
    let stranger = folder.file("other.csv", "3\n")
    #expect(throws: DataError.noPartner(option: "--labels", recordings: ["other.csv"])) {
      try labels([one, stranger], [labelled.path])
    }
    #expect(throws: DataError.partnerCount(option: "--labels", expected: 2, found: 1)) {
      try labels([one, two], ["\(labelled.path)/m-1.txt"])
    }
  }

  @Test func aFolderWithAsManyFilesIsNotPairedByOrder() throws {
    let (one, two) = (folder.file("b.csv", "1\n2\n"), folder.file("a.csv", "3\n4\n"))
    let labelled = TemporaryFolder()
    _ = labelled.file("a.txt", "0\n0\n")
    _ = labelled.file("b.txt", "1\n1\n")
    #expect(try labels([one, two], [labelled.path]) == [1, 1, 0, 0])
    #expect(try labels([one, two], ["\(labelled.path)/*.txt"]) == [1, 1, 0, 0])
    // Who lists files means their order.
    #expect(try labels([one, two], ["a", "b"].map { "\(labelled.path)/\($0).txt" }) == [0, 0, 1, 1])
    _ = labelled.file("c.txt", "1\n1\n")
    #expect(throws: DataError.noPartner(option: "--labels", recordings: ["d.csv"])) {
      try labels([one, two, folder.file("d.csv", "5\n")], [labelled.path])
    }
  }

  @Test func linesOfCausesAreRangesOfRows() throws {
    let data = folder.file("d.csv", "a\n1\n2\n3\n4\n5\n")
    #expect(try labels([data], [folder.file("l.txt", "1-2:1,9\n4-4:38\n")]) == [0, 1, 1, 0, 1])
    let broken = folder.file("m.txt", "1-2:1\n3\n")
    #expect(throws: DataError.badCause(path: broken, line: 2, text: "3")) { try labels([data], [broken]) }
    let beyond = folder.file("n.txt", "4-5:1\n")
    #expect(throws: DataError.labelCount(path: beyond, expected: 5, found: 6, data: data)) {
      try labels([data], [beyond])
    }
  }

  @Test func timesAreReadInTheFormOfTheRecording() throws {
    // Only the later rows of the recording tell that the day comes first.
    let data = folder.file("d.csv", "time,a\n03/04/2020 00:00:00,1\n04/04/2020 00:00:00,2\n13/04/2020 00:00:00,3\n")
    #expect(
      try labels([data], [folder.file("l.csv", "start,end\n04/04/2020 00:00:00,04/04/2020 00:00:00\n")]) == [0, 1, 0])
    // Another form, without seconds, keeps the order.
    #expect(try labels([data], [folder.file("m.csv", "start,end\n04/04/2020 00:00,05/04/2020 12:00\n")]) == [0, 1, 0])
    // A form that leaves no doubt may differ.
    #expect(try labels([data], [folder.file("n.csv", "start,end\n2020-04-03,2020-04-04\n")]) == [1, 1, 0])
    // What was said about the recording holds for its labels.
    let short = folder.file("s.csv", "time,a\n03/04/2020,1\n04/04/2020,2\n")
    var options = ReadOptions()
    options.timeFormat = TimeFormat(pattern: "%d/%m/%Y")
    options.labelFiles = [folder.file("o.csv", "start,end\n04/04/2020,05/04/2020\n")]
    #expect(try Frame(reading: [short], options: options).labels == [0, 1])
  }

  @Test func calendarsMustAgree() throws {
    let dated = folder.file("d.csv", "time,a\n2020-01-01 00:00:00,1\n2020-01-01 00:00:01,2\n")
    let counted = folder.file("c.csv", "time,a\n0.0,1\n0.5,2\n")
    let inDates = folder.file("l.csv", "start,end\n2020-01-01 00:00:00,2020-01-01 00:00:01\n")
    let inSeconds = folder.file("m.csv", "start,end\n0.5,0.7\n")
    #expect(
      throws: DataError.labelCalendar(path: inDates, isCalendar: true, text: "2020-01-01 00:00:00", data: counted)
    ) { try labels([counted], [inDates]) }
    #expect(throws: DataError.labelCalendar(path: inSeconds, isCalendar: false, text: "0.5", data: dated)) {
      try labels([dated], [inSeconds])
    }
    #expect(try labels([counted], [inSeconds]) == [0, 1])
  }

  @Test func windowsWithoutARowAreFound() throws {
    let one = folder.file("1.csv", "time,a\n2020-01-01 00:00,1\n2020-01-01 00:01,2\n")
    let two = folder.file("2.csv", "time,a\n2020-01-01 00:02,1\n2020-01-01 00:03,2\n")
    let ranges = folder.file(
      "l.csv",
      "start,end\n2020-01-01 00:01,2020-01-01 00:01\n2020-01-01 00:03,2020-01-01 09:00\n2021-01-01 00:00,2021-01-02 00:00\n"
    )
    var options = ReadOptions()
    options.labelFiles = [ranges]
    let lost = DataFinding.unmatchedLabels(path: ranges, window: "2021-01-01 00:00 to 2021-01-02 00:00")
    #expect(try Frame(reading: [one, two], options: options).findings == [lost])
    #expect(try Frame.separate(reading: [one, two], options: options).findings == [lost])
    #expect(
      lost.description
        == "2021-01-01 00:00 to 2021-01-02 00:00 in \(ranges) marks no row, as the recording has none in that time; check "
        + "the times and their zone, or give --time-format")
    options.labelFiles = [folder.file("w.json", "{\"1.csv\": [[\"2020-01-01 00:03\", \"2020-01-01 00:04\"]]}")]
    #expect(try Frame(reading: [one], options: options).findings.count == 1)
  }

  @Test func otherTablesAreNoLabels() {
    let data = folder.file("d.csv", "a\n1\n")
    let table = folder.file("t.csv", "x,y,z\n1,2,3\n")
    #expect(throws: DataError.notLabels(path: table, reason: "its columns are x, y, z")) { try labels([data], [table]) }
  }
}
