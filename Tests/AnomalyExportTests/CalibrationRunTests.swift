import AnomalyExport
import Testing

@Suite struct CalibrationRunTests {
  /// Windows of `length` values, one value apart, out of 0, 1, 2, …; `holes` are left out.
  private func sample(_ count: Int, length: Int, holes: Set<Int> = []) -> (windows: [Float], runs: [Int]?) {
    let values = (0..<count + length).map { Float($0) }
    let spans = (0..<count).filter { !holes.contains($0) }.map { $0..<$0 + length }
    return Model.sampleOfRuns(values, spans: spans, step: 1)
  }

  @Test func windowsThatFitAreAllKeptInRunsBetweenHoles() {
    let (windows, runs) = sample(100, length: 4, holes: [0, 40, 41, 99])
    #expect(runs == [39, 57])
    #expect(windows.count == 96 * 4)
    #expect(Array(windows.prefix(4)) == [1, 2, 3, 4])
  }

  @Test(arguments: [1 << 12, 1 << 14, 1 << 16, 3000])
  func whatDoesNotFitIsSpreadOverAllOfIt(length: Int) {
    let count = 2 * Model.sampleLimit / length + 7
    let (windows, runs) = sample(count, length: length)
    let kept = windows.count / length
    #expect(runs?.reduce(0, +) == kept)
    #expect(windows.count <= Model.sampleLimit && windows.count > Model.sampleLimit * 9 / 10)
    let starts = stride(from: 0, to: windows.count, by: length).map { Int(windows[$0]) }
    #expect(starts == starts.sorted())
    if kept >= 32 {
      #expect(runs?.count ?? 0 > 1)
      // The last run begins in the last part of the recording.
      #expect(starts[kept - 1] > count * 3 / 4)
    }
    #expect(Set(starts).count == kept)
  }

  @Test func nothingGivesNothing() {
    let (windows, runs) = sample(0, length: 4)
    #expect(windows.isEmpty && runs == [])
  }
}
