import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct VolumeUnderSurfaceTests {
  @Test(arguments: 1...8) func equalsItsDefinitionOverSeveralRuns(seed: UInt64) throws {
    var source = RandomSource(seed: seed)
    let count = 60 + Int(seed) * 9
    var isAnomalous = false
    let labels = (0..<count).map { row in
      if source.next() % 7 == 0 { isAnomalous.toggle() }
      return row == 3 || (row != 4 && isAnomalous)
    }
    let scores = labels.map { Float(source.next() % 40) + ($0 ? 15 : 0) }
    let cut = 1 + Int(source.next() % UInt64(count - 1))
    let runs = [0..<cut, cut..<count]
    let data = try LabelledScores(scores: scores, labels: labels, runs: runs)
    for buffer in [0, 1, 2, 9, 40] {
      let volume = try #require(VolumeUnderSurface(data, buffer: buffer))
      let expected = VolumeReference(scores: scores, labels: labels, runs: runs).volume(buffer: buffer)
      #expect(isNear(volume.roc, expected.roc))
      #expect(isNear(volume.pr, expected.pr))
    }
  }

  @Test func oneClassHasNoVolume() throws {
    #expect(VolumeUnderSurface(try LabelledScores(scores: [1, 2], labels: [false, false]), buffer: 2) == nil)
    #expect(VolumeUnderSurface(try LabelledScores(scores: [1, 2], labels: [true, true]), buffer: 2) == nil)
    #expect(VolumeUnderSurface(try LabelledScores(scores: [], labels: []), buffer: 2) == nil)
  }

  @Test func aPerfectScoreStaysPerfectWithoutABuffer() throws {
    let labels = (0..<100).map { (40..<50).contains($0) }
    let volume = try #require(
      VolumeUnderSurface(try LabelledScores(scores: labels.map { $0 ? 1 : 0 }, labels: labels), buffer: 0))
    #expect(volume.roc == 1)
    #expect(volume.pr == 1)
  }
}
