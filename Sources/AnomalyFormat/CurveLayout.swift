/// A non-linearity of int8 programs as a table: 257 int16 values between which it runs straight.
///
/// Entry i is the result at (i − 128)/128 of the greatest input; see `ArithmeticContract.md`. In a blob a curve takes
/// `bytes` bytes, the last two of them zero.
public enum CurveLayout {
  /// Values of a curve.
  public static var count: Int { 257 }
  /// Bytes of a curve, a multiple of 4.
  public static var bytes: Int { 516 }
}
