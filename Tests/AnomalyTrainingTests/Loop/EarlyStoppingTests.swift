import Testing

@testable import AnomalyTraining

@Suite struct EarlyStoppingTests {
  @Test func patienceCountsImprovementsOfTheLeastDeltaAlone() {
    var options = TrainingOptions()
    options.patience = 3
    options.minimumDelta = 0.5
    var stopping = EarlyStopping(options)
    // Each loss is the least so far, but only the first two and the last improve by more than a half.
    let found = [4, 3, 2.9, 2.8, 2].map { (loss: Double) -> (Bool, Bool) in
      let isLeast = stopping.record(loss: loss)
      return (isLeast, stopping.isOver)
    }
    #expect(found.allSatisfy { $0.0 && !$0.1 })
    let rest = [1.9, 1.8, 1.7].map { (loss: Double) -> (Bool, Bool) in
      let isLeast = stopping.record(loss: loss)
      return (isLeast, stopping.isOver)
    }
    #expect(rest.allSatisfy { $0.0 })
    #expect(rest.map(\.1) == [false, false, true])
  }

  @Test func noPatienceNeverStops() {
    var options = TrainingOptions()
    options.patience = 0
    var stopping = EarlyStopping(options)
    for _ in 0..<100 { _ = stopping.record(loss: 1) }
    #expect(!stopping.isOver)
  }
}
