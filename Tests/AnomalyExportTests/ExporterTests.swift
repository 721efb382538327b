import AnomalyExport
import AnomalyFormat
import SampleModels
import Testing

@Suite struct ExporterTests {
  private static var models: [SampleModel] {
    [
      SampleModel(window: 8, columns: 4, hidden: [20, 6]),
      SampleModel(window: 6, columns: 3, hidden: [12, 6], slots: 10, isCosine: false),
      .tiny,
    ]
  }

  @Test(arguments: Precision.allCases)
  func equalModelsGiveEqualBytes(precision: Precision) throws {
    for model in Self.models {
      #expect(try model.export(precision).bytes == model.export(precision).bytes)
    }
  }

  @Test(arguments: Precision.allCases)
  func everySectionStandsAt64AndPaddingIsZero(precision: Precision) throws {
    for model in Self.models {
      let bytes = try model.export(precision).bytes
      let loaded = try LoadedBlob(bytes)
      let header = withExtendedLifetime(loaded) { loaded.blob.header }
      #expect(bytes.count == Int(header.blobBytes))
      var used = [Bool](repeating: false, count: bytes.count)
      for place in 0..<BlobHeader.byteCount { used[place] = true }
      for section in Section.allCases {
        let entry = header.sections[section]
        #expect(entry.offset % 64 == 0)
        for place in Int(entry.offset)..<Int(entry.offset + entry.bytes) { used[place] = true }
        #expect(!section.isHostOnly || entry.bytes == 0)
      }
      #expect(zip(used, bytes).allSatisfy { $0 || $1 == 0 })
    }
  }

  @Test func roundingThatHidesTheScoresIsSaid() throws {
    let export = try SampleModel.tiny.export(.int8)
    var agreement = FloatAgreement(export, with: export)
    #expect(agreement.medianError == 0 && agreement.advice == nil)
    agreement.medianError = 2 * FloatAgreement.largestMedianError
    #expect(agreement.advice?.contains("--quantize fp16") == true)
  }

  @Test func onlyTheModelFileHasHostSections() throws {
    let file = try Exporter(SampleModel.tiny.model()).modelFile()
    #expect(withExtendedLifetime(file) { file.blob.blob.header.flags } & BlobHeader.hostFlag != 0)
    for section in Section.allCases where section.isHostOnly { #expect(!file.blob.bytes(of: section).isEmpty) }
  }

  @Test func modelFileGivesTheModelBack() throws {
    let model = try SampleModel.tiny.model()
    let read = try Model(LoadedBlob(Exporter(model).modelFile().bytes), path: "tiny.anomaly")
    #expect(read.parameters == model.parameters)
    #expect(read.record.graph == model.record.graph)
    #expect(read.record.scaler == model.record.scaler)
    #expect(read.trainingWindows == model.trainingWindows)
    #expect(read.calibrationWindows == model.calibrationWindows)
    #expect(try Exporter(read).export(.int8).bytes == Exporter(model).export(.int8).bytes)
  }

  @Test func deviceBlobIsNoModelFile() throws {
    let blob = try SampleModel.tiny.export(.int8).blob
    #expect(throws: ExportError.notAModelFile("tiny.blob")) { try Model(blob, path: "tiny.blob") }
  }

  @Test func columnsKeepNamesUnitsAndConverters() throws {
    let blob = try SampleModel.tiny.export(.int8, hasConverters: true).blob
    #expect(blob.column(0) == ("Column 0", ""))
    #expect(blob.column(1) == ("Column 1", "u1"))
    let record = withExtendedLifetime(blob) { blob.blob.column(1) }
    #expect(record.converterScale == 0.002)
    #expect(record.converterOffset == 10)
  }

  @Test func smallerPrecisionsMakeSmallerBlobs() throws {
    let model = SampleModel(window: 16, columns: 4, hidden: [64, 8])
    let sizes = try [Precision.int8, .fp16, .none].map { try model.export($0).bytes.count }
    #expect(sizes[0] < sizes[1] && sizes[1] < sizes[2])
  }

  @Test func paddingBetweenSectionsIsAtMostFivePercent() throws {
    let blob = try SampleModel(window: 32, columns: 4, hidden: [128, 16]).export(.int8).blob
    let header = withExtendedLifetime(blob) { blob.blob.header }
    let content = Section.allCases.reduce(0) { $0 + Int(header.sections[$1].bytes) }
    #expect(Double(Int(header.blobBytes) - content - BlobHeader.byteCount) <= 0.05 * Double(content))
  }
}
