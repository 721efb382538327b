import AnomalyFormat
import Foundation

/// A model file is a float32 blob with host sections: the runtime scores with it, and export reads it back.
extension Model {
  /// The host sections.
  func hostSections() throws -> [Section: [UInt8]] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return [
      .hostRecord: Array(try encoder.encode(record)),
      .hostParameters: Self.bytes(parameters),
      .hostTrainingWindows: Self.bytes(trainingWindows),
      .hostCalibrationWindows: Self.bytes(calibrationWindows),
    ]
  }

  /// Reads a model file's host sections.
  ///
  /// - Parameters:
  ///   - file: the validated file.
  ///   - path: what it is called in errors.
  /// - Errors: `ExportError.notAModelFile`, `ExportError.damagedModelFile`.
  public init(_ file: LoadedBlob, path: String) throws {
    if file.blob.header.flags & BlobHeader.hostFlag == 0 { throw ExportError.notAModelFile(path) }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let record = try? decoder.decode(Record.self, from: Data(file.bytes(of: .hostRecord)))
    else { throw ExportError.damagedModelFile("description") }
    self.init(
      record: record, parameters: Self.floats(file.bytes(of: .hostParameters)),
      trainingWindows: Self.floats(file.bytes(of: .hostTrainingWindows)),
      calibrationWindows: Self.floats(file.bytes(of: .hostCalibrationWindows)))
    try validate()
  }

  /// Checks that the parts fit together, so that no number of a damaged file is trusted by what follows.
  private func validate() throws(ExportError) {
    let size = record.graph.window.size
    if record.graph.output.size != record.graph.target.count { throw .damagedModelFile("graph") }
    if parameters.count != record.graph.parameterCount || !parameters.allSatisfy(\.isFinite) {
      throw .damagedModelFile("list of parameters")
    }
    if trainingWindows.count % size != 0 || calibrationWindows.count % size != 0 {
      throw .damagedModelFile("window sample")
    }
    if let runs = record.calibrationRuns {
      let count = calibrationWindows.count / size
      guard runs.allSatisfy({ $0 >= 1 && $0 <= count }), runs.count <= count, runs.reduce(0, +) == count else {
        throw .damagedModelFile("window sample")
      }
    }
    let scaler = record.scaler
    let columns = scaler.center.count
    if columns != record.columnNames.count || columns != record.units.count
      || record.window.multipliedReportingOverflow(by: columns) != (size, false)
    {
      throw .damagedModelFile("number of columns")
    }
    let numbers = scaler.center + scaler.gain + scaler.fill
    if scaler.gain.count != columns || scaler.fill.count != columns || !numbers.allSatisfy(\.isFinite) {
      throw .damagedModelFile("scaler")
    }
    if !(1...BlobValidator.largestCount).contains(record.stride) { throw .damagedModelFile("stride") }
    if calibrationWindows.isEmpty { throw .noCalibration }
  }

  private static func bytes(_ values: [Float]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

  private static func floats(_ bytes: [UInt8]) -> [Float] {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: bytes.count - 3, by: 4).map { buffer.loadUnaligned(fromByteOffset: $0, as: Float.self) }
    }
  }
}
