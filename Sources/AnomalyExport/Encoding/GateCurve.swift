import Foundation

/// The curves of the gates of recurrent operations: int16 values in units of 2⁻¹⁵.
enum GateCurve {
  /// 1 / (1 + e⁻ˣ) over −8...8.
  case sigmoid
  /// Over −4...4.
  case tanh

  /// Where the curve ends on either side of 0.
  var limit: Double {
    switch self {
    case .sigmoid: 8
    case .tanh: 4
    }
  }

  /// The value of x in one unit of a curve's place.
  var unit: Double { limit / 32768 }

  /// 257 values at even distances from −limit to limit.
  var values: [Int16] {
    (0...256).map { place in
      let x = limit * Double(place - 128) / 128
      let y =
        switch self {
        case .sigmoid: 1 / (1 + exp(-x))
        case .tanh: Foundation.tanh(x)
        }
      return Int16(min((y * 32768).rounded(), 32767))
    }
  }
}
