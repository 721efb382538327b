import AnomalyExport
import AnomalyFormat
import AnomalyModels
import SampleModels
import Testing

/// Two LSTMs, the first of which gives a sequence, and a dense residual; for the rest a GRU.
@Suite struct RecurrentValidationTests {
  private static let lstm = SampleModel(.lstmForecaster, window: 6, columns: 3, options: ModelOptions(hidden: [5, 4]))
  private static let gru = SampleModel(.gruForecaster, window: 6, columns: 3, options: ModelOptions(hidden: [5, 4]))

  private static let edits: [BlobEdit] = [
    .op("unknown cell", 0) { $0.variant = 3 },
    .op("two curves of a simple cell", 0) { $0.variant = RecurrentCell.simple.rawValue },
    .op("unknown flag", 0) { $0.flags |= 2 },
    .op("last state alone", 0) { $0.flags = 0 },
    .op("float input", 0) { $0.inputType = ElementType.float32.rawValue },
    .op("int32 result", 0) { $0.outputType = ElementType.int32.rawValue },
    .op("unknown hidden type", 0) { $0.secondType = 0 },
    .op("planes in the scratch memory of bytes", 0) { $0.secondType = ElementType.int16Planes.rawValue },
    .op("no step", 0) { $0.positions = 0 },
    .op("a step too many", 0) { $0.positions += 1 },
    .op("gigantic number of steps", 0) { $0.positions = .max },
    .op("gigantic stride", 0) { $0.inputStride = .max },
    .op("input of another length", 0) { $0.inputLength += 1 },
    .op("padded input", 0) { $0.inputPadding = 1 },
    .op("no units", 0) { $0.outputCount = 0 },
    .op("gigantic number of units", 0) { $0.outputCount = .max },
    .op("no columns", 0) { $0.inputCount = 0 },
    .op("no preshift", 0) { $0.preshift = 0 },
    .op("no second preshift", 0) { $0.secondPreshift = 0 },
    .op("large second preshift", 0) { $0.secondPreshift = 31 },
    .op("large shift of the cell state", 0) { $0.parameter0 = 14 },
    .op("no hidden multiplier", 0) { $0.parameter1 = 0 },
    .op("large hidden multiplier", 0) { $0.parameter1 = 1 << 16 },
    .op("less scratch memory", 0) { $0.scratchBytes -= 4 },
    .op("no scratch memory", 0) { ($0.scratchBytes, $0.scratchOffset) = (0, 0) },
    .op("scratch memory over the input", 0) { $0.scratchOffset = $0.inputOffset },
    .op("scratch memory over the result", 0) { $0.scratchOffset = $0.outputOffset },
    .op("scratch memory outside of the arena", 0) { $0.scratchOffset = 1 << 20 },
    .op("result over the input", 1) { $0.outputOffset = $0.inputOffset },
    .op("bias of a candidate", 0) { $0.secondBias = $0.bias },
    .op("activation", 0) { $0.activation = 1 },
    .op("zero point", 0) { $0.outputZero = 1 },
  ]

  private static let tensorEdits: [BlobEdit] = [
    .op("weights outside", 0) { $0.secondWeights = 1 << 28 },
    .op("weights twice", 0) { $0.secondWeights = $0.weights },
    .op("curve outside", 0) { $0.curve = 1 << 28 },
    .op("curve not aligned", 0) { $0.secondCurve += 2 },
    BlobEdit("negative multiplier") { $0.setTensor($0.op(0).secondMultipliers, Int32(-1)) },
    BlobEdit("weight of −128") { $0.setTensor($0.op(0).secondWeights, Int8(-128)) },
  ]

  @Test(arguments: edits)
  func aDamagedOperationIsRefused(_ edit: BlobEdit) throws {
    var blob = try EditedBlob(.int8, Self.lstm)
    edit.apply(&blob)
    #expect(blob.error() == .blobProgram)
  }

  @Test(arguments: tensorEdits)
  func aDamagedTensorIsRefused(_ edit: BlobEdit) throws {
    var blob = try EditedBlob(.int8, Self.lstm)
    edit.apply(&blob)
    #expect(blob.error() == .blobTensor)
  }

  @Test(arguments: [lstm, gru])
  func undamagedBlobsAreAccepted(_ model: SampleModel) throws {
    for precision in [Precision.int8, .fp16, .none] {
      #expect(try EditedBlob(precision, model).error() == nil)
    }
  }

  @Test func floatOperationsCarryNothingOfIntegers() throws {
    for edit in [
      BlobEdit.op("preshift", 0) { $0.preshift = 1 }, .op("multiplier", 0) { $0.parameter1 = 4096 },
      .op("curve", 0) { $0.secondCurve = $0.bias }, .op("hidden type", 0) { $0.secondType = $0.inputType },
    ] {
      var blob = try EditedBlob(.none, Self.gru)
      edit.apply(&blob)
      #expect(blob.error() == .blobProgram, "\(edit.testDescription)")
    }
  }
}
