import AnomalyData
import Foundation
import Testing

@testable import AnomalyRuntime

@Suite struct FloatMathTests {
  @Test func expHasTheStatedError() {
    var largest = 0.0
    var x: Float = 0
    while x > -87 {
      largest = max(largest, abs(Double(FloatMath.exp(x)) / Foundation.exp(Double(x)) - 1))
      x -= 0.000_7
    }
    #expect(largest < 3e-7)
    #expect(FloatMath.exp(0) == 1)
    #expect(FloatMath.exp(-0.0) == 1)
  }

  @Test func expEndsAtZero() {
    for x: Float in [-87, -88, -1e30, -.infinity] { #expect(FloatMath.exp(x) == 0) }
    #expect(FloatMath.exp((-87 as Float).nextUp).isNormal)
  }

  @Test func nearestRoundsTiesToEven() {
    for integer in stride(from: -4_194_304, through: 4_194_304, by: 1021) {
      #expect(FloatMath.nearest(Float(integer)) == Int32(integer))
    }
    for (value, expected): (Float, Int32) in [
      (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (-2.5, -2), (0.499_999_97, 0), (0.500_000_06, 1),
      (4_194_304, 4_194_304), (-4_194_304, -4_194_304), (2_097_151.5, 2_097_152), (-0.0, 0),
    ] { #expect(FloatMath.nearest(value) == expected) }
    var random = RandomSource(seed: 6)
    for _ in 0..<20_000 {
      let value = Float(random.uniform(in: -4_194_304..<4_194_304) * random.uniform())
      #expect(FloatMath.nearest(value) == Int32(value.rounded(.toNearestOrEven)))
    }
  }

  @Test func squareRootIsTheExactRootRoundedDown() {
    var random = RandomSource(seed: 7)
    var values = (0..<20_000).map { _ in Float(Foundation.exp(random.uniform(in: -87..<88))) }
    values += [1, 2, 4, 9, 0.25, .leastNormalMagnitude, .greatestFiniteMagnitude]
    for value in values {
      let root = FloatMath.squareRoot(value)
      #expect(Double(root) * Double(root) <= Double(value))
      #expect(Double(root.nextUp) * Double(root.nextUp) > Double(value))
    }
  }

  @Test func squareRootOfWhatHasNone() {
    for value: Float in [0, -0.0, -1, -.infinity, .leastNonzeroMagnitude, .nan] {
      #expect(FloatMath.squareRoot(value) == 0)
    }
    #expect(FloatMath.squareRoot(.infinity) == .infinity)
  }
}
