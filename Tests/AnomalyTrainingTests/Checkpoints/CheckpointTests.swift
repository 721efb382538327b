import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

/// Trainings that are ended after any epoch and continued: the same bits as in one go.
@Suite struct CheckpointTests {
  /// Everything that a checkpoint must keep: a memory, momentum, a plateau, a rise, a trim.
  private static var options: TrainingOptions {
    var options = SineWindows.options(epochs: 5)
    options.optimiser = .rmsprop
    options.schedule = .plateau(patience: 1, factor: 0.5)
    options.minimumDelta = 0.02
    options.rise = 1.5
    options.trim = 0.05
    return options
  }

  private func run(
    _ kind: ModelKind, _ options: TrainingOptions = Self.options, resume: Checkpoint? = nil, digest: UInt64 = 1,
    settings: [String] = ["window 12"], hidden: [Int] = [12, 5], save: ((Checkpoint) -> Void)? = nil
  ) throws -> TrainingResult {
    let model = ModelOptions(hidden: hidden, slots: kind == .memoryAutoencoder ? 9 : nil)
    return try Training(
      graph: kind.graph(window: SineWindows.shape, options: model), options: options,
      adversarial: kind.model(window: SineWindows.shape, options: model).adversarial(window: SineWindows.shape)
    ).run(
      training: TrainingTests.training, validation: TrainingTests.validation,
      checkpoints: CheckpointPlan(settings: settings, dataDigest: digest, resume: resume, save: save))
  }

  @Test(arguments: [ModelKind.autoencoder, .memoryAutoencoder, .gan])
  func everyCheckpointContinuesToTheSameBits(_ kind: ModelKind) throws {
    var checkpoints: [Checkpoint] = []
    let whole = try run(kind) { checkpoints.append($0) }
    // Two fits of five epochs, with a warm-up of two each where there is a memory.
    #expect(checkpoints.count == (kind == .memoryAutoencoder ? 14 : 10))
    for checkpoint in checkpoints {
      let read = try Checkpoint(bytes: checkpoint.bytes())
      #expect(read == checkpoint)
      let continued = try run(kind, resume: read)
      #expect(continued.parameters.map(\.bitPattern) == whole.parameters.map(\.bitPattern), "\(checkpoint.place)")
      #expect(continued.record == whole.record)
    }
  }

  @Test func aRunThatHadStoppedStaysStopped() throws {
    var options = Self.options
    (options.epochs, options.patience, options.trim) = (200, 1, 0)
    var last: Checkpoint?
    let whole = try run(.autoencoder, options) { last = $0 }
    #expect(whole.record.end == .stoppedEarly)
    let continued = try run(.autoencoder, options, resume: last)
    #expect(continued.record == whole.record && continued.parameters == whole.parameters)
  }

  @Test func otherRunsAreRefused() throws {
    var found: Checkpoint?
    _ = try run(.autoencoder) { found = $0 }
    let checkpoint = try #require(found)
    var options = Self.options
    options.learningRate = 0.25
    let named = TrainingError.checkpoint(.otherSetting(name: "learning rate", then: "0.003", now: "0.25"))
    #expect(throws: named) { try run(.autoencoder, options, resume: checkpoint) }
    #expect(named.description.contains("learning rate 0.003, this one has 0.25"))
    #expect(throws: TrainingError.checkpoint(.otherSetting(name: "window", then: "12", now: "13"))) {
      try run(.autoencoder, resume: checkpoint, settings: ["window 13"])
    }
    #expect(throws: TrainingError.checkpoint(.otherData)) { try run(.autoencoder, resume: checkpoint, digest: 2) }
    #expect(throws: TrainingError.checkpoint(.otherModel)) { try run(.autoencoder, resume: checkpoint, hidden: [9]) }
  }

  @Test func damagedFilesAreRefused() throws {
    var found: Checkpoint?
    _ = try run(.autoencoder) { found = $0 }
    let bytes = try #require(found).bytes()
    #expect(throws: CheckpointError.notACheckpoint) { try Checkpoint(bytes: Array("row,score\n1,2\n".utf8)) }
    #expect(throws: CheckpointError.notACheckpoint) { try Checkpoint(bytes: []) }
    for length in [24, 100, bytes.count - 1] {
      #expect(throws: CheckpointError.damaged) { try Checkpoint(bytes: Array(bytes.prefix(length))) }
    }
    for place in stride(from: 8, to: bytes.count, by: bytes.count / 40) {
      var changed = bytes
      changed[place] ^= 4
      #expect(throws: CheckpointError.damaged) { try Checkpoint(bytes: changed) }
    }
  }
}
