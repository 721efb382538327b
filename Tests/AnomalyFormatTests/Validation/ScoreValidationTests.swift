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
    .score("reserved") { $0.reserved2 = 1 },
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
