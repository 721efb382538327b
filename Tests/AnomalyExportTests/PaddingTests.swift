import AnomalyExport
import AnomalyFormat
import SampleModels
import Testing

@Suite struct PaddingTests {
  /// Shapes whose sizes fit the blocks badly; the first is `memory-small` of the published figures.
  private static let models = [
    SampleModel(window: 10, columns: 1, hidden: [64, 32], slots: 100, isCosine: false),
    SampleModel(window: 7, columns: 3, hidden: [33, 9]),
    SampleModel(window: 30, columns: 5, hidden: [61, 13], slots: 21, isCosine: true),
  ]

  /// Bytes that hold nothing: between sections, between tensors, and the rows and columns that fill up blocks.
  private func padding(_ blob: Blob) -> Int {
    var used = BlobHeader.byteCount
    for section in Section.allCases where section != .tensors { used += blob.bytes(of: section) }
    for index in 0..<Int(blob.header.opCount) {
      let op = blob.op(index)
      guard op.code == OpCode.dense.rawValue, let weight = ElementType(rawValue: op.weightType) else { continue }
      let rows = Int(op.outputCount)
      used += rows * Int(op.inputCount) * weight.bytes + rows * (weight == .int8 ? 8 : 4)
    }
    return Int(blob.header.blobBytes) - used
  }

  @Test(arguments: Precision.allCases)
  func costsAtMostFivePercentOfAPayloadFrom4096BytesOn(precision: Precision) throws {
    var compared = 0
    for model in Self.models {
      let loaded = try LoadedBlob(model.export(precision).bytes)
      withExtendedLifetime(loaded) {
        let padding = padding(loaded.blob)
        let payload = Int(loaded.blob.header.blobBytes) - padding
        #expect(padding >= 0)
        guard payload >= 4096 else { return }
        compared += 1
        #expect(Double(padding) <= 0.05 * Double(payload))
      }
    }
    #expect(compared >= 2)
  }
}
