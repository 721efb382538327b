import AnomalyFormat
import SampleModels
import Testing

@Suite struct ColumnValidationTests {
  private static let edits: [BlobEdit] = [
    .column("center NaN") { $0.center = .nan },
    .column("center infinite") { $0.center = -.infinity },
    .column("gain 0") { $0.gain = 0 },
    .column("gain subnormal") { $0.gain = .leastNonzeroMagnitude },
    .column("gain infinite") { $0.gain = .infinity },
    .column("fill NaN") { $0.fill = .nan },
    .column("fill beyond the range") { $0.fill = 2 * InputRange.integer },
    .column("fill not whole") { $0.fill = 0.5 },
    .column("converter scale 0") { $0.converterScale = 0 },
    .column("converter offset NaN") { $0.converterOffset = .nan },
    .column("name behind the strings") { $0.name = 1000 },
    .column("name far behind the strings") { $0.name = .max },
    .column("unit far behind the strings") { $0.unit = 1 << 31 },
    .column("reserved") { $0.reserved = 1 },
    BlobEdit("last string without an end") { $0.setByte(of: .strings, at: Int($0.header.sections[.strings].bytes) - 1, 65) },
  ]

  @Test(arguments: edits)
  func impossibleColumnsAreRefused(edit: BlobEdit) throws {
    var blob = try EditedBlob()
    edit.apply(&blob)
    #expect(blob.error() == .blobColumn)
  }

  @Test func floatProgramsMayFillWithAFraction() throws {
    var blob = try EditedBlob(.none)
    blob.editColumn(1) { $0.fill = 0.25 }
    #expect(blob.error() == nil)
  }
}
