import AnomalyData
import Testing

@Suite struct FrameReadingTests {
  @Test func plainTable() throws {
    let frame = try frame("a,b [V]\n1,2\n3.5,-4e1\n")
    #expect(frame.columnNames == ["a", "b [V]"])
    #expect(frame.units == ["", "V"])
    #expect(frame.values == [1, 2, 3.5, -40])
    #expect(frame.runs == [0..<2])
    #expect(frame.labels == nil && frame.time == nil)
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func delimiterIsFound(_ delimiter: String) throws {
    let frame = try frame(["x", "y", "z"].joined(separator: delimiter) + "\n1\(delimiter)2\(delimiter)3\n")
    #expect(frame.values == [1, 2, 3])
  }

  @Test func oneColumnWithoutDelimiter() throws {
    #expect(try frame("7.5\n8\n\n9").values == [7.5, 8, 9])
    #expect(try frame("x\n7.5\n8").columnNames == ["x"])
  }

  @Test func decimalCommaIsNotTheDelimiter() throws {
    let date = try frame("time;x\n2020-01-01 00:00:00,5;1\n2020-01-01 00:00:01,5;2\n")
    #expect(date.values == [1, 2])
    #expect(date.time?.text(0) == "2020-01-01 00:00:00,5")
  }

  @Test func decimalCommasAreFoundOrNamed() throws {
    #expect(try frame("a;b\n1,5;2\n-0,25;3e1\n").values == [1.5, 2, -0.25, 30])
    #expect(try frame("1,5 2\n2,5 3\n") { $0.delimiter = .blanks }.values == [1.5, 2, 2.5, 3])
    // One number with a point says that the commas are something else.
    #expect(throws: DataError.self) { try frame("a;b\n1,5;2.5\n") }
    #expect(try frame("a,b\n\"1,5\",2\n\"2,5\",3\n") { $0.decimal = .comma }.values == [1.5, 2, 2.5, 3])
    let long = (0..<40).map { "\($0),5;\(2 * $0)" }.joined(separator: "\n")
    #expect(try frame(long).values.suffix(2) == [39.5, 78])
  }

  @Test func tablesWithBlanksBetween() throws {
    let frame = try frame("  x   y\n 1  2 \n\n3\t 4.5\r\n   \n-5 1e2")
    #expect(frame.columnNames == ["x", "y"] && frame.values == [1, 2, 3, 4.5, -5, 100])
    let long = (0..<50).map { " \($0)   \($0).25 " }.joined(separator: "\n")
    #expect(try AnomalyDataTests.frame(long).values.suffix(2) == [49, 49.25])
    let failure = #expect(throws: DataError.self) {
      try AnomalyDataTests.frame("1 2\n1 2 3\n") { $0.delimiter = .blanks }
    }
    #expect(failure?.withPath("f") == .raggedRow(path: "f", line: 2, expected: 2, found: 3))
  }

  @Test func anyByteCanSeparate() throws {
    #expect(try frame("a:b\n1:2\n") { $0.delimiter = Delimiter(":") }.values == [1, 2])
    #expect(try frame("1~2\n3~4\n") { $0.delimiter = Delimiter("~") }.values == [1, 2, 3, 4])
  }

  @Test func commentsAreLeftOut() throws {
    let text = "# a; logger; v1\na,b\n#units,x\n1,2\n# end, of part\n3,4\n#"
    #expect(try frame(text) { $0.comment = UInt8(ascii: "#") }.values == [1, 2, 3, 4])
  }

  @Test func longTablesAreReadAsShortOnes() throws {
    var random = RandomSource(seed: 3)
    var text = "a,b,c\n"
    var expected: [Float] = []
    for _ in 0..<2000 {
      let row = (0..<3).map { _ in Float(random.uniform(in: -1000..<1000)) }
      expected += row
      let fields = row.map { value in
        switch random.next() % 4 {
        case 0: "\"\(value)\""
        case 1: " \(value) "
        case 2: "\(Double(value))"
        default: "\(value)"
        }
      }
      text += fields.joined(separator: ",") + (random.next() % 2 == 0 ? "\r\n" : "\n")
    }
    #expect(try frame(text).values == expected)
  }

  @Test func byteOrderMarkCarriageReturnsAndBlankLines() throws {
    let frame = try frame(bytes: [0xEF, 0xBB, 0xBF] + Array("a,b\r\n1,2\r\n\r\n3 , 4\r\n5,\r\n".utf8))
    #expect(frame.columnNames == ["a", "b"])
    #expect(Array(frame.values[..<5]) == [1, 2, 3, 4, 5])
    #expect(frame.values[5].isNaN)
  }

  @Test func quotedFields() throws {
    let frame = try frame("\"a,1\",\"say \"\"b\"\"\",time\n\"1\",2,\"x \"\"y\"\"\nz\"\n3,\"4\",w")
    #expect(frame.columnNames == ["a,1", "say \"b\""])
    #expect(frame.values == [1, 2, 3, 4])
    #expect(frame.time?.text(0) == "x \"y\"\nz")
    #expect(frame.time?.text(1) == "w")
  }

  @Test func missingSamplesAreNaN() throws {
    let frame = try frame("a,b,c\n,NaN,null\nNA,inf,1\n")
    #expect(frame.values.map(\.isNaN) == [true, true, true, true, true, false])
  }

  @Test func headerIsFoundOrForced() throws {
    #expect(try frame("1,2\n3,4\n").columnNames == ["c0", "c1"])
    #expect(try frame("1,2\n3,4\n").rowCount == 2)
    #expect(try frame("2020-01-01 10:00:00,2\n2020-01-01 10:00:01,4\n").columnNames == ["c1"])
    let forced = try frame("1,2\n3,4\n") { $0.header = .present }
    #expect(forced.columnNames == ["1", "2"] && forced.rowCount == 1)
    let failure = #expect(throws: DataError.self) { try frame("a,b\n3,4\n") { $0.header = .absent } }
    #expect(failure?.withPath("f") == .notANumber(path: "f", line: 1, column: "c0", text: "a"))
  }

  @Test func timesAndLabelsAreNoFeatures() throws {
    let frame = try frame(
      "Timestamp,a,Anomaly,changepoint,outlier\n2020-01-01,1,0.0,1,0\n2020-01-02,2,1.0,0,0\n2020-01-03,3,7,0,0\n")
    #expect(frame.columnNames == ["a"])
    #expect(frame.labels == [0, 1, 1])
    #expect(frame.time?.name == "Timestamp")
    #expect(frame.time?.text(1) == "2020-01-02")
  }

  @Test func firstDateColumnIsTheTime() throws {
    let frame = try frame("day,clock,a\n2020-01-01,10:00:00,1\n2020-01-01,10:00:01,2\n")
    #expect(frame.columnNames == ["a"])
    #expect(frame.time?.name == "day+clock")
    #expect(try AnomalyDataTests.frame("at,a\n10:30,1\n").columnNames == ["a"])
  }

  @Test func labelOrderAndTruth() throws {
    #expect(try frame("anomaly,label,a\n0,1,5\n").labels == [1])
    #expect(try frame("fault,a\nTrue,5\nfalse,5\n") { $0.label = "fault" }.labels == [1, 0])
    let frame = try frame("class,a\n2,5\n")
    #expect(frame.columnNames == ["class", "a"] && frame.labels == nil)
  }

  @Test func columnsAreChosenByNameAndOrder() throws {
    let text = "a [V],b,c,time\n1,2,3,9\n4,5,6,9\n"
    #expect(try frame(text) { $0.columns = ["c", "a"] }.values == [3, 1, 6, 4])
    #expect(try frame(text) { $0.columns = ["c", "a"] }.columnNames == ["c", "a [V]"])
    #expect(try frame(text) { $0.exclude = ["b"] }.columnNames == ["a [V]", "c"])
    #expect(try frame(text) { $0.time = "b" }.time?.text(1) == "5")
    #expect(try frame(",a\n0,5\n1,6\n").columnNames == ["a"])
  }

  @Test func severalFilesAreSeveralRuns() throws {
    let folder = TemporaryFolder()
    let first = folder.file("1.csv", "time,a,b,label\n0,1,2,0\n1,3,4,1\n")
    let second = folder.file("2.csv", "b;time;a;label\n6;0;5;1\n")
    let frame = try Frame(reading: [first, second])
    #expect(frame.values == [1, 2, 3, 4, 5, 6])
    #expect(frame.runs == [0..<2, 2..<3])
    #expect(frame.labels == [0, 1, 1])
    #expect(frame.time?.text(2) == "0")

    let bare = folder.file("3.csv", "a,b\n7,8\n")
    let mixed = try Frame(reading: [first, bare])
    #expect(mixed.labels == nil && mixed.time == nil)
    #expect(mixed.values == [1, 2, 3, 4, 7, 8])
  }

  @Test func filterKeepsRowsAndCutsRuns() throws {
    let text = "class,a\n1,10\n1.0,11\n2,12\n1,13\n"
    let frame = try frame(text) { $0.filter = RowFilter("class=1") }
    #expect(frame.columnNames == ["a"])
    #expect(frame.values == [10, 11, 13])
    #expect(frame.runs == [0..<2, 2..<3])
    #expect(try AnomalyDataTests.frame("m,a\nrun,1\nidle,2\n") { $0.filter = RowFilter("m=idle") }.values == [2])
    #expect(RowFilter("novalue") == nil && RowFilter("=1") == nil)
  }

  @Test func writtenFrameReadsBack() throws {
    var time = TimeColumn(name: "time")
    for text in ["a,b", "c \"d\"", ""] { time.append(text.utf8) }
    let original = Frame(
      values: [0.1, 1e-20, .nan, 3e38, -5, 16_777_216], columnNames: ["x [m/s]", "y,z"], labels: [0, 1, 0],
      time: time)
    for delimiter in [Delimiter.tab, .semicolon, .pipe, .comma, .blanks] {
      let read = try frame(bytes: original.csv(delimiter: delimiter)) { $0.delimiter = delimiter }
      #expect(read.digest == original.digest)
      #expect(read.labels == original.labels)
      #expect(read.time == original.time)
    }
    let alone = Frame(values: [1, .nan, 2], columnNames: ["x"])
    #expect(try frame(bytes: alone.csv()).digest == alone.digest)
  }
}
