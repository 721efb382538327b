/// What one element of a tensor or an activation is.
public enum ElementType: UInt8, Sendable {
  /// Signed 8-bit integer.
  case int8 = 1
  /// IEEE 754 half precision; only for weights, decoded exactly.
  case float16 = 2
  /// IEEE 754 single precision.
  case float32 = 3
  /// Signed 16-bit integer kept as two planes of 8-bit integers, low then high: value = low + 256·high.
  case int16Planes = 4
  /// Signed 32-bit integer.
  case int32 = 5
  /// Signed 16-bit integer in one piece.
  case int16 = 6

  /// Bytes of one element.
  @inlinable
  public var bytes: Int {
    switch self {
    case .int8: 1
    case .float16, .int16Planes, .int16: 2
    case .float32, .int32: 4
    }
  }
}
