import AnomalyFormat
import AnomalyNN
import SampleModels
import Testing

/// Impossible operations of a program with patches, curves, sums and three score terms.
@Suite struct LayeredProgramTests {
  /// Two convolutions, their sum, moments, a memory, the result.
  private static func model() throws -> SampleModel {
    SampleModel(
      try Graph(
        input: Shape(steps: 4, channels: 3),
        nodes: [
          Node(.convolution(ConvolutionLayer(filters: 4, kernel: 3, activation: .tanh))),
          Node(.convolution(ConvolutionLayer(filters: 4, kernel: 3)), inputs: [-1]),
          Node(.add(AddLayer()), inputs: [0, 1]), Node(.activation(ActivationLayer(activation: .sigmoid))),
          Node(.dense(DenseLayer(units: 6))), Node(.sampling(SamplingLayer(klWeight: 1))),
          Node(.memory(MemoryLayer(slots: 3))), Node(.dense(DenseLayer(units: 12))),
        ],
        score: [ScoreTerm(node: 7), ScoreTerm(node: 6), ScoreTerm(node: 5)]))
  }

  /// A change of the first operation with a code.
  private static func first(
    _ name: String, _ code: OpCode, _ edit: @escaping @Sendable (inout OpRecord) -> Void
  ) -> BlobEdit {
    BlobEdit(name) { blob in
      for index in 0..<Int(blob.header.opCount) where blob.op(index).code == code.rawValue {
        blob.editOp(index, edit)
        return
      }
    }
  }

  private static let edits: [BlobEdit] = [
    first("no position", .dense) { $0.positions = 0 },
    first("more positions than arena", .dense) { $0.positions = 1 << 18 },
    first("gigantic positions", .dense) { $0.positions = .max },
    first("gigantic stride", .dense) { $0.inputStride = .max },
    first("gigantic padding", .dense) { $0.inputPadding = .max },
    first("gigantic input", .dense) { $0.inputLength = .max },
    first("input longer than the window", .dense) { $0.inputLength += 1 },
    first("patches without scratch memory", .dense) { ($0.scratchOffset, $0.scratchBytes) = (0, 0) },
    first("too little scratch memory", .dense) { $0.scratchBytes -= 4 },
    first("scratch memory over the input", .dense) { $0.scratchOffset = 0 },
    first("scratch memory over the output", .dense) { $0.scratchOffset = $0.outputOffset },
    first("scratch memory outside", .dense) { $0.scratchOffset = .max - 3 },
    first("scratch memory not aligned", .dense) { $0.scratchOffset += 1 },
    first("input zero beyond a byte", .dense) { $0.inputZero = 128 },
    first("float activation in integers", .dense) { $0.activation = FusedActivation.tanh.rawValue },
    first("unit of what is stored", .dense) { $0.scoreUnit = 1 },
    first("unknown flag", .dense) { $0.flags |= 4 },
    first("dense as a score", .dense) { $0.sink = Sink.score.rawValue },
    first("unknown combination", .combine) { $0.variant = 2 },
    first("sum of different counts", .combine) { $0.secondCount -= 1 },
    first("sum with a longer result", .combine) { $0.outputCount += 1 },
    first("join as long as a sum", .combine) { $0.variant = Combination.join.rawValue },
    first("second operand never written", .combine) { $0.secondOffset += 4 },
    first("second operand of another type", .combine) { $0.secondType = ElementType.int32.rawValue },
    first("gigantic stride of the second operand", .combine) { $0.parameter3 = .max },
    first("second operand under the result", .combine) { $0.outputOffset = $0.secondOffset },
    first("negative multiplier", .combine) { $0.parameter1 = 1 << 31 },
    first("no shift", .combine) { $0.secondPreshift = 0 },
    first("combine as a score", .combine) { $0.sink = Sink.score.rawValue },
    first("distance stored", .distance) { $0.sink = Sink.arena.rawValue },
    first("distance without a unit", .distance) { $0.scoreUnit = 0 },
    first("negative unit", .distance) { $0.scoreUnit = -1 },
    first("unit NaN", .distance) { $0.scoreUnit = .nan },
    first("unit infinite", .distance) { $0.scoreUnit = .infinity },
    first("no prototypes", .distance) { $0.secondCount = 0 },
    first("gigantic number of prototypes", .distance) { $0.secondCount = .max },
    first("int8 prototypes", .distance) { $0.weightType = ElementType.int8.rawValue },
    first("coarse input", .distance) { $0.preshift = 7 },
    first("odd moments", .divergence) { $0.inputCount -= 1 },
    first("moments never written", .divergence) { $0.inputOffset = 1 << 20 },
    first("divergence with multipliers", .divergence) { $0.multipliers = 4 },
  ]

  @Test(arguments: edits)
  func impossibleOperationsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob(.int8, Self.model())
    #expect(blob.error() == nil)
    edit.apply(&blob)
    #expect(blob.error() == .blobProgram)
  }

  private static let tensorEdits: [BlobEdit] = [
    first("curve behind the section", .dense) { $0.curve = 1 << 20 },
    first("curve not aligned", .combine) { $0.curve += 2 },
    first("prototypes behind the section", .distance) { $0.weights = .max - 3 },
    first("more prototypes than bytes", .distance) { $0.secondCount = 1 << 18 },
    first("table behind the section", .divergence) { $0.secondWeights = 1 << 20 },
    first("table not aligned", .divergence) { $0.weights += 1 },
  ]

  @Test(arguments: tensorEdits)
  func impossibleTensorsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob(.int8, Self.model())
    edit.apply(&blob)
    #expect(blob.error() == .blobTensor)
  }

  @Test func floatPrototypesAreFinite() throws {
    var blob = try EditedBlob(.none, Self.model())
    for index in 0..<Int(blob.header.opCount) where blob.op(index).code == OpCode.distance.rawValue {
      blob.setTensor(blob.op(index).weights, Float.nan)
    }
    #expect(blob.error() == .blobTensor)
  }
}
