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
  public var code: UInt8 = 0
  public var inputType: UInt8 = 0
  public var weightType: UInt8 = 0
  public var outputType: UInt8 = 0
  public var activation: UInt8 = 0
  public var sink: UInt8 = 0
  public var similarity: UInt8 = 0
  public var preshift: UInt8 = 0
  public var inputOffset: UInt32 = 0
  public var inputCount: UInt32 = 0
  public var outputOffset: UInt32 = 0
  public var outputCount: UInt32 = 0
  public var weights: UInt32 = 0
  public var bias: UInt32 = 0
  public var multipliers: UInt32 = 0
  public var outputZero: Int32 = 0
  public var queryOffset: UInt32 = 0
  public var queryCount: UInt32 = 0
  public var queryZero: Int32 = 0
  public var parameter0: UInt32 = 0
  public var parameter1: UInt32 = 0
  public var reserved: UInt32 = 0

  public init() {}

  /// Bytes of one record.
  public static var byteCount: Int { 64 }
}
