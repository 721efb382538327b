import AnomalyFormat
import SampleModels
import Testing

/// The tiny model's program: dense, keys, softmax, values, dense with the residual.
@Suite struct ProgramValidatorTests {
  private static let edits: [BlobEdit] = [
    .op("unknown operation", 0) { $0.code = 99 },
    .op("unknown sink", 0) { $0.sink = 2 },
    .op("residual in the middle", 0) { $0.sink = Sink.residual.rawValue },
    .op("no residual at the end", 4) { $0.sink = Sink.arena.rawValue },
    .op("reserved", 0) { $0.reserved = 1 },
    .op("unknown input type", 0) { $0.inputType = 0 },
    .op("float input of int8 weights", 0) { $0.inputType = ElementType.float32.rawValue },
    .op("other weights than the header's", 0) { $0.weightType = ElementType.float32.rawValue },
    .op("unknown output type", 0) { $0.outputType = 200 },
    .op("unknown activation", 0) { $0.activation = 7 },
    .op("rectified int32", 1) { $0.activation = FusedActivation.relu.rawValue },
    .op("similarity of a dense layer", 0) { $0.variant = 1 },
    .op("query of a dense layer", 0) { $0.secondCount = 1 },
    .op("float range of an int8 layer", 0) { $0.parameter1 = 1 },
    .op("no preshift", 0) { $0.preshift = 0 },
    .op("large preshift", 0) { $0.preshift = 31 },
    .op("zero point beyond a byte", 0) { $0.outputZero = -129 },
    .op("no input", 0) { $0.inputCount = 0 },
    .op("longer input", 0) { $0.inputLength += 1 },
    .op("gigantic input", 0) { $0.inputCount = .max },
    .op("input count of 2^31", 0) { $0.inputCount = 1 << 31 },
    .op("input never written", 1) { $0.inputOffset += 16 },
    .op("input outside of the arena", 1) { $0.inputOffset = 1 << 20 },
    .op("input offset of 2^31", 1) { $0.inputOffset = 1 << 31 },
    .op("input not aligned", 1) { $0.inputOffset += 1 },
    .op("no output", 0) { $0.outputCount = 0 },
    .op("gigantic output", 0) { $0.outputCount = .max },
    .op("output outside of the arena", 0) { $0.outputOffset = 1 << 20 },
    .op("output offset of 2^31", 0) { $0.outputOffset = 1 << 31 },
    .op("output not aligned", 0) { $0.outputOffset += 2 },
    .op("output over the input", 0) { $0.outputOffset = $0.inputOffset },
    .op("residual with an offset", 4) { $0.outputOffset = 16 },
    .op("fewer residuals than the score", 4) { $0.outputCount -= 1 },
    .op("unknown similarity", 2) { $0.variant = 2 },
    .op("weights of a softmax", 2) { $0.weights = 64 },
    .op("activation of a softmax", 2) { $0.activation = 1 },
    .op("other count behind a softmax", 2) { $0.outputCount += 1 },
    .op("int8 output of a softmax", 2) { $0.outputType = ElementType.int8.rawValue },
    .op("softmax without preshift", 2) { $0.preshift = 0 },
    .op("logit multiplier negative", 2) { $0.parameter0 = .max },
    .op("λ above 1", 2) { $0.parameter1 = (1 << 14) + 1 },
    .op("query of a dot product", 2) { $0.variant = Similarity.dotProduct.rawValue },
    .op("query never written", 2) { $0.secondOffset += 16 },
    .op("query offset of 2^31", 2) { $0.secondOffset = 1 << 31 },
    .op("gigantic query", 2) { $0.secondCount = .max },
    .op("query zero beyond a byte", 2) { $0.secondZero = 128 },
    .op("attention over the query", 2) { $0.outputOffset = $0.secondOffset },
  ]

  @Test(arguments: edits)
  func impossibleOperationsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobProgram)
  }

  private static let floatEdits: [BlobEdit] = [
    .op("preshift", 0) { $0.preshift = 1 },
    .op("zero point", 0) { $0.outputZero = 1 },
    .op("multipliers", 0) { $0.multipliers = 4 },
    .op("range reversed", 0) {
      $0.parameter0 = Float(2).bitPattern; $0.parameter1 = Float(1).bitPattern
    },
    .op("range NaN", 0) { $0.parameter0 = Float.nan.bitPattern },
    .op("range infinite", 0) { $0.parameter1 = Float.infinity.bitPattern },
    .op("temperature infinite", 2) { $0.parameter0 = Float.infinity.bitPattern },
    .op("λ NaN", 2) { $0.parameter1 = Float.nan.bitPattern },
    .op("λ above 1", 2) { $0.parameter1 = Float(1.5).bitPattern },
  ]

  @Test(arguments: floatEdits)
  func impossibleFloatOperationsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob(.none)
    edit.apply(&blob)
    #expect(blob.error() == .blobProgram)
  }

  private static let tensorEdits: [BlobEdit] = [
    .op("weights behind the section", 0) { $0.weights = 1 << 20 },
    .op("weights offset of 2^31", 0) { $0.weights = 1 << 31 },
    .op("weights not aligned", 0) { $0.weights += 1 },
    .op("weights of another operation", 3) { $0.weights = 0 },
    .op("bias over the weights", 0) { $0.bias = $0.weights },
    .op("multipliers behind the section", 4) { $0.multipliers = .max - 3 },
    BlobEdit("weight -128") { $0.setTensor($0.op(0).weights, Int8.min) },
    BlobEdit("multiplier negative") { $0.setTensor($0.op(4).multipliers, Int32(-1)) },
  ]

  @Test(arguments: tensorEdits)
  func impossibleTensorsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobTensor)
  }

  @Test func floatTensorsAreFinite() throws {
    for value in [Float.nan, .infinity, -.infinity] {
      var weight = try EditedBlob(.none)
      weight.setTensor(weight.op(0).weights, value)
      #expect(weight.error() == .blobTensor)
      var bias = try EditedBlob(.fp16)
      bias.setTensor(bias.op(0).bias, value)
      #expect(bias.error() == .blobTensor)
    }
    for value: UInt16 in [0x7C00, 0xFC00, 0x7E00] {
      var weight = try EditedBlob(.fp16)
      weight.setTensor(weight.op(0).weights, value)
      #expect(weight.error() == .blobTensor)
    }
  }
}
