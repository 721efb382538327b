/// One operation of a program, 128 bytes. Offsets of activations count from the start of the arena, offsets of tensors
/// from the start of the tensors section; all are multiples of 4. What an operation does not use is zero.
///
/// `BlobFormat.md` gives the fields of each operation and their ranges, `ArithmeticContract.md` what it computes.
public struct OpRecord: Sendable, BitwiseCopyable {
  /// `OpCode`.
  public var code: UInt8 = 0
  /// `ElementType` of the input.
  public var inputType: UInt8 = 0
  /// `ElementType` of the weights; 0 where there are none.
  public var weightType: UInt8 = 0
  /// `ElementType` of the output.
  public var outputType: UInt8 = 0
  /// `FusedActivation`.
  public var activation: UInt8 = 0
  /// `Sink`.
  public var sink: UInt8 = 0
  /// Which form of the operation, by its code: `Similarity` of a softmax, `Combination` of a combine.
  public var variant: UInt8 = 0
  /// Left shift before a fixed-point multiplier, 1...30; float: 0.
  public var preshift: UInt8 = 0
  /// Arena offset of the input.
  public var inputOffset: UInt32 = 0
  /// Values of the input that one position reads.
  public var inputCount: UInt32 = 0
  /// Arena offset of the output; residual: 0.
  public var outputOffset: UInt32 = 0
  /// Values of the output that one position writes.
  public var outputCount: UInt32 = 0
  /// Tensors offset of the weights.
  public var weights: UInt32 = 0
  /// Tensors offset of the biases.
  public var bias: UInt32 = 0
  /// Tensors offset of the fixed-point multipliers.
  public var multipliers: UInt32 = 0
  /// The int8 output that stands for 0.
  public var outputZero: Int32 = 0
  /// Arena offset of a second input.
  public var secondOffset: UInt32 = 0
  /// Values of the second input.
  public var secondCount: UInt32 = 0
  /// The int8 value of the second input that stands for 0.
  public var secondZero: Int32 = 0
  /// By operation, see `BlobFormat.md`.
  public var parameter0: UInt32 = 0
  /// By operation, see `BlobFormat.md`.
  public var parameter1: UInt32 = 0
  /// How often the operation runs along its input; at least 1.
  public var positions: UInt32 = 1
  /// Values from where one position begins to read to where the next does; 0: all read the same.
  public var inputStride: UInt32 = 0
  /// Values before the start of the input at which the first position begins to read; they count as zero.
  public var inputPadding: UInt32 = 0
  /// Values of the whole input; what lies behind them counts as zero. 0: `inputCount`.
  public var inputLength: UInt32 = 0
  /// The int8 value of the input that stands for 0; only where positions read beyond the input.
  public var inputZero: Int32 = 0
  /// Tensors offset of a curve, see `CurveLayout`.
  public var curve: UInt32 = 0
  /// Tensors offset of a second curve.
  public var secondCurve: UInt32 = 0
  /// Tensors offset of a second weight matrix.
  public var secondWeights: UInt32 = 0
  /// Tensors offset of the biases that belong to it.
  public var secondBias: UInt32 = 0
  /// Tensors offset of the fixed-point multipliers that belong to it.
  public var secondMultipliers: UInt32 = 0
  /// Arena offset of memory that only this operation uses while it runs.
  public var scratchOffset: UInt32 = 0
  /// Bytes of that memory.
  public var scratchBytes: UInt32 = 0
  /// Scoring operations: what one unit of their sum adds to the score.
  public var scoreUnit: Float = 0
  /// By operation, see `BlobFormat.md`.
  public var parameter2: UInt32 = 0
  /// By operation, see `BlobFormat.md`.
  public var parameter3: UInt32 = 0
  /// By operation: bits that switch something on.
  public var flags: UInt8 = 0
  /// Left shift before the second fixed-point multipliers.
  public var secondPreshift: UInt8 = 0
  /// `ElementType` of the second input.
  public var secondType: UInt8 = 0
  /// Zero.
  public var reserved0: UInt8 = 0
  /// Zero.
  public var reserved: UInt32 = 0

  /// Bit of `flags`: a dense operation has a bias for every position.
  public static var biasPerPosition: UInt8 { 1 }
  /// Bit of `flags`: a softmax is the attention of a memory that `BlobHeader.memorySlots` speaks of.
  public static var memoryAttention: UInt8 { 1 }

  /// All fields zero but `positions`.
  public init() {}

  /// Bytes of one record.
  public static var byteCount: Int { 128 }
}
