import AnomalyData
import Foundation
import Testing

@testable import AnomalyRuntime

@Suite struct FixedPointTests {
  /// ⌊(value·2^preshift wrapped to 32 bits)·multiplier / 2³² + ½⌋ in exact decimal arithmetic.
  private func reference(_ value: Int32, _ multiplier: Int32, _ preshift: Int) -> Int32 {
    var shifted = Int128(value)
    for _ in 0..<preshift { shifted *= 2 }
    let modulus = Int128(1) << 32
    shifted = ((shifted % modulus) + modulus) % modulus
    if shifted >= modulus / 2 { shifted -= modulus }
    let twice = 2 * shifted * Int128(multiplier) + modulus
    let quotient = twice / (2 * modulus)
    return Int32(twice < 0 && twice % (2 * modulus) != 0 ? quotient - 1 : quotient)
  }

  @Test func scaledIsTheRoundedProduct() {
    let values: [Int32] = [.min, .min + 1, -65_536, -3, -2, -1, 0, 1, 2, 3, 65_535, 1 << 30, .max - 1, .max]
    let multipliers: [Int32] = [.min, .min + 1, -65_537, -3, -1, 0, 1, 2, 3, 1 << 16, 1 << 30, .max - 1, .max]
    for value in values {
      for multiplier in multipliers {
        for preshift in 1...30 {
          #expect(
            FixedPoint.scaled(value, by: multiplier, preshift: preshift) == reference(value, multiplier, preshift))
        }
      }
    }
    var random = RandomSource(seed: 3)
    for _ in 0..<20_000 {
      let value = Int32(truncatingIfNeeded: random.next() >> random.next() % 32)
      let multiplier = Int32(truncatingIfNeeded: random.next())
      let preshift = Int(random.next() % 30) + 1
      #expect(FixedPoint.scaled(value, by: multiplier, preshift: preshift) == reference(value, multiplier, preshift))
    }
  }

  @Test func tiesGoUp() {
    // 1·2·2³⁰ / 2³² = ½ and −½.
    #expect(FixedPoint.scaled(1, by: 1 << 30, preshift: 1) == 1)
    #expect(FixedPoint.scaled(-1, by: 1 << 30, preshift: 1) == 0)
    #expect(FixedPoint.scaled(3, by: 1 << 30, preshift: 1) == 2)
    #expect(FixedPoint.scaled(-3, by: 1 << 30, preshift: 1) == -1)
  }

  @Test func exp2NegativeHasTheStatedError() {
    var largest = 0.0
    for fraction in UInt32(0)..<65_536 {
      let got = Double(FixedPoint.exp2Negative(fraction)) * 0x1p-30
      largest = max(largest, abs(got / exp2(-Double(fraction) / 65_536) - 1))
    }
    #expect(largest < 5e-6)
    #expect(FixedPoint.exp2Negative(0) == 1 << 30)
  }

  @Test func exp2NegativeHalvesWithEveryWholeStepAndEndsAtZero() {
    for fraction in stride(from: UInt32(0), to: 65_536, by: 97) {
      for whole in UInt32(1)..<30 {
        #expect(
          FixedPoint.exp2Negative(whole << 16 | fraction) == FixedPoint.exp2Negative(fraction) >> whole)
      }
    }
    for distance: UInt32 in [30 << 16, 31 << 16, .max] { #expect(FixedPoint.exp2Negative(distance) == 0) }
  }

  @Test func exp2NegativeNeverRises() {
    for distance in UInt32(0)..<(3 << 16) {
      #expect(FixedPoint.exp2Negative(distance + 1) <= FixedPoint.exp2Negative(distance))
    }
  }

  @Test func squareRootIsTheFloor() {
    var random = RandomSource(seed: 4)
    var values = (0..<20_000).map { _ in random.next() >> (random.next() % 64) }
    for root: UInt64 in [1, 2, 3, 1000, 65_535, 65_536, 1 << 31, UInt64(UInt32.max)] {
      values += [root * root - 1, root * root, root * root + 1]
    }
    for value in values + [0, .max] {
      let root = FixedPoint.squareRoot(value)
      #expect(root.multipliedReportingOverflow(by: root).partialValue <= value && root <= 0xFFFF_FFFF)
      #expect(root == 0xFFFF_FFFF || (root + 1) * (root + 1) > value)
    }
  }

  @Test func longQuotientIsTheQuotient() {
    var random = RandomSource(seed: 6)
    for _ in 0..<50_000 {
      let dividend = random.next() >> (random.next() % 64)
      let divisor = max(random.next() >> (1 + random.next() % 63), 1)
      #expect(FixedPoint.longQuotient(dividend, by: divisor) == dividend / divisor)
      #expect(FixedPoint.longQuotient(divisor, by: divisor) == 1)
    }
    for dividend: UInt64 in [0, 1, 1 << 61, .max] {
      #expect(FixedPoint.longQuotient(dividend, by: 1) == dividend)
      #expect(FixedPoint.longQuotient(dividend, by: 1 << 62) == dividend >> 62)
    }
  }

  @Test func floatIsTheNearest() {
    var random = RandomSource(seed: 5)
    var values = (0..<50_000).map { _ in random.next() >> (random.next() % 64) }
    for bit in 0..<64 {
      let power = UInt64(1) << UInt64(bit)
      values += [power, power &- 1, power | 1, power | power >> 24, power | power >> 24 | 1, power | 3 * (power >> 25)]
    }
    for value in values + [0, .max, .max << 39, .max << 40] {
      #expect(FixedPoint.float(value).bitPattern == Float(value).bitPattern)
    }
  }
}
