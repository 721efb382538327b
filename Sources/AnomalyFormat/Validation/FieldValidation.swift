/// What fields of a record may hold.
extension ProgramValidator {
  /// Checks where the result goes, and that every field outside a set is zero.
  @inline(never)
  mutating func require(_ sink: Sink, only used: OpFields) {
    let start = UnsafeRawPointer(record)
    var foreign: UInt32 = 0
    var words = used.words
    for index in 0..<32 {
      if words & 1 == 0 { foreign |= start.load(fromByteOffset: index &* 4, as: UInt32.self) }
      words >>= 1
    }
    var bytes = used.bytes
    var place = 0
    while place < 124 {
      if bytes & 1 == 0 { foreign |= UInt32(start.load(fromByteOffset: place, as: UInt8.self)) }
      bytes >>= 1
      place = place == 7 ? 120 : place &+ 1
    }
    if foreign != 0 || op.sink != sink.rawValue { fail() }
  }

  /// Checks the fused non-linearity. int8 programs: none, a clamp, or a curve, and then whose table it is. Float
  /// programs: any but a curve, and then the range in `parameter0` and `parameter1` that results are clamped to.
  @inline(never)
  mutating func requireActivation() {
    let isCurve = op.activation == FusedActivation.curve.rawValue
    if blob.isInteger {
      if !isCurve && (op.activation > FusedActivation.relu.rawValue || op.curve != 0) { fail() }
    } else {
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard op.activation < FusedActivation.curve.rawValue, low.isFiniteBits, high.isFiniteBits, low <= high
      else { return fail() }
    }
  }

  /// Checks the table of a fused curve.
  mutating func requireCurve() {
    if op.activation == FusedActivation.curve.rawValue { requireTensor(at: op.curve, bytes: UInt32(CurveLayout.bytes)) }
  }
}

extension UInt32 {
  /// The same, rounded up to a multiple of 4; for counts up to 2³⁰.
  var padded: UInt32 { (self &+ 3) & ~3 }

  /// The product, or the largest number where 32 bits do not hold it.
  func times(_ factor: UInt32) -> UInt32 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }

  /// The sum, or the largest number where 32 bits do not hold it.
  func plus(_ other: UInt32) -> UInt32 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// A fixed-point multiplier.
  var isMultiplier: Bool { self <= UInt32(Int32.max) }
}

extension UInt8 {
  /// A left shift before a fixed-point multiplier.
  var isPreshift: Bool { self >= 1 && self <= 30 }
}

extension Int32 {
  /// A value that int8 holds.
  var isInt8: Bool { self >= -128 && self <= 127 }
}
