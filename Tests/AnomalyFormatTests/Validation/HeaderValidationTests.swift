import AnomalyFormat
import SampleModels
import Testing

@Suite struct HeaderValidationTests {
  private static let edits: [BlobEdit] = [
    .header("length not a multiple of 16") { $0.blobBytes -= 1 },
    .header("length below the header") { $0.blobBytes = 192 },
    .header("length beyond 1 GiB") { $0.blobBytes = 1 << 31 },
    .header("no samples in a window") { $0.window = 0 },
    .header("gigantic window") { $0.window = .max },
    .header("product of window and columns wraps") {
      $0.window = 1 << 17; $0.columns = 1 << 15
    },
    .header("no columns") { $0.columns = 0 },
    .header("no stride") { $0.stride = 0 },
    .header("gigantic stride") { $0.stride = .max },
    .header("no operation") { $0.opCount = 0 },
    .header("gigantic program") { $0.opCount = .max },
    .header("unknown flag") { $0.flags |= 4 },
    .header("reserved byte") { $0.reserved0 = 1 },
    .header("reserved word") { $0.reserved2 = 1 << 40 },
    .header("carried state larger than the arena") { $0.carriedBytes = 1 << 20 },
    .header("carried state not a multiple of 16") { $0.carriedBytes = 4 },
    .header("unknown input type") { $0.inputType = 9 },
    .header("int16 input") { $0.inputType = ElementType.int16Planes.rawValue },
    .header("float input of an int8 program") { $0.inputType = ElementType.float32.rawValue },
    .header("unknown weight type") { $0.weightType = 0 },
    .header("no input shift") { $0.inputShift = 0 },
    .header("large input shift") { $0.inputShift = 15 },
    .header("input zero beyond a byte") { $0.inputZero = 128 },
    .header("input range of an int8 program") { $0.inputHigh = 1 },
    .header("residual unit 0") { $0.residualUnit = 0 },
    .header("residual unit negative") { $0.residualUnit = -1 },
    .header("residual unit NaN") { $0.residualUnit = .nan },
    .header("residual unit infinite") { $0.residualUnit = .infinity },
    .header("residual unit subnormal") { $0.residualUnit = .leastNonzeroMagnitude },
    .header("session too small") { $0.sessionBytes -= 16 },
    .header("session gigantic") { $0.sessionBytes |= 1 << 31 },
    .header("arena smaller than the input") {
      $0.arenaBytes = 0; $0.sessionBytes = 128 + 32
    },
    .header("arena not a multiple of 16") {
      $0.arenaBytes += 8; $0.sessionBytes += 8
    },
    .header("arena gigantic") {
      $0.arenaBytes = 1 << 31; $0.sessionBytes = 1 << 31
    },
    .header("multiply-accumulates differ") { $0.macs += 1 },
    .header("slots differ") { $0.memorySlots += 1 },
    .header("attention elsewhere") { $0.attentionOffset += 4 },
  ]

  @Test(arguments: edits)
  func impossibleHeadersAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobHeader)
  }

  private static let floatEdits: [BlobEdit] = [
    .header("int8 input of a float program") { $0.inputType = ElementType.int8.rawValue },
    .header("input shift") { $0.inputShift = 1 },
    .header("input zero") { $0.inputZero = 1 },
    .header("residual unit not 1") { $0.residualUnit = 2 },
    .header("range reversed") {
      $0.inputLow = 2; $0.inputHigh = 1
    },
    .header("range NaN") { $0.inputLow = .nan },
    .header("range infinite") { $0.inputHigh = .infinity },
  ]

  @Test(arguments: floatEdits)
  func impossibleFloatHeadersAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob(.none)
    edit.apply(&blob)
    #expect(blob.error() == .blobHeader)
  }
}
