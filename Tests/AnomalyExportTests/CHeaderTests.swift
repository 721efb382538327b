import AnomalyExport
import SampleModels
import Testing

@Suite struct CHeaderTests {
  @Test func headerHoldsTheBlobAndItsSizes() throws {
    let export = try SampleModel.tiny.export(.int8)
    let text = export.cHeader(named: "pump-3")
    let header = withExtendedLifetime(export.blob) { export.blob.blob.header }
    for line in [
      "#ifndef PUMP_3_H", "#define PUMP_3_BLOB_BYTES \(header.blobBytes)u",
      "#define PUMP_3_SESSION_BYTES \(header.sessionBytes)u", "#define PUMP_3_COLUMNS 2u", "#define PUMP_3_WINDOW 3u",
      "#define PUMP_3_MEMORY_SLOTS 3u", "static const uint8_t pump_3_blob[PUMP_3_BLOB_BYTES] = {",
    ] { #expect(text.contains(line + "\n"), "\(line)") }
    let array = text[text.index(after: try #require(text.firstIndex(of: "{")))...]
    let numbers = array.split { !$0.isNumber }.compactMap { UInt8($0) }
    #expect(numbers == export.bytes)
  }

  @Test func namesBecomeIdentifiers() throws {
    let text = try SampleModel.tiny.export(.int8).cHeader(named: "3 Öl")
    #expect(text.contains("_3__l_blob[_3__L_BLOB_BYTES]"))
  }
}
