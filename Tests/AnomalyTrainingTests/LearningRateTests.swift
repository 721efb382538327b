import Testing

@testable import AnomalyTraining

@Suite struct LearningRateTests {
  private func rates(_ schedule: LearningRateSchedule, rise: Float = 0, epochs: Int = 8) -> [Double] {
    var options = TrainingOptions()
    options.learningRate = 0.5
    options.schedule = schedule
    options.rise = rise
    let rate = LearningRate(options, epochs: epochs)
    return (1...epochs).map { rate.rate(epoch: $0, batch: 0, batches: 2) }
  }

  @Test func constantAndStep() {
    #expect(rates(.constant) == [Double](repeating: 0.5, count: 8))
    #expect(rates(.step(every: 3, factor: 0.5)) == [0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125])
  }

  @Test func cosineFallsFromTheRateToItsFloor() {
    let found = rates(.cosine(floor: 0.2))
    #expect(abs(found[0] - 0.5) < 1e-9 && abs(found[4] - 0.5 * 0.6) < 1e-6)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 > $1 } && found[7] > 0.1)
    var options = TrainingOptions()
    options.schedule = .cosine(floor: 0)
    let last = LearningRate(options, epochs: 10).rate(epoch: 10, batch: 999, batches: 1000)
    #expect(last > 0 && last < 1e-6)
  }

  @Test func theRateRisesLinearlyBatchByBatch() {
    var options = TrainingOptions()
    options.learningRate = 1
    options.rise = 1.5
    let rate = LearningRate(options, epochs: 9)
    let found = [(1, 0), (1, 1), (2, 0), (2, 1)].map { rate.rate(epoch: $0, batch: $1, batches: 2) }
    for (a, b) in zip(found, [1.0 / 3, 2.0 / 3, 1, 1]) { #expect(abs(a - b) < 1e-12) }
    // The schedule counts from the end of the rise.
    let stepped = rates(.step(every: 2, factor: 0.1), rise: 2)
    #expect(stepped[3] == 0.5 && abs(stepped[4] - 0.05) < 1e-9)
  }

  @Test func aPlateauLowersTheRate() {
    var options = TrainingOptions()
    options.learningRate = 1
    options.schedule = .plateau(patience: 2, factor: 0.5)
    options.minimumDelta = 0.1
    var rate = LearningRate(options, epochs: 99)
    let found = [3, 2, 1.95, 1.93, 1, 0.5, 0.5, 0.5, 0.5, 0.5].map { (loss: Double) -> Double in
      rate.record(loss: loss)
      return rate.rate(epoch: 5, batch: 0, batches: 1)
    }
    #expect(found == [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.125])
  }
}
