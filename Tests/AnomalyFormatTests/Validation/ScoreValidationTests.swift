import AnomalyFormat
import SampleModels
import Testing

@Suite struct ScoreValidationTests {
  private static let edits: [BlobEdit] = [
    .score("no residual") { $0.residualCount = 0 },
    .score("more residuals than the window") { $0.residualCount += 1 },
    .score("target outside of the window") { $0.targetOffset = 1 },
    .score("end of the targets wraps") { $0.targetOffset = .max },
    .score("warn negative") { $0.warn = -1 },
    .score("warn NaN") { $0.warn = .nan },
    .score("warn above alarm") { $0.warn = $0.alarm.nextUp },
    .score("alarm infinite") { $0.alarm = .infinity },
    .score("alarm NaN") { $0.alarm = .nan },
    .score("reserved") { $0.decision.reserved = 1 },
    .score("unknown smoothing") { $0.decision.smoothing = 4 },
    .score("length without smoothing") { $0.decision.length = 3 },
    .score("votes without smoothing") { $0.decision.votes = 1 },
    .score("weight without smoothing") { $0.decision.weight = 0.5 },
    .header("mean of one") {
      $0.score.decision.smoothing = Smoothing.mean.rawValue; $0.score.decision.length = 1; $0.sessionBytes += 16
    },
    .score("average without weight") { $0.decision.smoothing = Smoothing.ewma.rawValue },
    .score("average with a weight above 1") {
      $0.decision.smoothing = Smoothing.ewma.rawValue; $0.decision.weight = 1.5
    },
    .score("average with a NaN") {
      $0.decision.smoothing = Smoothing.ewma.rawValue; $0.decision.weight = .nan
    },
    .score("more votes than windows") {
      $0.decision.smoothing = Smoothing.votes.rawValue; $0.decision.length = 3; $0.decision.votes = 4
    },
    .score("no votes") {
      $0.decision.smoothing = Smoothing.votes.rawValue; $0.decision.length = 3
    },
    .score("votes of 33 windows") {
      $0.decision.smoothing = Smoothing.votes.rawValue; $0.decision.length = 33; $0.decision.votes = 1
    },
    .score("votes with hysteresis") {
      $0.decision.smoothing = Smoothing.votes.rawValue; $0.decision.length = 3; $0.decision.votes = 2
      $0.decision.hysteresis = 0.5
    },
    .score("hysteresis 1") { $0.decision.hysteresis = 1 },
    .score("hysteresis negative") { $0.decision.hysteresis = -0.25 },
    .score("hysteresis NaN") { $0.decision.hysteresis = .nan },
    .score("endless hold") { $0.decision.hold = .max },
    BlobEdit("quantile scores do not rise") { $0.editQuantile(1) { $0.score = 0 } },
    BlobEdit("quantile score infinite") { blob in
      let last = Int(blob.header.sections[.quantiles].bytes) / 8 - 1
      blob.editQuantile(last) { $0.score = .infinity }
    },
    BlobEdit("quantile score NaN") { $0.editQuantile(0) { $0.score = .nan } },
    BlobEdit("p above 1") { $0.editQuantile(0) { $0.p = 1.5 } },
    BlobEdit("p does not fall") { $0.editQuantile(1) { $0.p = 1 } },
    BlobEdit("p 0") { blob in
      let last = Int(blob.header.sections[.quantiles].bytes) / 8 - 1
      blob.editQuantile(last) { $0.p = 0 }
    },
    BlobEdit("reserved in the self-test") { $0.editSelfTest { $0.reserved1 = 1 } },
  ]

  @Test(arguments: edits)
  func impossibleScoresAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobScore)
  }
}
