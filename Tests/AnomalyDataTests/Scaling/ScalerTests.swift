import AnomalyData
import Testing

@Suite struct ScalerTests {
  private let frame = Frame(
    values: [0, 10, 7, 0, 2, 20, 7, 0, 4, .nan, 7, 0, 100, 1000, 8, 3], columnNames: ["a", "b", "c", "z"])

  @Test func minmaxMapsTheTrainingRangeToZeroAndOne() {
    let scaler = Scaler(.minmax, fittedTo: frame, rows: [0..<3])
    #expect(scaler.center == [0, 10, 7, 0])
    #expect(scaler.gain[0] == 0.25 && scaler.gain[1] == 0.1)
    #expect(scaler.fill[0] == 0.5 && scaler.fill[1] == 0.5)
    let scaled = scaler.scaled(frame)
    #expect([scaled[0], scaled[4], scaled[8]] == [0, 0.5, 1])
    #expect(scaled[9] == 0.5)
    #expect(scaled[12] == 25)
  }

  @Test func standardMapsMeanAndDeviation() {
    let scaler = Scaler(.standard, fittedTo: frame, rows: [0..<3])
    #expect(scaler.center[0] == 2 && scaler.center[1] == 15)
    #expect(scaler.gain[0] == Float(1 / (8.0 / 3).squareRoot()))
    #expect(scaler.gain[1] == 0.2)
    #expect(scaler.fill == [0, 0, 0, 0])
  }

  /// 0...8 and one fault: median 4.5, quartiles 2.25 and 6.75.
  @Test func robustHardlySeesAFault() {
    let values = (0...8).map(Float.init) + [1e6]
    let scaler = Scaler(.robust, fittedTo: Frame(values: values, columnNames: ["a"]), rows: [0..<10])
    #expect(scaler.center == [4.5])
    #expect(scaler.gain == [Float(1.349 / 4.5)])
    let flat = Frame(values: [1, 1, 1, 1, 1, 1, 1, 5], columnNames: ["a"])
    #expect(
      Scaler(.robust, fittedTo: flat, rows: [0..<8]).gain == Scaler(.standard, fittedTo: flat, rows: [0..<8]).gain)
  }

  @Test func quantileLeavesTheExtremesOut() {
    let values = (0...1000).map(Float.init)
    let scaler = Scaler(.quantile, fittedTo: Frame(values: values, columnNames: ["a"]), rows: [0..<1001])
    #expect(scaler.center == [5])
    #expect(scaler.gain == [Float(1.0 / 990)])
    let flat = Frame(values: [Float](repeating: 1, count: 999) + [3], columnNames: ["a"])
    #expect(Scaler(.quantile, fittedTo: flat, rows: [0..<1000]).gain == [0.5])
  }

  @Test func noScalerLeavesSamplesAsTheyAre() {
    let scaler = Scaler(.none, fittedTo: frame, rows: [0..<3])
    #expect(scaler.scaled(frame)[12] == 100)
    #expect(scaler.constantColumns == [2, 3])
    #expect(scaler.fill[0] == 2)
  }

  @Test func aColumnMayBeScaledInItsOwnWay() {
    let mixed = Scaler(.standard, fittedTo: frame, rows: [0..<3], exceptions: [1: .minmax])
    #expect(mixed.gain[0] == Scaler(.standard, fittedTo: frame, rows: [0..<3]).gain[0])
    #expect(mixed.gain[1] == Scaler(.minmax, fittedTo: frame, rows: [0..<3]).gain[1])
    #expect(mixed.center[1] == 10)
  }

  @Test func deviationSurvivesALargeOffset() {
    let values = (0..<1000).map { Float(1e6) + Float($0 % 2) }
    let scaler = Scaler(.standard, fittedTo: Frame(values: values, columnNames: ["a"]), rows: [0..<1000])
    #expect(scaler.gain[0] == 2)
  }

  @Test func scalingRoundsTwiceInThisOrder() {
    let scaler = Scaler(kind: .minmax, center: [0.1], gain: [3.7], fill: [0])
    var random = RandomSource(seed: 2)
    let values = (0..<1000).map { _ in Float(random.normal()) }
    let scaled = scaler.scaled(Frame(values: values, columnNames: ["a"]))
    for (x, y) in zip(values, scaled) {
      let difference = Float(Double(x) - Double(0.1 as Float))
      #expect(y == Float(Double(difference) * Double(3.7 as Float)))
      #expect(y == scaler.scaled(x, column: 0))
    }
  }

  @Test(arguments: Scaler.Kind.allCases.filter { $0 != .none })
  func constantColumnsStayFiniteAndVisible(_ kind: Scaler.Kind) {
    let scaler = Scaler(kind, fittedTo: frame, rows: [0..<3])
    #expect(scaler.constantColumns == [2, 3])
    #expect(scaler.gain.allSatisfy { $0.isFinite && $0 > 0 })
    #expect(scaler.scaled(7, column: 2) == 0)
    #expect(abs(scaler.scaled(8, column: 2) - 1 / 0.07) < 1e-3)
    #expect(scaler.scaled(3, column: 3) == 3)
  }

  @Test func columnWithoutSamplesIsConstant() {
    let empty = Frame(values: [.nan, .nan], columnNames: ["a"])
    let scaler = Scaler(.standard, fittedTo: empty, rows: [0..<2])
    #expect(scaler.constantColumns == [0])
    #expect(scaler.scaled(empty) == [0, 0])
  }

  @Test func extremeRangesKeepNormalGains() {
    let frame = Frame(values: [-3e38, 1e-37, 3e38, 5e-37], columnNames: ["a", "b"])
    for kind in Scaler.Kind.allCases {
      let scaler = Scaler(kind, fittedTo: frame, rows: [0..<2])
      #expect(scaler.gain.allSatisfy { $0.isNormal && $0 > 0 })
      #expect(scaler.center.allSatisfy { $0.isFinite })
    }
  }

  @Test func onlyTheGivenRowsCount() {
    #expect(Scaler(.minmax, fittedTo: frame, rows: [0..<1, 2..<3]).gain[0] == 0.25)
    #expect(Scaler(.minmax, fittedTo: frame, rows: [0..<4]).gain[0] == 0.01)
  }

  @Test func sharedScalerTakesAllColumnsAsOneVariable() {
    let samples = Frame(values: [0, 5, 10, 2, 3, 4], columnNames: ["t0", "t1", "t2"])
    let scaler = Scaler(.minmax, fittedTo: samples, rows: [0..<2], isShared: true)
    #expect(scaler.columnCount == 1)
    #expect(scaler.scaled(samples) == [0, 0.5, 1, 0.2, 0.3, 0.4])
  }

  @Test func unscalingGivesThePhysicalValueBack() {
    let scaler = Scaler(.standard, fittedTo: frame, rows: [0..<3])
    for x: Float in [-3, 0, 2, 40] {
      #expect(abs(scaler.unscaled(scaler.scaled(x, column: 0), column: 0) - x) < 1e-4)
    }
  }
}
