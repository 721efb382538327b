#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the reference layers ask of a number: `Float` to stand beside the fast kernels, `Double` for gradient checks.
public protocol RealNumber: BinaryFloatingPoint, Sendable {
  /// eˣ.
  static func exponential(_ x: Self) -> Self
  /// The natural logarithm; `x` > 0.
  static func logarithm(_ x: Self) -> Self
  /// The hyperbolic tangent.
  static func hyperbolicTangent(_ x: Self) -> Self
  /// The sine of an angle in radians.
  static func sine(_ x: Self) -> Self
}

extension Float: RealNumber {
  /// eˣ.
  public static func exponential(_ x: Float) -> Float { expf(x) }
  /// The natural logarithm; `x` > 0.
  public static func logarithm(_ x: Float) -> Float { logf(x) }
  /// The hyperbolic tangent.
  public static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
  /// The sine of an angle in radians.
  public static func sine(_ x: Float) -> Float { sinf(x) }
}

extension Double: RealNumber {
  /// eˣ.
  public static func exponential(_ x: Double) -> Double { exp(x) }
  /// The natural logarithm; `x` > 0.
  public static func logarithm(_ x: Double) -> Double { log(x) }
  /// The hyperbolic tangent.
  public static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  /// The sine of an angle in radians.
  public static func sine(_ x: Double) -> Double { sin(x) }
}
