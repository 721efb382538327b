import AnomalyFormat

/// A program while it is being encoded, operation by operation: where buffers lie, how they are stored, what was added.
///
/// Each operation has an extension of this type for int8 programs and one for float programs, in files of their own.
struct ProgramBuilder {
  let program: LoweredProgram
  let ranges: ActivationRanges
  /// Of the weights: int8, float16 or float32.
  let weights: ElementType
  private let plan: ArenaPlan
  var encoded = EncodedProgram()
  /// int8: for each int32 buffer the value of one of its units, once its writer was encoded.
  var units: [Int: Double] = [:]
  /// Index of the operation that is being encoded.
  private(set) var index = 0

  init(_ program: LoweredProgram, weights: ElementType, ranges: ActivationRanges) {
    self.program = program
    self.ranges = ranges
    self.weights = weights
    let isInteger = weights == .int8
    plan = ArenaPlan(program, isInteger: isInteger) { buffer in
      let type = isInteger ? program.buffers[buffer].storage.elementType : .float32
      return BlockedLayout.padded(program.buffers[buffer].count) * type.bytes
    }
    encoded.weightType = weights
    encoded.arenaBytes = plan.bytes
    encoded.carriedBytes = plan.carriedBytes
    encoded.target = program.target
    if isInteger {
      encoded.inputType = .int8
      encoded.inputZero = scale(0).zero
      chooseResidualUnit()
    } else {
      encoded.inputRange = ranges[.window]
    }
  }

  // MARK: Buffers

  /// The arena offset of a buffer, of its 8-bit form where it has one.
  func place(_ buffer: Int) -> UInt32 {
    let isPart = weights == .int8 && program.buffers[buffer].storage == .int8WithRest
    return wholePlace(buffer) + (isPart ? UInt32(BlockedLayout.padded(program.buffers[buffer].count)) : 0)
  }

  /// The arena offset of a buffer in its finest form.
  func wholePlace(_ buffer: Int) -> UInt32 { UInt32(plan.offsets[buffer]) }

  /// The values in a buffer.
  func count(_ buffer: Int) -> UInt32 { UInt32(program.buffers[buffer].count) }

  /// What an element of a buffer is, as a blob writes it; of its 8-bit form where it has one.
  func elementType(_ buffer: Int) -> UInt8 {
    let isPart = weights == .int8 && program.buffers[buffer].storage == .int8WithRest
    return isPart ? ElementType.int8.rawValue : wholeType(buffer)
  }

  /// What an element of a buffer is in its finest form.
  func wholeType(_ buffer: Int) -> UInt8 {
    (weights == .int8 ? program.buffers[buffer].storage.elementType : .float32).rawValue
  }

  /// How an int8 program stores the values of a buffer.
  func scale(_ buffer: Int) -> Int8Scale {
    let source = program.buffers[buffer].source
    if let producer = program.producer(of: buffer), case .recurrent = program.steps[producer] {
      return HiddenScale(ranges[source]).scale(program.buffers[buffer].storage)
    }
    switch program.buffers[buffer].storage {
    case .int8, .int8WithRest: return Int8Scale(holding: ranges[source])
    case .int16: return Int8Scale(symmetric: ranges[source], limit: 32767)
    case .int16Planes:
      switch source {
      case .attention, .shares: return Int8Scale(scale: 0x1p-14, zero: 0)
      default: return Int8Scale(symmetric: ranges[source], limit: 32639)
      }
    case .int32: return Int8Scale(scale: units[buffer] ?? 1, zero: 0)
    }
  }

  /// int8: the value of one step of each channel of a buffer whose channels have scales of their own, all with zero 0;
  /// nil for other buffers.
  func channelUnits(of buffer: Int) -> [Double]? {
    ranges.magnitudes(program.buffers[buffer].source).map { $0.map { Double($0) / 127 } }
  }

  /// How an int8 program stores a buffer in its finest form.
  func wholeScale(_ buffer: Int) -> Int8Scale {
    let part = scale(buffer)
    if program.buffers[buffer].storage != .int8WithRest { return part }
    return Int8Scale(scale: part.scale / 256, zero: part.zero * 256)
  }

  // MARK: Operations

  /// A record with what every operation says of input, output and scratch memory, whatever the precision.
  func record(_ code: OpCode, _ step: some ProgramStep, input: Int, output: Int?) -> OpRecord {
    var op = OpRecord()
    op.code = code.rawValue
    op.inputType = elementType(input)
    op.inputOffset = place(input)
    op.sink = (output == nil ? Sink.residual : .arena).rawValue
    if let output {
      op.outputType = elementType(output)
      op.outputOffset = place(output)
    }
    let scratch = step.scratchBytes(in: program, isInteger: weights == .int8)
    if scratch > 0 {
      op.scratchBytes = UInt32(scratch)
      op.scratchOffset = UInt32(plan.scratchOffsets[index])
    }
    return op
  }

  /// Appends an operation.
  ///
  /// - Parameter output: the buffer that it stores.
  mutating func add(_ op: OpRecord, output: Int?) {
    encoded.ops.append(op)
    let scale: Int8Scale? =
      switch ElementType(rawValue: op.outputType) {
      case .int8, .int16, .int16Planes: output.map(wholeScale)
      default: nil
      }
    encoded.outputScales.append(scale)
    index += 1
  }
}

extension EncodedProgram {
  /// Encodes a program.
  ///
  /// - Parameter weights: int8: integer arithmetic; float16, float32: float32 arithmetic.
  /// - Errors: `tooLargeForInt8`.
  init(_ program: LoweredProgram, weights: ElementType, ranges: ActivationRanges) throws(ExportError) {
    var builder = ProgramBuilder(program, weights: weights, ranges: ranges)
    for step in program.steps {
      if weights == .int8 { try builder.encodeInt8(step) } else { builder.encodeFloat(step) }
    }
    self = builder.encoded
  }
}

extension ProgramBuilder {
  /// Encodes an operation with int8 weights and integer arithmetic.
  fileprivate mutating func encodeInt8(_ step: LoweredProgram.Step) throws(ExportError) {
    switch step {
    case .dense(let step): try encodeInt8(step)
    case .softmax(let step): try encodeInt8(step)
    case .recurrent(let step): try encodeInt8(step)
    case .attention(let step): try encodeInt8(step)
    case .layerNorm(let step): try encodeInt8(step)
    case .combine(let step): try encodeInt8(step)
    case .distance(let step): try encodeInt8(step)
    case .divergence(let step): try encodeInt8(step)
    }
  }

  /// Encodes an operation with float32 or float16 weights and float32 arithmetic.
  fileprivate mutating func encodeFloat(_ step: LoweredProgram.Step) {
    switch step {
    case .dense(let step): encodeFloat(step)
    case .softmax(let step): encodeFloat(step)
    case .recurrent(let step): encodeFloat(step)
    case .attention(let step): encodeFloat(step)
    case .layerNorm(let step): encodeFloat(step)
    case .combine(let step): encodeFloat(step)
    case .distance(let step): encodeFloat(step)
    case .divergence(let step): encodeFloat(step)
    }
  }
}
