/// Checks a program: known operations, operands inside arena and tensors, every input written before it is read.
struct ProgramValidator {
  let blob: Blob
  private let arenaBytes: Int
  private let tensorBytes: Int
  /// The first byte of the tensors section that no earlier operation uses: tensors stand in the order of their use, so
  /// that checking their values is linear in the blob.
  private var tensorEnd = 0
  private var macs: UInt64 = 0
  private var attention: OpRecord?

  init(_ blob: Blob) {
    self.blob = blob
    arenaBytes = Int(blob.header.arenaBytes)
    tensorBytes = blob.bytes(of: .tensors)
  }

  mutating func validate() throws(RuntimeError) {
    let count = Int(blob.header.opCount)
    for index in 0..<count {
      let op = blob.op(index)
      guard let code = OpCode(rawValue: op.code), let sink = Sink(rawValue: op.sink), op.reserved == 0,
        (sink == .residual) == (index == count &- 1)
      else { throw .blobProgram }
      switch code {
      case .dense: try validateDense(op, at: index, sink: sink)
      case .softmax: try validateSoftmax(op, at: index, sink: sink)
      }
    }
    try validateSummary()
  }

  /// Checks the header's statements about the program.
  private func validateSummary() throws(RuntimeError) {
    let header = blob.header
    let slots = attention?.outputCount ?? 0
    let offset = attention?.outputOffset ?? 0
    guard macs == UInt64(header.macs), header.memorySlots == slots, header.attentionOffset == offset
    else { throw .blobHeader }
  }

  /// W·x + b with a fused non-linearity.
  private mutating func validateDense(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard let input = ElementType(rawValue: op.inputType), let weight = ElementType(rawValue: op.weightType),
      let output = ElementType(rawValue: op.outputType), FusedActivation(rawValue: op.activation) != nil,
      op.weightType == blob.header.weightType,
      op.variant == 0, op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0
    else { throw .blobProgram }

    let isInteger = weight == .int8
    switch (input, output, sink) {
    case (.int8, .int8, .arena), (.int16Planes, .int8, .arena), (.int8, .int32, .arena), (.int16Planes, .int32, .arena),
      (.int8, .int32, .residual), (.int16Planes, .int32, .residual):
      guard isInteger else { throw .blobProgram }
      let zeroFits = output == .int8 ? op.outputZero >= -128 && op.outputZero <= 127 : op.outputZero == 0
      let rectifies = op.activation == FusedActivation.relu.rawValue
      guard op.preshift >= 1, op.preshift <= 30, zeroFits, output == .int8 || !rectifies,
        op.parameter0 | op.parameter1 == 0
      else { throw .blobProgram }
    case (.float32, .float32, _):
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard !isInteger, op.preshift == 0, op.outputZero == 0, op.multipliers == 0,
        low.isFiniteBits, high.isFiniteBits, low <= high
      else { throw .blobProgram }
    default: throw .blobProgram
    }

    try validateInput(offset: op.inputOffset, count: op.inputCount, type: input, before: index)
    try validateOutput(op, type: output, sink: sink)
    let layout = BlockedLayout(rows: Int(op.outputCount), columns: Int(op.inputCount), element: weight)
    // The bytes may wrap in 32 bits.
    let bytes = UInt64(layout.rows) &* UInt64(layout.columns) &* UInt64(weight.bytes)
    if bytes > UInt64(tensorBytes) { throw .blobTensor }
    let weights = try takeTensor(at: op.weights, bytes: layout.bytes)
    try validateWeights(at: weights, bytes: layout.bytes, type: weight)
    let rows = BlockedLayout.padded(layout.rows)
    let bias = try takeTensor(at: op.bias, bytes: rows &* 4)
    if isInteger {
      let multipliers = try takeTensor(at: op.multipliers, bytes: rows &* 4)
      for row in 0..<rows where multipliers.load(fromByteOffset: row &* 4, as: Int32.self) < 0 { throw .blobTensor }
    } else {
      for row in 0..<rows where !bias.load(fromByteOffset: row &* 4, as: Float.self).isFiniteBits { throw .blobTensor }
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.outputCount)
  }

  /// Attention over the slots of a memory.
  private mutating func validateSoftmax(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, let similarity = Similarity(rawValue: op.variant), op.inputCount == op.outputCount,
      op.weightType == 0, op.activation == 0, op.weights == 0, op.bias == 0, op.multipliers == 0, op.outputZero == 0
    else { throw .blobProgram }
    let query: ElementType
    let input: ElementType
    let output: ElementType
    switch (ElementType(rawValue: op.inputType), ElementType(rawValue: op.outputType)) {
    case (.int32, .int16Planes):
      guard op.preshift >= 1, op.preshift <= 30, op.parameter0 <= UInt32(Int32.max), op.parameter1 <= 1 << 14
      else { throw .blobProgram }
      (query, input, output) = (.int8, .int32, .int16Planes)
    case (.float32, .float32):
      let shrink = Float(bitPattern: op.parameter1)
      guard op.preshift == 0, Float(bitPattern: op.parameter0).isFiniteBits, shrink >= 0, shrink <= 1
      else { throw .blobProgram }
      (query, input, output) = (.float32, .float32, .float32)
    default: throw .blobProgram
    }
    try validateInput(offset: op.inputOffset, count: op.inputCount, type: input, before: index)
    switch similarity {
    case .dotProduct:
      guard op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0 else { throw .blobProgram }
    case .cosine:
      guard op.secondZero >= -128, op.secondZero <= 127, query == .int8 || op.secondZero == 0 else { throw .blobProgram }
      try validateInput(offset: op.secondOffset, count: op.secondCount, type: query, before: index)
    }
    try validateOutput(op, type: output, sink: sink)
    attention = op
  }

  // MARK: Operands

  /// A count or offset of the blob as an `Int` whose sums fit in 32 bits; what lies beyond every valid value stays beyond.
  private func bounded(_ value: UInt32) -> Int { Int(min(value, 1 << 30)) }

  /// The bytes that an activation takes in the arena: rows are padded to a multiple of 4.
  private func arenaBytes(count: UInt32, type: ElementType) throws(RuntimeError) -> Int {
    guard count >= 1, bounded(count) <= BlobValidator.largestCount else { throw .blobProgram }
    return BlockedLayout.padded(Int(count)) &* type.bytes
  }

  private func overlaps(_ offset: Int, _ bytes: Int, _ other: Int, _ otherBytes: Int) -> Bool {
    offset < other &+ otherBytes && other < offset &+ bytes
  }

  /// An input is the window itself or exactly what an earlier operation wrote, not overwritten since.
  private func validateInput(
    offset: UInt32, count: UInt32, type: ElementType, before index: Int
  ) throws(RuntimeError) {
    let bytes = try arenaBytes(count: count, type: type)
    guard offset & 3 == 0, bounded(offset) &+ bytes <= arenaBytes else { throw .blobProgram }
    var producer = index &- 1
    while producer >= 0 {
      let op = blob.op(producer)
      guard let written = ElementType(rawValue: op.outputType) else { throw .blobProgram }
      if op.outputOffset == offset && op.outputCount == count && written == type { return }
      let writtenBytes = try arenaBytes(count: op.outputCount, type: written)
      if overlaps(Int(offset), bytes, Int(op.outputOffset), writtenBytes) { throw .blobProgram }
      producer &-= 1
    }
    guard offset == 0, Int(count) == blob.windowCount, type.rawValue == blob.header.inputType
    else { throw .blobProgram }
  }

  /// An output lies inside the arena and apart from everything the operation reads.
  private func validateOutput(_ op: OpRecord, type: ElementType, sink: Sink) throws(RuntimeError) {
    let bytes = try arenaBytes(count: op.outputCount, type: type)
    switch sink {
    case .residual:
      guard op.outputOffset == 0, op.outputCount == blob.score.residualCount else { throw .blobProgram }
    case .arena:
      guard let inputType = ElementType(rawValue: op.inputType) else { throw .blobProgram }
      let offset = bounded(op.outputOffset)
      let queryBytes = BlockedLayout.padded(Int(op.secondCount)) &* (inputType == .float32 ? 4 : 1)
      guard offset & 3 == 0, offset &+ bytes <= arenaBytes,
        !overlaps(offset, bytes, Int(op.inputOffset), try arenaBytes(count: op.inputCount, type: inputType)),
        op.secondCount == 0 || !overlaps(offset, bytes, Int(op.secondOffset), queryBytes)
      else { throw .blobProgram }
    }
  }

  /// The next tensor of the section.
  private mutating func takeTensor(at offset: UInt32, bytes: Int) throws(RuntimeError) -> UnsafeRawPointer {
    let start = bounded(offset)
    guard start & 3 == 0, start >= tensorEnd, start &+ bytes <= tensorBytes else { throw .blobTensor }
    tensorEnd = start &+ bytes
    return blob.start(of: .tensors) + start
  }

  /// int8 weights are symmetric, −127...127; float weights are finite.
  private func validateWeights(
    at weights: UnsafeRawPointer, bytes: Int, type: ElementType
  ) throws(RuntimeError) {
    switch type {
    case .int8:
      for index in 0..<bytes where weights.load(fromByteOffset: index, as: Int8.self) == -128 { throw .blobTensor }
    case .float16:
      for index in 0..<bytes / 2
      where !Half.isFinite(weights.load(fromByteOffset: index &* 2, as: UInt16.self)) { throw .blobTensor }
    case .float32:
      for index in 0..<bytes / 4
      where !weights.load(fromByteOffset: index &* 4, as: Float.self).isFiniteBits { throw .blobTensor }
    case .int16Planes, .int32: throw .blobProgram
    }
  }
}
