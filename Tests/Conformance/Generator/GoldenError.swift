import AnomalyFormat
import SampleModels

/// A blob, or a blob and a saved session, and the error that the runtime must give for it. One file, little-endian:
///
/// | bytes | what |
/// | --- | --- |
/// | 0..<8 | "ANOMERRO" |
/// | 8..<40 | name, padded with zeros |
/// | 40..<44 | bytes of the blob |
/// | 44..<48 | bytes of the saved session; 0: the error is one of the blob |
/// | 48..<52 | the error as `ANOMALY_ERROR_*` |
/// | 52..<64 | 0 |
/// | 64... | the blob, the saved session |
struct GoldenError {
  var name: String
  var error: RuntimeError
  var blob: [UInt8]
  var saved: [UInt8] = []

  /// The file's contents.
  var bytes: [UInt8] {
    var result = Array("ANOMERRO".utf8) + Array(name.utf8)
    result += [UInt8](repeating: 0, count: 40 - result.count)
    for word in [UInt32(blob.count), UInt32(saved.count), UInt32(bitPattern: error.rawValue), 0, 0, 0] {
      result += withUnsafeBytes(of: word) { Array($0) }
    }
    return result + blob + saved
  }
}

/// A valid blob in which records are changed.
struct ChangedBlob {
  var bytes: [UInt8]

  /// Changes the record of a type at an offset.
  mutating func edit<Record: BitwiseCopyable>(at offset: Int, _ type: Record.Type, _ change: (inout Record) -> Void) {
    bytes.withUnsafeMutableBytes { buffer in
      var record = buffer.loadUnaligned(fromByteOffset: offset, as: type)
      change(&record)
      buffer.storeBytes(of: record, toByteOffset: offset, as: type)
    }
  }

  mutating func editHeader(_ change: (inout BlobHeader) -> Void) { edit(at: 0, BlobHeader.self, change) }

  /// Changes the first operation with a code.
  mutating func editFirst(_ code: OpCode, _ change: (inout OpRecord) -> Void) {
    let start = offset(of: .program)
    let first = Swift.stride(from: start, to: bytes.count, by: OpRecord.byteCount).first { bytes[$0] == code.rawValue }
    guard let first else { preconditionFailure("the model has no such operation") }
    edit(at: first, OpRecord.self, change)
  }

  func offset(of section: Section) -> Int {
    bytes.withUnsafeBytes { Int($0.loadUnaligned(as: BlobHeader.self).sections[section].offset) }
  }
}
