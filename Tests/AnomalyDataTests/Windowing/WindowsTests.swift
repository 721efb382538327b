import AnomalyData
import Testing

@Suite struct WindowsTests {
  private func counting(rows: Int, columns: Int, runs: [Range<Int>]? = nil) -> Frame {
    Frame(
      values: (0..<rows * columns).map { Float($0) }, columnNames: (0..<columns).map { "c\($0)" }, runs: runs)
  }

  @Test func noWindowCrossesARun() throws {
    let frame = counting(rows: 12, columns: 2, runs: [0..<5, 5..<7, 7..<12])
    #expect(try Windows(of: frame, length: 4).starts == [0, 1, 7, 8])
    #expect(try Windows(of: frame, length: 2, stride: 3).starts == [0, 3, 5, 7, 10])
    #expect(try Windows(of: frame, length: 2, in: [1..<3, 8..<11]).starts == [1, 8, 9])
  }

  @Test func windowIsASliceOfTheValues() throws {
    let frame = counting(rows: 6, columns: 3)
    let windows = try Windows(of: frame, length: 2)
    #expect(windows.sampleCount == 6 && windows.columns == 3 && windows.rowsPerWindow == 2)
    #expect(windows.rows(2) == 2..<4)
    #expect(windows.withWindow(2, in: frame.values) { Array($0) } == [6, 7, 8, 9, 10, 11])
    frame.values.withUnsafeBufferPointer { all in
      let address = windows.withWindow(2, in: frame.values) { $0.baseAddress }
      #expect(address == all.baseAddress.map { $0 + 6 })
    }
  }

  @Test func missingSamplesMakeWindowsIncomplete() throws {
    var values = counting(rows: 8, columns: 2).values
    values[7] = .nan
    let windows = try Windows(of: Frame(values: values, columnNames: ["a", "b"]), length: 3)
    #expect(windows.count == 6)
    #expect(windows.complete == [0, 4, 5])
  }

  @Test func eachRowIsAWindowOfOneVariable() throws {
    let frame = counting(rows: 4, columns: 3, runs: [0..<1, 1..<4])
    let windows = try Windows(rowsOf: frame)
    #expect(windows.length == 3 && windows.columns == 1 && windows.rowsPerWindow == 1)
    #expect(windows.starts == [0, 1, 2, 3])
    #expect(windows.withWindow(2, in: frame.values) { Array($0) } == [6, 7, 8])
    #expect(try Windows(rowsOf: frame, in: [1..<3]).starts == [1, 2])
    #expect(windows.labels(from: [0, 1, 0, 2]) == [0, 1, 0, 1])
  }

  @Test func windowIsAnomalousWithAnyOfItsRows() throws {
    let windows = try Windows(of: counting(rows: 6, columns: 1), length: 2)
    #expect(windows.labels(from: [0, 0, 1, 0, 0, 0]) == [0, 1, 1, 0, 0])
  }

  @Test func tooShort() {
    let frame = counting(rows: 5, columns: 1, runs: [0..<3, 3..<5])
    #expect(throws: WindowError.tooFewRows(longestRun: 3, length: 4)) { try Windows(of: frame, length: 4) }
    #expect(WindowError.tooFewRows(longestRun: 3, length: 4).description.contains("at least 4 consecutive rows"))
  }
}
