import AnomalyExport
import AnomalyFormat
import AnomalyModels
import AnomalyNN
import SampleModels

/// Every golden error: at least one for each error that a blob or a saved session can cause, and one for each operation.
func goldenErrors() throws -> [GoldenError] { try RuntimeError.allCases.flatMap(goldenErrors) }

private func goldenErrors(of error: RuntimeError) throws -> [GoldenError] {
  /// A change of a valid blob, its checksum made right.
  func changed(
    _ name: String, _ model: SampleModel = .tiny, _ precision: Precision = .int8, _ change: (inout ChangedBlob) -> Void
  ) throws -> GoldenError {
    var blob = ChangedBlob(bytes: try model.export(precision).bytes)
    change(&blob)
    return GoldenError(name: name, error: error, blob: sealed(blob.bytes))
  }
  func saved(_ name: String, _ change: ([UInt8]) throws -> [UInt8]) throws -> GoldenError {
    let detector = try Detector(tiny)
    _ = try detector.score([Float](repeating: 1, count: detector.valuesInWindow))
    return GoldenError(name: name, error: error, blob: tiny, saved: try change(detector.save()))
  }
  let tiny = try SampleModel.tiny.export(.int8).bytes

  switch error {
  case .blobShort:
    return [
      GoldenError(name: "blob-short", error: error, blob: Array(tiny.dropLast(64))),
      GoldenError(name: "blob-short-header", error: error, blob: Array(tiny.prefix(128))),
    ]
  case .blobMagic:
    return [try changed("blob-magic") { $0.editHeader { $0.magic ^= 0x20 } }]
  case .blobVersion:
    return [
      try changed("blob-version-major") { $0.editHeader { $0.major += 1 } },
      try changed("blob-version-minor") { $0.editHeader { $0.minor = .max } },
    ]
  case .blobChecksum:
    var damaged = tiny
    damaged[tiny.count - 1] ^= 1
    return [GoldenError(name: "blob-checksum", error: error, blob: damaged)]
  case .blobHeader:
    return [
      try changed("blob-header-window") { $0.editHeader { $0.window = 0 } },
      try changed("blob-header-session") { $0.editHeader { $0.sessionBytes -= 16 } },
    ]
  case .blobSection:
    return [
      try changed("blob-section-outside") { $0.editHeader { $0.sections[.tensors].offset = .max - 63 } },
      try changed("blob-section-overlap") { $0.editHeader { $0.sections[.tensors] = $0.sections[.program] } },
    ]
  case .blobColumn:
    return [
      try changed("blob-column-gain") { blob in
        blob.edit(at: blob.offset(of: .columns), ColumnRecord.self) { $0.gain = .nan }
      }
    ]
  case .blobProgram: return try programErrors(changed)
  case .blobTensor:
    return [
      try changed("blob-tensor-outside") { $0.editFirst(.dense) { $0.weights = 1 << 24 } },
      try changed("blob-tensor-nan", .tiny, .none) { blob in
        blob.edit(at: blob.offset(of: .tensors), Float.self) { $0 = .nan }
      },
    ]
  case .blobScore:
    return [
      try changed("blob-score-levels") { $0.editHeader { $0.score.warn = $0.score.alarm + 1 } },
      try changed("blob-score-nan") { $0.editHeader { $0.score.alarm = .nan } },
    ]
  case .savedShort: return [try saved("saved-short") { Array($0.dropLast(16)) }]
  case .savedChecksum:
    return [
      try saved("saved-checksum") { $0.dropLast() + [$0[$0.count - 1] ^ 1] },
      try saved("saved-magic") { [$0[0] ^ 1] + $0.dropFirst() },
      // The ring's head behind its end, the checksum right: a session that the library never writes.
      try saved("saved-head") { bytes in
        var bytes = bytes
        bytes[32] = 0xFF
        var crc = CRC32C()
        bytes.withUnsafeBytes { if let base = $0.baseAddress { crc.add(base + 8, count: $0.count - 8) } }
        withUnsafeBytes(of: crc.value) { bytes.replaceSubrange(4..<8, with: $0) }
        return bytes
      },
    ]
  case .savedBlob:
    return [try saved("saved-blob") { _ in try Detector(SampleModel.tiny.export(.none).bytes).save() }]
  case .selfTest:
    return [
      try changed("self-test") { blob in
        blob.edit(at: blob.offset(of: .selfTest), UInt32.self) { $0 ^= 1 }
      }
    ]
  // What no file causes: arguments and the order of calls.
  case .null, .blobAlignment, .sessionShort, .sessionAlignment, .sessionInvalid, .count, .nothingScored, .noMemoryLayer,
    .threshold, .unfinished, .nothingDue:
    return []
  }
}

/// One impossible record of each operation.
private func programErrors(
  _ changed: (String, SampleModel, Precision, (inout ChangedBlob) -> Void) throws -> GoldenError
) throws -> [GoldenError] {
  let transformer = SampleModel.transformer(window: 4, columns: 2, width: 4, heads: 2)
  let recurrent = SampleModel(.gruForecaster, window: 3, columns: 2, options: ModelOptions(hidden: [3]))
  var variational = ModelOptions(hidden: [3])
  variational.divergenceScore = 1
  var prototypes = ModelOptions(hidden: [3], slots: 3)
  prototypes.memoryScore = .both
  let sum = SampleModel(
    try Graph(
      input: Shape(steps: 3, channels: 2),
      nodes: [
        Node(.dense(DenseLayer(units: 3))), Node(.dense(DenseLayer(units: 3)), inputs: [-1]),
        Node(.add(AddLayer()), inputs: [0, 1]), Node(.dense(DenseLayer(units: 6))),
      ]))
  return [
    try changed("program-code", .tiny, .int8) { $0.editFirst(.dense) { $0.code = 77 } },
    try changed("program-dense", .tiny, .int8) { $0.editFirst(.dense) { $0.inputCount = .max } },
    try changed("program-softmax", .tiny, .int8) { $0.editFirst(.softmax) { $0.inputOffset = 1 << 20 } },
    try changed("program-recurrent", recurrent, .int8) { $0.editFirst(.recurrent) { $0.positions = 1 << 20 } },
    try changed("program-attention", transformer, .int8) { $0.editFirst(.attention) { $0.parameter1 = 3 } },
    try changed("program-attention-keys", transformer, .none) { $0.editFirst(.attention) { $0.parameter2 = 0 } },
    try changed("program-layer-norm", transformer, .int8) { $0.editFirst(.layerNorm) { $0.scratchBytes -= 4 } },
    try changed("program-layer-norm-float", transformer, .none) { $0.editFirst(.layerNorm) { $0.inputStride += 1 } },
    try changed("program-combine", sum, .int8) { $0.editFirst(.combine) { $0.secondCount -= 1 } },
    try changed(
      "program-distance", SampleModel(.memoryAutoencoder, window: 3, columns: 2, options: prototypes), .int8
    ) { $0.editFirst(.distance) { $0.scoreUnit = -1 } },
    try changed("program-divergence", SampleModel(.vae, window: 3, columns: 2, options: variational), .int8) {
      $0.editFirst(.divergence) { $0.inputCount -= 1 }
    },
  ]
}
