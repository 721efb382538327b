import Testing

@testable import AnomalyNN

/// The vector functions against the C library in Double.
@Suite struct FastMathTests {
  /// −90, …, 90 in steps that fall on no round number.
  static let arguments = (0..<6_000).map { Float(-90 + 0.030_01 * Double($0)) }

  @Test func exponential() {
    for x in Self.arguments {
      let expected = Double.exponential(Double(min(max(x, -87), 87)))
      #expect(abs(Double(FastMath.exponential(x)) / expected - 1) < 2e-7)
    }
    #expect(FastMath.exponential(0) == 1)
    #expect(FastMath.exponential(.nan).isNaN)
    #expect(FastMath.exponential(-.infinity) < 1.7e-38)
  }

  @Test func aPositivePartKeepsNaN() {
    #expect(FastMath.positivePart(-1) == 0 && FastMath.positivePart(2) == 2 && FastMath.positivePart(.nan).isNaN)
  }

  @Test(arguments: Activation.allCases) func activationsEqualTheScalarOnes(_ activation: Activation) {
    for x in Self.arguments {
      var lanes = Lanes(repeating: x)
      let bias: Float = 0.25
      withUnsafeMutablePointer(to: &lanes) { pointer in
        withUnsafePointer(to: bias) { activation.apply(pointer, bias: $0, units: 1) }
      }
      // Four roundings of a Float, of the result where that is above 1.
      let expected = activation(Double(x + bias))
      #expect(abs(Double(lanes[7]) - expected) < 2.5e-7 * max(1, abs(expected)))
    }
  }
}
