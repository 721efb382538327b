extension ProgramValidator {
  /// W·x + b with a fused non-linearity, at every position.
  mutating func validateDense() {
    let isInteger = blob.isInteger
    let isResidual = op.sink == Sink.residual.rawValue
    let fields: OpFields = .common | .output | .scratch | .weightType | .weights | .bias | .activation | .flags
    let patch: OpFields = .inputStride | .inputPadding | .inputLength | .scoreUnit
    require(
      isResidual ? .residual : .arena,
      only: fields | patch | (isInteger ? DenseFields.integer : .parameter0 | .parameter1)
        | (op.keepsPositions ? .kept : .common))
    if op.weightType != blob.header.weightType || op.flags > (BuiltOperations.reuse ? 3 : 1) { fail() }
    requireActivation()
    if isInteger { requireIntegerDense(isResidual: isResidual) }

    if isResidual {
      // The reconstruction begins with the residuals; a transposed convolution may give more.
      guard op.outputOffset == 0, op.outputType == (isInteger ? ElementType.int32 : .float32).rawValue,
        op.outputZero == 0, op.producedCount <= UInt32(BlobValidator.largestCount),
        op.producedCount >= blob.score.residualCount
      else { return fail() }
    } else {
      requireOutput(.int8 | .int16 | .int32)
    }
    requireScratch(op.scratchBytes)
    requirePatches(besides: BuiltOperations.reuse && op.keepsPositions ? keptBytes(isResidual: isResidual) : 0)

    takeDenseMatrix()
    // Both counts are at most 2¹⁸, and so is their product.
    let rows = op.outputCount.padded
    takeBiases(at: op.bias, count: op.flags & OpRecord.biasPerPosition == 0 ? rows : rows.times(op.positions))
    if isInteger {
      take(.multipliers, at: op.multipliers, count: rows)
      requireCurve()
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.producedCount)
  }

  private mutating func requireIntegerDense(isResidual: Bool) {
    let isCurve = op.activation == FusedActivation.curve.rawValue
    // Clamps are for int8. A curve gives 8 or 16 bits, or residuals, which are scaled once more.
    let isTypeRight =
      isCurve
      ? isResidual || op.outputType != ElementType.int32.rawValue
      : op.activation != FusedActivation.relu.rawValue || op.outputType == ElementType.int8.rawValue
    guard isTypeRight, op.preshift.isPreshift,
      isCurve && isResidual
        ? op.secondPreshift >= 1 && op.secondPreshift <= 15 && op.parameter2.isMultiplier
        : op.secondPreshift == 0 && (op.keepsPositions || op.parameter2 | op.parameter3 == 0)
    else { return fail() }
  }

  /// Where the positions of a dense operation read. A patch that leaves the input, or that an int8 program finds at an
  /// address that is no multiple of 4, is put together in scratch memory.
  ///
  /// - Parameter kept: bytes of that memory which hold results.
  @inline(__always)
  private mutating func requirePatches(besides kept: UInt32) {
    let largest = UInt32(BlobValidator.largestCount)
    let count = op.inputCount
    let length = op.inputLength == 0 ? count : op.inputLength
    let padding = op.inputPadding
    let reach = (op.positions &- 1).times(op.inputStride)
    guard count >= 1, count <= largest, op.positions <= largest, op.inputStride <= largest,
      padding <= largest, reach <= 4 &* largest
    else { return fail() }
    let isInside = padding == 0 && reach &+ count <= length
    let isAligned = !blob.isInteger || (op.inputStride | padding) & 3 == 0
    let isWide = BuiltOperations.planes && op.inputType == ElementType.int16Planes.rawValue
    let bytes = count.padded &* (blob.isInteger ? isWide ? 2 : 1 : 4)
    if !(isInside && isAligned) && op.scratchBytes < kept &+ bytes { fail() }
    requireInput(.int8 | .int16Planes, count: length)
  }

  /// Checks which results go on from window to window. Returns the bytes of scratch memory that keep them.
  private mutating func keptBytes(isResidual: Bool) -> UInt32 {
    let kept = op.kept
    guard !isResidual, kept.count >= 1, kept.shift >= 1, kept.phases >= 1, kept.phases <= KeptPositions.largestPhases,
      kept.phases & (kept.phases &- 1) == 0, op.outputCount & 3 == 0, error == nil,
      kept.first.plus(kept.count).plus(kept.shift) <= op.positions
    else {
      fail()
      return 0
    }
    // The output was checked: it lies inside the arena.
    let bytes = kept.phases &* (output.bytes / op.positions) &* kept.count
    if bytes > op.scratchBytes { fail() }
    return bytes
  }

  /// The weights: the next tensor, or those of an earlier dense operation of the same shape.
  private mutating func takeDenseMatrix() {
    var earlier = record
    for _ in 0..<index {
      earlier -= 1
      if earlier.pointee.code == op.code && earlier.pointee.weights == op.weights
        && earlier.pointee.inputCount == op.inputCount && earlier.pointee.outputCount == op.outputCount
      {
        return
      }
    }
    takeMatrix(at: op.weights, rows: op.outputCount, columns: op.inputCount)
  }
}

/// What only dense operations of int8 programs use.
private enum DenseFields {
  static var integer: OpFields {
    .preshift | .multipliers | .outputZero | .inputZero | .curve | .secondPreshift | .parameter2 | .parameter3
  }
}
