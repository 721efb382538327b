import AnomalyExport
import AnomalyFormat
import AnomalyModels
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct CarriedStateTests {
  private static let kinds: [ModelKind] = [.rnnForecaster, .lstmForecaster, .gruForecaster]

  private static func model(_ kind: ModelKind) -> SampleModel {
    SampleModel(kind, window: 6, columns: 2, options: ModelOptions(hidden: [5, 3]))
  }

  private static func blobs(_ kind: ModelKind, _ precision: Precision) throws -> (carried: Export, whole: Export) {
    let model = try model(kind).model()
    return (try Exporter(model, carriesState: true).export(precision), try Exporter(model).export(precision))
  }

  /// From the start of a stream the state is what the window's own run over its rows reaches.
  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func theFirstWindowOfAStreamScoresAsTheWholeModel(precision: Precision, build: RuntimeBuild) throws {
    for kind in Self.kinds {
      let (carried, whole) = try Self.blobs(kind, precision)
      let stream = try build.detector(carried.bytes)
      let windows = try build.detector(whole.bytes)
      #expect(stream.info.window == 2)
      #expect(stream.info.macs < windows.info.macs / 3)
      for (index, window) in Self.model(kind).windows(4, seed: 120).enumerated() {
        if index == 2 { try stream.gap(3) } else { try stream.reset() }
        var results: [WindowResult?] = []
        for row in 0..<6 { results.append(try stream.push(Array(window[2 * row..<2 * row + 2]))) }
        #expect(results.map { $0 != nil } == [false, true, true, true, true, true])
        #expect(results[5]?.score == (try windows.score(window)).score, "\(kind) \(precision)")
      }
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func laterScoresDependOnAllSamplesBefore(precision: Precision, build: RuntimeBuild) throws {
    for kind in Self.kinds {
      let bytes = try Self.blobs(kind, precision).carried.bytes
      let windows = Self.model(kind).windows(3, seed: 130).flatMap { $0 }
      let rows = stride(from: 0, to: windows.count, by: 2).map { Array(windows[$0..<$0 + 2]) }
      let whole = try build.detector(bytes)
      let expected = try rows.map { try whole.push($0) }
      // Saved and restored in the middle, and with a copy that goes on by itself.
      let first = try build.detector(bytes)
      var results = try rows[..<9].map { try first.push($0) }
      let second = try build.detector(bytes)
      try second.restore(first.save())
      _ = try first.push([1000, -1000])
      results += try rows[9...].map { try second.push($0) }
      #expect(results == expected)
      // Without the first two samples a later score is another.
      let late = try build.detector(bytes)
      let short = try rows[2...].map { try late.push($0) }
      #expect(short[2]?.score != expected[4]?.score)
    }
  }

  @Test func thresholdsAreThoseOfTheCarriedStream() throws {
    let (carried, whole) = try Self.blobs(.gruForecaster, .int8)
    #expect(carried.calibrationScores.count == whole.calibrationScores.count)
    #expect(carried.calibrationScores[0] == whole.calibrationScores[0])
    #expect(carried.calibrationScores[20] == whole.calibrationScores[20])
    #expect(carried.calibrationScores[1] != whole.calibrationScores[1])
  }

  @Test func modelsThatLookBackOtherwiseAreRefused() throws {
    #expect(throws: ExportError.cannotCarryState(layer: nil)) {
      try Exporter(SampleModel.tiny.model(), carriesState: true)
    }
    #expect(throws: ExportError.self) {
      try Exporter(
        SampleModel(.lstmAutoencoder, window: 4, columns: 2, options: ModelOptions(hidden: [3])).model(),
        carriesState: true)
    }
    var model = Self.model(.lstmForecaster)
    model.stride = 2
    #expect(throws: ExportError.strideWithCarriedState(2)) { try Exporter(model.model(), carriesState: true) }
    var old = try Self.model(.lstmForecaster).model()
    old.record.calibrationRuns = nil
    #expect(throws: ExportError.unknownRuns) { try Exporter(old, carriesState: true).export(.int8) }
  }

  /// What a validator must not accept: state that other operands could write.
  @Test func stateThatLiesElsewhereIsRefused() throws {
    let bytes = try Self.blobs(.lstmForecaster, .int8).carried.bytes
    func changed(_ change: (inout OpRecord, inout BlobHeader) -> Void) -> [UInt8] {
      var bytes = bytes
      bytes.withUnsafeMutableBytes { buffer in
        var header = buffer.load(as: BlobHeader.self)
        let place = Int(header.sections[.program].offset)
        var op = buffer.load(fromByteOffset: place, as: OpRecord.self)
        change(&op, &header)
        buffer.storeBytes(of: op, toByteOffset: place, as: OpRecord.self)
        buffer.storeBytes(of: header, as: BlobHeader.self)
      }
      return sealed(bytes)
    }
    _ = try LoadedBlob(changed { _, _ in })
    #expect(throws: RuntimeError.blobProgram) { try LoadedBlob(changed { op, _ in op.scratchOffset -= 4 }) }
    #expect(throws: RuntimeError.blobProgram) { try LoadedBlob(changed { op, _ in op.scratchOffset += 4 }) }
    #expect(throws: RuntimeError.self) { try LoadedBlob(changed { op, _ in op.flags = op.flags & 1 }) }
    #expect(throws: RuntimeError.self) { try LoadedBlob(changed { _, header in header.carriedBytes = 0 }) }
    #expect(throws: RuntimeError.self) { try LoadedBlob(changed { _, header in header.carriedBytes += 16 }) }
    #expect(throws: RuntimeError.self) { try LoadedBlob(changed { _, header in header.carriedBytes -= 16 }) }
    #expect(throws: RuntimeError.blobHeader) { try LoadedBlob(changed { _, header in header.stride = 2 }) }
  }
}
