/// One operation of a program, 64 bytes. Offsets of activations count from the start of the arena, offsets of weights
/// from the start of the tensors section; all are multiples of 4.
///
/// | field | dense | softmax |
/// | --- | --- | --- |
/// | inputType → outputType | int8 or int16Planes → int8, int32; float32 → float32 | int32 → int16Planes; float32 → float32 |
/// | inputOffset, inputCount | x | similarities, one a slot |
/// | outputOffset, outputCount | y (`Sink.arena`) | attention, one a slot |
/// | weights | `BlockedLayout` of W | – |
/// | bias | int32 or float32, one a padded row | – |
/// | multipliers | int32, one a padded row; float programs: 0 | – |
/// | preshift | 1...30 | int8: 1...30, of the logit multiplier |
/// | outputZero | zero point of y (int8) | – |
/// | queryOffset, queryCount, queryZero | – | the query, for `Similarity.cosine` |
/// | parameter0 | float: bits of the least y | logit multiplier: int8 fixed point; float: bits of a float32 |
/// | parameter1 | float: bits of the greatest y | λ: int8 in units of 2⁻¹⁴; float: bits of a float32; 0: no shrinkage |
public struct OpRecord: Sendable, BitwiseCopyable {
  /// `OpCode`.
  public var code: UInt8 = 0
  /// `ElementType` of the input.
  public var inputType: UInt8 = 0
  /// `ElementType` of the weights; softmax: 0.
  public var weightType: UInt8 = 0
  /// `ElementType` of the output.
  public var outputType: UInt8 = 0
  /// `FusedActivation`.
  public var activation: UInt8 = 0
  /// `Sink`.
  public var sink: UInt8 = 0
  /// `Similarity`.
  public var similarity: UInt8 = 0
  /// Left shift before a fixed-point multiplier, 1...30; float: 0.
  public var preshift: UInt8 = 0
  /// Arena offset of the input.
  public var inputOffset: UInt32 = 0
  /// Values of the input.
  public var inputCount: UInt32 = 0
  /// Arena offset of the output; residual: 0.
  public var outputOffset: UInt32 = 0
  /// Values of the output.
  public var outputCount: UInt32 = 0
  /// Tensors offset of the weights.
  public var weights: UInt32 = 0
  /// Tensors offset of the biases.
  public var bias: UInt32 = 0
  /// Tensors offset of the fixed-point multipliers.
  public var multipliers: UInt32 = 0
  /// The int8 output that stands for 0.
  public var outputZero: Int32 = 0
  /// Arena offset of the query.
  public var queryOffset: UInt32 = 0
  /// Values of the query.
  public var queryCount: UInt32 = 0
  /// The int8 query value that stands for 0.
  public var queryZero: Int32 = 0
  /// By operation, see the table.
  public var parameter0: UInt32 = 0
  /// By operation, see the table.
  public var parameter1: UInt32 = 0
  /// Zero.
  public var reserved: UInt32 = 0

  /// All fields zero.
  public init() {}

  /// Bytes of one record.
  public static var byteCount: Int { 64 }
}
