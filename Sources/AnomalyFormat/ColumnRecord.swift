/// One column: how a raw reading becomes a model input, and what it is called. 32 bytes.
///
/// With x a sample in physical units, the runtime computes t = (x − center)·gain in float32, two roundings.
/// A reading r of a converter becomes x = r·converterScale + converterOffset first, two roundings.
/// For a float program t is the scaled value; for an int8 program `gain` also divides by the residual unit, and t is
/// rounded to an integer.
public struct ColumnRecord: Sendable, BitwiseCopyable {
  /// The sample that becomes 0; finite.
  public var center: Float
  /// Finite, not zero, normal.
  public var gain: Float
  /// What stands in for a missing value at the model's input: a value of t, already clamped (an integer for int8).
  public var fill: Float
  /// Finite, not zero.
  public var converterScale: Float
  /// Finite.
  public var converterOffset: Float
  /// Offsets of zero-terminated strings in the strings section.
  public var name: UInt32
  /// The same for the unit, which may be empty.
  public var unit: UInt32
  /// Zero.
  public var reserved: UInt32 = 0

  /// A column whose readings are physical values unless a converter is given.
  public init(
    center: Float, gain: Float, fill: Float, converterScale: Float = 1, converterOffset: Float = 0,
    name: UInt32, unit: UInt32
  ) {
    self.center = center
    self.gain = gain
    self.fill = fill
    self.converterScale = converterScale
    self.converterOffset = converterOffset
    self.name = name
    self.unit = unit
  }
}
