import AnomalyFormat
import Foundation
import Testing

@Suite struct HalfTests {
  /// The value of a finite half from its fields.
  private func reference(_ bits: UInt16) -> Double {
    let sign: Double = bits >> 15 == 1 ? -1 : 1
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023)
    return exponent == 0 ? sign * fraction * 0x1p-24 : sign * (1024 + fraction) * pow(2, Double(exponent - 25))
  }

  private static var finite: [UInt16] { (UInt16.min...UInt16.max).filter(Half.isFinite) }

  @Test func finiteAreThoseWithoutTheLargestExponent() {
    #expect(Self.finite.count == 65_536 - 2 * 1024)
    #expect(Self.finite.allSatisfy { $0 >> 10 & 31 != 31 })
  }

  @Test func decodesEveryFiniteHalfExactly() {
    for bits in Self.finite {
      let value = Half.decode(bits)
      #expect(Double(value) == reference(bits))
      #expect(value.sign == (bits >> 15 == 1 ? .minus : .plus))
    }
  }

  @Test func whatIsNotFiniteDecodesToAtLeast65536() {
    for bits in UInt16.min...UInt16.max where !Half.isFinite(bits) {
      #expect(Half.decode(bits).magnitude >= 65_536)
    }
  }

  @Test func encodeGivesEveryFiniteHalfBack() {
    for bits in Self.finite { #expect(Half.encode(Half.decode(bits)) == bits) }
  }

  /// Between neighbours a and b: what is nearer to a becomes a, the middle the even one.
  @Test func encodeRoundsToNearestTiesToEven() {
    for bits in UInt16(0)..<0x7BFF {
      let middle = Float((reference(bits) + reference(bits + 1)) / 2)
      #expect(Half.encode(middle) == (bits & 1 == 0 ? bits : bits + 1))
      #expect(Half.encode(middle.nextDown) == bits)
      #expect(Half.encode(middle.nextUp) == bits + 1)
      #expect(Half.encode(-middle.nextUp) == bits + 1 | 0x8000)
    }
  }

  @Test func encodeSaturates() {
    for value: Float in [65_505, 65_519, 65_520, 1e30, .infinity] {
      #expect(Half.encode(value) == 0x7BFF)
      #expect(Half.encode(-value) == 0xFBFF)
    }
    #expect(Half.encode(.leastNonzeroMagnitude) == 0)
    #expect(Half.encode(-0.0) == 0x8000)
  }
}
