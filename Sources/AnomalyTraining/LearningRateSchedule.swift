/// How the learning rate changes while training goes on, after its linear rise. Factors are of `learningRate`.
public enum LearningRateSchedule: Codable, Sendable, Hashable {
  /// Not at all.
  case constant
  /// Along half a cosine from 1 to `floor` at the last epoch (Loshchilov and Hutter 2017, without restarts); `floor` from 0
  /// to 1.
  case cosine(floor: Float)
  /// Times `factor` after each `every` epochs; `every` ≥ 1, `factor` above 0 and at most 1.
  case step(every: Int, factor: Float)
  /// Times `factor` whenever `patience` epochs brought no better loss; `patience` ≥ 1, `factor` above 0 and at most 1.
  case plateau(patience: Int, factor: Float)
}

/// The learning rate of each step: a linear rise over the first epochs, then the schedule.
struct LearningRate {
  private let base: Double
  private let schedule: LearningRateSchedule
  private let rise: Double
  private let epochs: Int
  /// Of a plateau.
  private var factor = 1.0
  private var least = Double.infinity
  private var idle = 0
  private let minimumDelta: Double

  init(_ options: TrainingOptions, epochs: Int) {
    base = Double(options.learningRate)
    schedule = options.schedule
    rise = Double(options.rise)
    minimumDelta = Double(options.minimumDelta)
    self.epochs = epochs
  }

  /// Takes notice of the loss of an epoch that has ended.
  mutating func record(loss: Double) {
    guard case .plateau(let patience, let share) = schedule else { return }
    if loss < least - minimumDelta {
      least = loss
      idle = 0
    } else {
      idle += 1
      if idle >= patience {
        factor *= Double(share)
        idle = 0
      }
    }
  }

  /// The rate of batch `batch` (from 0) of `batches` in epoch `epoch` (from 1).
  func rate(epoch: Int, batch: Int, batches: Int) -> Double {
    let begun = Double(epoch - 1) + Double(batch) / Double(batches)
    let ended = Double(epoch - 1) + Double(batch + 1) / Double(batches)
    if begun < rise { return base * min(ended / rise, 1) }
    switch schedule {
    case .constant: return base
    case .cosine(let floor):
      let length = max(Double(epochs) - rise, 1)
      let share = min((begun - rise) / length, 1)
      return base * (Double(floor) + (1 - Double(floor)) * 0.5 * (1 + Double.sine(.pi * (0.5 - share))))
    case .step(let every, let share):
      return (0..<Int(begun - rise) / every).reduce(base) { rate, _ in rate * Double(share) }
    case .plateau: return base * factor
    }
  }
}
