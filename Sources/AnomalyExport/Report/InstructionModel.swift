public import AnomalyFormat

/// A model of the longest push of a stream: how much work of each kind it is, and how many instructions that makes on a
/// processor in QEMU. A model, not a bound: `tools/check-instruction-model` holds it within 15 % of counts.
///
/// The longest push scores a window that lies across the end of the ring and in which one value is missing, so that the
/// window is searched for it and residuals are compared one by one; the table of p-values has 256 points. It does not
/// include: further missing values, readings from a converter as int16, interrupts.
public struct InstructionModel: Sendable {
  /// What a push costs beside its operations.
  public let frame: Work
  /// What each operation of the program costs, in its order.
  public let operations: [Work]

  /// The model of a validated blob; nil for float programs, which are not modelled.
  public init?(_ blob: Blob) {
    guard blob.isInteger else { return nil }
    var frame = Work()
    frame.add(1, .push)
    frame.add(blob.columns, .sampleValue)
    frame.add(blob.windowCount, .windowValue)
    let decision = blob.score.decision
    if decision.smoothing == Smoothing.mean.rawValue { frame.add(Int(decision.length), .smoothedScore) }
    self.frame = frame
    operations = (0..<Int(blob.header.opCount)).map { Work(of: blob.op($0), residuals: Int(blob.score.residualCount)) }
  }

  /// All of it.
  public var work: Work { operations.reduce(frame, +) }

  /// Instructions of the longest push on a processor, modelled.
  public func instructions(on processor: ModelledProcessor) -> Double { work.instructions(on: processor) }
}
