import AnomalyFormat
import AnomalyNN

/// The sum of two values, or both side by side, or one alone, with an activation.
struct CombineStep: ProgramStep {
  /// What becomes of two operands.
  enum Form {
    case sum
    case join
  }

  /// One operand, step by step.
  struct Operand {
    var buffer: Int
    var steps: Int
    var channels: Int
    var isRepeated: Bool

    init(_ value: Value) {
      buffer = value.buffer
      steps = value.shape.steps
      channels = value.shape.channels
      isRepeated = value.isRepeated
    }

    /// Values from one step to the next.
    var stride: Int { isRepeated ? 0 : channels }
  }

  var name: String
  var form = Form.sum
  var first: Operand
  var second: Operand?
  var activation = Activation.linear
  var target: Int

  var inputs: [Int] { [first.buffer] + (second.map { [$0.buffer] } ?? []) }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8, .int16] }
  var writable: [Storage] { [.int16, .int8] }
}
