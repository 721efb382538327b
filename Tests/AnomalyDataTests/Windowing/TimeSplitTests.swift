import AnomalyData
import Testing

@Suite struct TimeSplitTests {
  @Test func oneRunIsSplitWithGaps() throws {
    let split = try TimeSplit(runs: [0..<1020], length: 10)
    #expect(split.training == [0..<700])
    #expect(split.validation == [710..<860])
    #expect(split.calibration == [870..<1020])
  }

  @Test(arguments: [1, 7, 32, 100])
  func theLeastNumberOfRowsIsEnough(_ length: Int) throws {
    let needed = TimeSplit.rowsNeeded(length: length)
    let split = try TimeSplit(runs: [0..<needed], length: length)
    for part in [split.training, split.validation, split.calibration] {
      #expect(part.count == 1 && part[0].count >= length && part[0].upperBound <= needed)
    }
    #expect(throws: WindowError.tooFewRowsToSplit(rows: needed - 1, needed: needed, length: length)) {
      try TimeSplit(runs: [0..<needed - 1], length: length)
    }
  }

  @Test func longRunsAreSplitAndShortOnesTrain() throws {
    let split = try TimeSplit(runs: [0..<1020, 1020..<1030, 1030..<1035, 1035..<2055], length: 10)
    #expect(split.training == [0..<700, 1020..<1030, 1035..<1735])
    #expect(split.validation == [710..<860, 1745..<1895])
    #expect(split.calibration.last == 1905..<2055)
  }

  @Test func shortRunsAreDealtInOrder() throws {
    let runs = (0..<10).map { $0 * 50..<($0 + 1) * 50 }
    let split = try TimeSplit(runs: runs, length: 32)
    #expect(split.training == Array(runs[..<7]))
    #expect(split.validation.isEmpty == false && split.calibration.isEmpty == false)
    #expect(split.training + split.validation + split.calibration == runs)
    let three = try TimeSplit(runs: Array(runs[..<3]), length: 32)
    #expect([three.training, three.validation, three.calibration] == [[runs[0]], [runs[1]], [runs[2]]])
    #expect(throws: WindowError.self) { try TimeSplit(runs: Array(runs[..<2]), length: 32) }
  }

  @Test func aLateLongRunLeavesRoomForAllParts() throws {
    let fractions = TimeSplit.Fractions(training: 0.98, validation: 0.01, calibration: 0.01)
    let split = try TimeSplit(runs: [0..<5, 5..<10, 10..<90], length: 5, fractions: fractions)
    #expect([split.training, split.validation, split.calibration] == [[0..<5], [5..<10], [10..<90]])
  }

  @Test func rowSamplesKeepTheirOrderWithoutGaps() throws {
    let split = try TimeSplit(rowSamplesIn: [0..<30, 30..<31, 31..<100])
    #expect(split.training == [0..<30, 30..<31, 31..<70])
    #expect(split.validation == [70..<85])
    #expect(split.calibration == [85..<100])
    #expect(throws: WindowError.tooFewRowsToSplit(rows: 6, needed: 7, length: 1)) {
      try TimeSplit(rowSamplesIn: [0..<6])
    }
    let least = try TimeSplit(rowSamplesIn: [0..<7])
    #expect(!least.training.isEmpty && !least.validation.isEmpty && !least.calibration.isEmpty)
  }

  @Test func fractionsAreChecked() {
    for fractions in [
      TimeSplit.Fractions(training: 0), .init(training: 0.9), .init(validation: -0.1), .init(calibration: .nan),
    ] {
      #expect(throws: WindowError.fractions) { try TimeSplit(runs: [0..<1000], length: 8, fractions: fractions) }
    }
  }
}
