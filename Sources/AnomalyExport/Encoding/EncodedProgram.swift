import AnomalyFormat

/// A program in one precision: everything about it that a blob needs.
struct EncodedProgram {
  var ops: [OpRecord] = []
  var tensors = TensorStore()
  var arenaBytes = 0
  /// State at the end of the arena.
  var carriedBytes = 0
  var inputType = ElementType.float32
  var weightType = ElementType.float32
  var inputShift: UInt8 = 0
  var inputZero: Int32 = 0
  /// Float programs: where the model's input saturates, in scaled units; int8 programs saturate by their type.
  var inputRange: ClosedRange<Float>?
  /// Scaled units in one residual unit.
  var residualUnit: Float = 1
  /// The values of the window that residuals are taken against.
  var target = 0..<0
  var macs = 0
  var memorySlots = 0
  var attentionOffset = 0
  /// For each operation the value of one step of its stored output and its zero; nil where none is stored as int8 or int16.
  var outputScales: [Int8Scale?] = []
}
