import AnomalyFormat

/// How an int8 program stores the hidden values of a recurrent operation, which lie within ±1: symmetric, so that the
/// start at 0 is 0 in every unit, and by a multiplier of 16 bits.
///
/// In units of 2⁻¹⁵ a hidden value times `multiplier` / 2¹² is its 16-bit form, of which the upper half is the int8 form.
struct HiddenScale {
  /// In units of 2⁻¹²; 1 at least.
  let multiplier: UInt32

  /// The finest scale that holds a range.
  init(_ range: ClosedRange<Float>) {
    let largest = min(Double(max(-range.lowerBound, range.upperBound)), 1)
    multiplier = UInt32(min(max(4096 / max(largest, 0x1p-4), 4096).rounded(.down), 65535))
  }

  /// The scale of values stored as `int8`, or in 16 bits.
  func scale(_ storage: Storage) -> Int8Scale {
    let step = 32 / Double(multiplier)
    return Int8Scale(scale: storage == .int8 ? step : step / 256, zero: 0)
  }
}
