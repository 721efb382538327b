import AnomalyData
import Testing

@Suite struct DataFindingTests {
  private static func noise(_ rows: Int, seed: UInt64) -> [Float] {
    var source = RandomSource(seed: seed)
    return (0..<rows * 2).map { _ in Float(source.normal()) }
  }

  @Test func rowsThatStandInTwoRecordingsAreFound() {
    let first = Self.noise(200, seed: 1)
    // The second recording repeats rows 37 ..< 137 of the first, the third is another.
    let second = Self.noise(50, seed: 2) + first[37 * 2..<137 * 2] + Self.noise(50, seed: 3)
    let frame = Frame(
      values: first + second + Self.noise(200, seed: 4), columnNames: ["a", "b"], runs: [0..<200, 200..<400, 400..<600])
    let findings = frame.repeatedRows()
    guard case .repeatedRows(recording: 1, earlier: 0, let rows, count: 200)? = findings.first else {
      Issue.record("found \(findings)")
      return
    }
    #expect((80...100).contains(rows))
    #expect(findings.count == 1)
    #expect(findings[0].description.hasPrefix("\(rows) of 200 rows of recording 2 stand in recording 1 as well"))
  }

  @Test func recordingsAreCountedNotRuns() {
    let first = Self.noise(100, seed: 1)
    let frame = Frame(
      values: Self.noise(50, seed: 9) + first + first + first, columnNames: ["a", "b"],
      runs: [0..<50, 50..<150, 150..<250, 250..<350], recordings: [0, 0, 0, 1])
    let sentences = frame.repeatedRows().map(\.description)
    #expect(sentences.count == 2)
    #expect(sentences[0].contains("rows of recording 1 stand earlier in it as well"))
    #expect(sentences[1].contains("rows of recording 2 stand in recording 1 as well"))
  }

  @Test func aMachineThatStandsStillRepeatsNothing() {
    let still = [Float](repeating: 3, count: 400)
    #expect(Frame(values: still, columnNames: ["a"], runs: [0..<200, 200..<400]).repeatedRows().isEmpty)
    #expect(Frame(values: Self.noise(100, seed: 5), columnNames: ["a", "b"]).repeatedRows().isEmpty)
  }

  @Test func aColumnThatKnowsTheLabelIsNamed() {
    let labels = (0..<40).map { UInt8($0 % 10 == 9 ? 1 : 0) }
    let values = (0..<40).flatMap { row in [Float(row), labels[row] == 1 ? 7 : Float(row % 3), .nan] }
    let frame = Frame(values: values, columnNames: ["time", "state", "empty"], labels: labels)
    #expect(frame.columnsThatAreLabels == [.columnIsLabel("state")])
    #expect(Frame(values: values, columnNames: ["a", "b", "c"]).columnsThatAreLabels.isEmpty)
    let all = Frame(values: values, columnNames: ["a", "b", "c"], labels: [UInt8](repeating: 1, count: 40))
    #expect(all.columnsThatAreLabels.isEmpty)
  }

  @Test func anotherRegimeLaterIsSaid() {
    let values = (0..<100).flatMap { row -> [Float] in
      let wave = Float(row % 4) - 1.5
      return [wave, row < 50 ? wave : wave + 10, row < 50 ? wave : 9 * wave, row < 50 ? 5 : 6, 5]
    }
    let frame = Frame(values: values, columnNames: ["same", "moved", "wild", "woken", "still"])
    let findings = frame.drift(from: [0..<48], to: [52..<100])
    #expect(findings.count == 3)
    #expect(findings[0].description.hasPrefix("column moved lies 8.9 deviations higher in the calibration part"))
    #expect(findings[1].description.hasPrefix("column wild moves 9.0 times more in the calibration part"))
    #expect(findings[2].description.hasPrefix("column woken lies over 100 deviations higher"))
    #expect(frame.drift(from: [0..<24], to: [24..<48]).isEmpty)
    // It wakes, but around where it stood.
    let woken = (0..<40).map { Float($0 < 20 ? 0 : $0 % 2 == 0 ? 1 : -1) }
    let symmetric = Frame(values: woken, columnNames: ["w"]).drift(from: [0..<20], to: [20..<40])
    #expect(symmetric.map(\.description.first) == ["c"])
    #expect(symmetric[0].description.hasPrefix("column w moves over 100 times more in the calibration part"))
  }
}
