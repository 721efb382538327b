import AnomalyExport
import AnomalyFormat
import AnomalyModels
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct PositionReuseTests {
  /// Kernel 11, convolutions of stride `stride`, a stream that scores every `push` samples.
  private static func model(stride: Int, push: Int, window: Int = 48) -> SampleModel {
    var options = ModelOptions(hidden: [8, 4])
    options.kernel = 11
    options.convolutionStride = stride
    var model = SampleModel(.convAutoencoder, window: window, columns: 3, options: options)
    model.stride = push
    return model
  }

  private static func export(_ model: SampleModel, _ precision: Precision, reuses: Bool) throws -> Export {
    try Exporter(model.model(), reusesPositions: reuses).export(precision)
  }

  /// What the operations of a blob keep, in program order.
  private static func kept(_ export: Export) -> [KeptPositions?] {
    (0..<Int(export.blob.blob.header.opCount)).map {
      let op = export.blob.blob.op($0)
      return op.keepsPositions ? op.kept : nil
    }
  }

  /// Rows of ordinary samples, of a step, of values that saturate, and missing ones.
  private static func rows(_ model: SampleModel) -> [[Float]] {
    var values = model.windows(5, seed: 71).flatMap { $0 }
    for place in stride(from: 90, to: 120, by: 3) { values[place] += 5 }
    values[130] = .infinity
    for place in 150..<154 { values[place] = .nan }
    return stride(from: 0, to: values.count, by: 3).map { Array(values[$0..<$0 + 3]) }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func aStreamScoresTheSameBitsWithAndWithoutReuse(precision: Precision, build: RuntimeBuild) throws {
    for (stride, push) in [(1, 1), (2, 1), (2, 2), (2, 3), (4, 1), (1, 5), (2, 40)] {
      let model = Self.model(stride: stride, push: push)
      let plain = try build.detector(Self.export(model, precision, reuses: false).bytes)
      let reusing = try build.detector(Self.export(model, precision, reuses: true).bytes)
      for (index, row) in Self.rows(model).enumerated() {
        if index == 60 {
          try plain.gap(2)
          try reusing.gap(2)
        }
        let expected = try plain.push(row)
        #expect(try reusing.push(row) == expected, "stride \(stride), every \(push), row \(index), \(precision)")
        guard expected != nil, index % 7 == 0 else { continue }
        #expect(try reusing.contributions() == plain.contributions())
        let saved = try reusing.save()
        try reusing.reset()
        try reusing.restore(saved)
      }
    }
  }

  /// Equal scores alone would also come of an engine that computes everything anew.
  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func aStreamTakesSharedResultsFromItsMemory(precision: Precision, build: RuntimeBuild) throws {
    for stride in [1, 2] {
      let model = Self.model(stride: stride, push: 1)
      let export = try Self.export(model, precision, reuses: true)
      #expect(Self.kept(export).contains { $0 != nil })
      let (sound, disturbed) = (try build.detector(export.bytes), try build.detector(export.bytes))
      let values = model.windows(3, seed: 72).flatMap { $0 }
      let rows = Swift.stride(from: 0, to: values.count, by: 3).map { Array(values[$0..<$0 + 3]) }
      for row in rows[..<60] { #expect(try sound.push(row) == disturbed.push(row)) }
      let header = export.blob.blob.header
      let carried =
        SessionLayout.arenaOffset(window: 48, columns: 3) + Int(header.arenaBytes) - Int(header.carriedBytes)
      for place in carried..<carried + Int(header.carriedBytes) {
        let byte = disturbed.session.start.load(fromByteOffset: place, as: UInt8.self)
        // The exponent of a Float stays as it is.
        disturbed.session.start.storeBytes(of: byte ^ 0x15, toByteOffset: place, as: UInt8.self)
      }
      let expected = try sound.push(rows[60])
      #expect(try disturbed.push(rows[60])?.score != expected?.score)
      // A gap ends what windows share.
      try sound.gap(1)
      try disturbed.gap(1)
      for row in rows[61...] { #expect(try sound.push(row)?.score == disturbed.push(row)?.score) }
    }
  }

  @Test func whatIsKeptFollowsFromStridesAndEdges() throws {
    // Window 48, kernel 11, stride 1, 5 values of padding on the left: position p reads samples p − 5 ... p + 5.
    let fine = try Self.kept(Self.export(Self.model(stride: 1, push: 1), .int8, reuses: true))
    #expect(fine[0] == KeptPositions(first: 5, count: 37, shift: 1, phases: 1))
    // Of those 5 ..< 42 position p reads p − 5 ... p + 5.
    #expect(fine[1] == KeptPositions(first: 10, count: 27, shift: 1, phases: 1))
    // Stride 2 moves by half a position from window to window.
    let coarse = try Self.kept(Self.export(Self.model(stride: 2, push: 1), .int8, reuses: true))
    #expect(coarse[0]?.phases == 2)
    #expect(coarse[0]?.shift == 1)
    #expect(coarse[1]?.phases == 4)
    let aligned = try Self.kept(Self.export(Self.model(stride: 2, push: 4), .int8, reuses: true))
    #expect(aligned[0]?.phases == 1)
    #expect(aligned[0]?.shift == 2)
    // Windows that share nothing, and models that read a window as a whole.
    #expect(try Self.kept(Self.export(Self.model(stride: 2, push: 48), .int8, reuses: true)).allSatisfy { $0 == nil })
    #expect(try Self.kept(SampleModel(window: 8, columns: 2, hidden: [6, 3]).export(.int8)).allSatisfy { $0 == nil })
    // What is cheap to compute.
    #expect(try Self.kept(SampleModel.transformer(window: 9, columns: 3, width: 8, heads: 2).export(.int8))[0] == nil)
    // The last operation is compared with the window and keeps nothing.
    #expect(fine.last == .some(nil))
  }

  @Test func resultsThatAreKeptTakeMemoryAtTheEndOfTheArena() throws {
    let model = Self.model(stride: 2, push: 1)
    let plain = try Self.export(model, .int8, reuses: false)
    let export = try Self.export(model, .int8, reuses: true)
    #expect(plain.blob.blob.header.carriedBytes == 0)
    let bytes = Self.kept(export).enumerated().map { index, kept in
      let rows = export.blob.blob.op(index).outputCount
      return kept.map { $0.phases * $0.count * rows } ?? 0
    }
    let least = bytes.reduce(0) { $0 + Int($1) }
    #expect(least > 0)
    #expect(Int(export.blob.blob.header.carriedBytes) >= least)
    #expect(export.blob.blob.header.macs == plain.blob.blob.header.macs)
    #expect(export.levels == plain.levels)
  }

  /// What a validator must not accept: positions or memory that are not there.
  @Test func keptPositionsOutsideOfTheOperationAreRefused() throws {
    let bytes = try Self.export(Self.model(stride: 2, push: 1), .int8, reuses: true).bytes
    func changed(_ change: (inout OpRecord) -> Void) -> [UInt8] {
      var bytes = bytes
      bytes.withUnsafeMutableBytes { buffer in
        let place = Int(buffer.load(as: BlobHeader.self).sections[.program].offset)
        var op = buffer.load(fromByteOffset: place, as: OpRecord.self)
        change(&op)
        buffer.storeBytes(of: op, toByteOffset: place, as: OpRecord.self)
      }
      return sealed(bytes)
    }
    let changes: [(inout OpRecord) -> Void] = [
      { $0.kept.count = 0 }, { $0.kept.count = .max }, { $0.kept.count += $0.positions },
      { $0.kept.first = .max }, { $0.kept.first += $0.positions }, { $0.kept.shift = $0.positions },
      { $0.kept.shift = .max }, { $0.kept.shift = 0 }, { $0.kept.phases = 0 }, { $0.kept.phases = 3 },
      { $0.kept.phases = 16 },
      { $0.kept.phases = 8 }, { $0.scratchOffset -= 16 }, { $0.scratchBytes -= 4 }, { $0.flags |= 4 },
      { $0.flags &= ~OpRecord.keepsPositions },
    ]
    _ = try LoadedBlob(changed { _ in })
    for (index, change) in changes.enumerated() {
      #expect(throws: RuntimeError.self, "change \(index)") { try LoadedBlob(changed(change)) }
    }
  }
}
