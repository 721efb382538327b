extension BlobValidator {
  /// Checks the numbers of the header against their ranges and against each other.
  static func validateHeader(_ header: BlobHeader) throws(RuntimeError) {
    let largest = UInt32(largestCount)
    guard header.window >= 1, header.window <= largest, header.columns >= 1, header.columns <= largest,
      UInt64(header.window) &* UInt64(header.columns) <= UInt64(largest),
      header.stride >= 1, header.stride <= largest,
      header.opCount >= 1, header.opCount <= 256,
      header.arenaBytes & 15 == 0, header.arenaBytes <= UInt32(largestArena),
      header.flags & ~(BlobHeader.hostFlag | BlobHeader.rowSamplesFlag) == 0,
      header.reserved0 == 0,
      header.reserved1 == 0, header.reserved2 == 0,
      header.carriedBytes & 15 == 0, header.carriedBytes <= header.arenaBytes,
      header.residualUnit.isPositiveFactor
    else { throw .blobHeader }

    let inputType: ElementType
    switch (ElementType(rawValue: header.inputType), ElementType(rawValue: header.weightType)) {
    case (.int8, .int8):
      if !BuiltOperations.int8 { throw .blobProgram }
      guard header.inputShift >= 1, header.inputShift <= 14, header.inputZero >= -128, header.inputZero <= 127,
        header.inputLow.bitPattern | header.inputHigh.bitPattern == 0
      else { throw .blobHeader }
      inputType = .int8
    case (.float32, .float32), (.float32, .float16):
      if !BuiltOperations.float { throw .blobProgram }
      guard header.inputShift == 0, header.inputZero == 0, header.residualUnit == 1,
        header.inputLow >= -InputRange.float, header.inputLow <= header.inputHigh,
        header.inputHigh <= InputRange.float
      else { throw .blobHeader }
      inputType = .float32
    default: throw .blobHeader
    }

    let window = Int(header.window)
    let columns = Int(header.columns)
    let arena = SessionLayout.arenaOffset(window: window, columns: columns)
    let session = arena &+ Int(header.arenaBytes) &+ SessionLayout.historyBytes(header.score.decision)
    guard header.sessionBytes == UInt32(session),
      Int(header.arenaBytes) &- Int(header.carriedBytes)
        >= SessionLayout.inputBytes(window: window, columns: columns, type: inputType)
    else { throw .blobHeader }
  }
}
