import AnomalyFormat

extension EncodedProgram {
  /// Bits that the residual unit is finer than the step of the int8 input.
  static var residualBits: Int { 10 }

  /// Encodes a program with int8 weights and activations.
  ///
  /// - Errors: `tooLargeForInt8`.
  init(int8 program: LoweredProgram, ranges: ActivationRanges) throws(ExportError) {
    let plan = ArenaPlan(program) { buffer in
      let count = BlockedLayout.padded(program.buffers[buffer].count)
      return switch program.buffers[buffer].source {
      case .window, .layer: count
      case .attention: count * ElementType.int16Planes.bytes
      case .similarities: count * ElementType.int32.bytes
      }
    }
    let window = Int8Scale(holding: ranges[.window])
    func scale(_ buffer: Int) -> Int8Scale {
      switch program.buffers[buffer].source {
      case .window: window
      case .layer(let layer): Int8Scale(holding: ranges[.layer(layer)])
      case .attention: Int8Scale(scale: 0x1p-14, zero: 0)
      case .similarities: Int8Scale(scale: 1, zero: 0)
      }
    }

    inputType = .int8
    weightType = .int8
    arenaBytes = plan.bytes
    inputZero = window.zero
    /// Value of one unit of the similarities that the next softmax reads.
    var similarityUnit = 1.0
    for (index, step) in program.steps.enumerated() {
      var op = OpRecord()
      switch step {
      case .dense(let dense):
        let reads = program.buffers[dense.input].source
        let isAttention = if case .attention = reads { true } else { false }
        let matrix = Int8Matrix(
          dense, input: scale(dense.input), inputBound: isAttention ? 0x1p14 + Double(dense.columns) : nil)
        guard let preshift = matrix.preshift else { throw .tooLargeForInt8(layer: dense.name) }
        var unit = 1.0
        if let output = dense.output {
          if case .similarities = program.buffers[output].source {
            unit = Self.similarityUnit(of: matrix, before: program.steps[index + 1])
            similarityUnit = unit
            op.outputType = ElementType.int32.rawValue
          } else {
            let target = scale(output)
            unit = target.scale
            op.outputZero = target.zero
            op.outputType = ElementType.int8.rawValue
          }
        } else {
          op.outputType = ElementType.int32.rawValue
          unit = residualUnit(for: matrix, input: window, preshift: preshift)
        }
        guard let multipliers = matrix.multipliers(unit: unit, preshift: preshift)
        else { throw .tooLargeForInt8(layer: dense.name) }
        op.code = OpCode.dense.rawValue
        op.inputType = (isAttention ? ElementType.int16Planes : .int8).rawValue
        op.weightType = ElementType.int8.rawValue
        op.activation = dense.activation.rawValue
        op.sink = (dense.output == nil ? Sink.residual : .arena).rawValue
        op.preshift = UInt8(preshift)
        op.inputOffset = UInt32(plan.offsets[dense.input])
        op.inputCount = UInt32(dense.columns)
        op.outputOffset = UInt32(dense.output.map { plan.offsets[$0] } ?? 0)
        op.outputCount = UInt32(dense.rows)
        op.weights = tensors.addMatrix(rows: dense.rows, columns: dense.columns, element: .int8) {
          matrix.weights[$0 * dense.columns + $1]
        }
        op.bias = tensors.addRows(matrix.bias)
        op.multipliers = tensors.addRows(multipliers)
        macs += dense.rows * dense.columns
      case .softmax(let softmax):
        // log2 units times 65536 in one unit of the similarities.
        let fraction = Self.cosineBits(program.buffers[softmax.query].count)
        let isCosine = softmax.similarity == .cosine
        let unit = isCosine ? powerOfTwo(-fraction) : similarityUnit
        let gain = unit * Double(softmax.factor) * 1.4426950408889634 * 65536
        let preshift = isCosine ? 30 - fraction : 1
        let multiplier = (gain * powerOfTwo(32 - preshift)).rounded()
        guard multiplier < 0x1p31 else { throw .tooLargeForInt8(layer: softmax.name) }
        op.code = OpCode.softmax.rawValue
        op.inputType = ElementType.int32.rawValue
        op.outputType = ElementType.int16Planes.rawValue
        op.variant = softmax.similarity.rawValue
        op.preshift = UInt8(preshift)
        op.inputOffset = UInt32(plan.offsets[softmax.input])
        op.inputCount = UInt32(program.buffers[softmax.input].count)
        op.outputOffset = UInt32(plan.offsets[softmax.output])
        op.outputCount = op.inputCount
        if softmax.similarity == .cosine {
          op.secondOffset = UInt32(plan.offsets[softmax.query])
          op.secondCount = UInt32(program.buffers[softmax.query].count)
          op.secondZero = scale(softmax.query).zero
        }
        op.parameter0 = UInt32(multiplier)
        op.parameter1 = UInt32((Double(softmax.shrink) * 0x1p14).rounded())
        memorySlots = Int(op.outputCount)
        attentionOffset = Int(op.outputOffset)
      }
      ops.append(op)
      let stored = if case .dense(let dense) = step { dense.output } else { Int?.none }
      outputScales.append(op.outputType == ElementType.int8.rawValue ? stored.map(scale) : nil)
    }
  }

  /// Fraction bits of a cosine, so that slot·query stays below 2²⁹ for every int8 query of `width` values.
  private static func cosineBits(_ width: Int) -> Int {
    27 - Int((255 * Double(width).squareRoot()).exponent)
  }

  /// The value of one unit of a memory's similarities.
  private static func similarityUnit(of keys: Int8Matrix, before next: LoweredProgram.Step) -> Double {
    if case .softmax(let softmax) = next, softmax.similarity == .cosine {
      // Similarities are slot·query in units of the query's int8 step; the softmax divides by the query's length in
      // the same units. In `Int8Matrix` terms that is an input scale which cancels.
      let width = keys.weights.count / keys.rowScale.count
      return powerOfTwo(-cosineBits(width)) * keys.input.scale
    }
    let largest = keys.rowScale.reduce(0, max) * keys.input.scale * keys.largestAccumulator
    return largest / 0x1p29
  }

  /// Sets input shift and residual unit: as fine as the multipliers of the last layer allow.
  private mutating func residualUnit(for matrix: Int8Matrix, input: Int8Scale, preshift: Int) -> Double {
    var bits = Self.residualBits
    while bits > 1, matrix.multipliers(unit: input.scale / powerOfTwo(bits), preshift: preshift) == nil { bits -= 1 }
    inputShift = UInt8(bits)
    // The unit is what the blob says in float32; everything else is derived from that.
    residualUnit = Float(input.scale / powerOfTwo(bits))
    return Double(residualUnit)
  }
}
