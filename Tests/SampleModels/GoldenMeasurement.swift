public import AnomalyExport
public import AnomalyFormat

extension GoldenCase {
  /// A new case: what `functions` give for `windows`.
  ///
  /// - Parameters:
  ///   - windows: float32 samples or int16 readings.
  ///   - decision: how the stream's scores become verdicts.
  public init(
    _ name: String, _ model: SampleModel, _ precision: Precision, windows: [[Float]],
    decision: DecisionRecord = DecisionRecord()
  ) throws {
    let export = try model.export(precision, decision: decision)
    self.init(
      name: name, export, valuesInWindow: model.size, windows: windows.flatMap { $0.flatMap(bytesInMemory) },
      isReadings: false)
    try measure()
  }

  /// A new case of a forecaster that carries its state from sample to sample: its windows are two rows each.
  public init(carrying name: String, _ model: SampleModel, _ precision: Precision, windows: [[Float]]) throws {
    let export = try Exporter(model.model(), carriesState: true).export(precision)
    self.init(
      name: name, export, valuesInWindow: 2 * model.columns, windows: windows.flatMap { $0.flatMap(bytesInMemory) },
      isReadings: false)
    try measure()
  }

  /// A new case whose windows are int16 readings.
  public init(_ name: String, _ model: SampleModel, _ precision: Precision, readings: [[Int16]]) throws {
    let export = try model.export(precision, hasConverters: true)
    self.init(
      name: name, export, valuesInWindow: model.size, windows: readings.flatMap { $0.flatMap(bytesInMemory) },
      isReadings: true)
    try measure()
  }

  private init(name: String, _ export: Export, valuesInWindow: Int, windows: [UInt8], isReadings: Bool) {
    self.init(
      name: name, blob: export.bytes, windows: windows, isReadings: isReadings,
      valuesInWindow: valuesInWindow, expectations: [], savedChecksum: 0, streamChecksum: 0)
  }

  private mutating func measure() throws {
    let measured = try measurement(by: .ordinary)
    expectations = measured.expectations
    savedChecksum = measured.savedChecksum
    streamChecksum = measured.streamChecksum
  }

  /// Windows in the case.
  public var windowCount: Int { windows.count / (valuesInWindow * valueBytes) }

  /// Window `index` as float32 samples.
  private func samples(_ index: Int) -> [Float] { values(index) }

  /// Window `index` as readings.
  private func readings(_ index: Int) -> [Int16] { values(index) }

  private func values<Value: BitwiseCopyable>(_ index: Int) -> [Value] {
    windows.withUnsafeBytes { buffer in
      (0..<valuesInWindow).map {
        buffer.loadUnaligned(fromByteOffset: (index * valuesInWindow + $0) * valueBytes, as: Value.self)
      }
    }
  }

  /// Scores every window and streams all of them.
  public func measurement(
    by functions: CFunctions
  ) throws -> (expectations: [Expectation], savedChecksum: UInt32, streamChecksum: UInt32) {
    let detector = try Detector(blob, functions: functions)
    let expectations = try (0..<windowCount).map { index in
      let result =
        isReadings
        ? try detector.score(readings: readings(index)) : try detector.score(samples(index))
      return Expectation(
        score: result.score.bitPattern, pValue: result.pValue.bitPattern, verdict: result.verdict,
        missing: result.missing, contributions: checksum(try detector.contributions()),
        reconstruction: checksum(try detector.reconstruction()),
        attention: detector.info.memorySlots == 0 ? 0 : checksum(try detector.attention()))
    }
    try detector.reset()
    let columns = Int(detector.info.columns)
    var results: [UInt8] = []
    for index in 0..<windowCount {
      for first in stride(from: 0, to: valuesInWindow, by: columns) {
        let result =
          isReadings
          ? try detector.push(readings: Array(readings(index)[first..<first + columns]))
          : try detector.push(Array(samples(index)[first..<first + columns]))
        if let result { results += result.bytes }
      }
    }
    return (expectations, checksum(try detector.save()), checksum(results))
  }
}

/// CRC-32C of an array's bytes.
private func checksum<Value: BitwiseCopyable>(_ values: [Value]) -> UInt32 {
  var crc = CRC32C()
  values.withUnsafeBytes { buffer in
    if let base = buffer.baseAddress { crc.add(base, count: buffer.count) }
  }
  return crc.value
}
