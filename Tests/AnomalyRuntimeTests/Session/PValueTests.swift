import AnomalyEvaluation
import AnomalyExport
import SampleModels
import Testing

@testable import AnomalyRuntime

@Suite struct PValueTests {
  /// The table in the blob is read as the evaluation module reads it, bit for bit.
  @Test func pValuesAreThoseOfTheTable() throws {
    let export = try SampleModel.tiny.export(.none)
    let table = try ScoreQuantiles(calibration: export.calibrationScores)
    withExtendedLifetime(export.blob) {
      let blob = export.blob.blob
      #expect(blob.quantileCount == table.scores.count)
      let between = zip(table.scores, table.scores.dropFirst()).flatMap { [$0, ($0 + $1) / 2, $0.nextUp, $1.nextDown] }
      for score in between + [0, table.scores[table.scores.count - 1], 1e30, .greatestFiniteMagnitude] {
        #expect(blob.pValue(of: score).bitPattern == table.pValue(score).bitPattern)
      }
    }
  }
}
