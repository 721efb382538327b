import AnomalyFormat
import AnomalyRuntime
import Foundation

/// A blob, windows, and the bits that every engine on every processor must give for them. One file, little-endian:
///
/// | bytes | what |
/// | --- | --- |
/// | 0..<8 | "ANOMCASE" |
/// | 8..<40 | name, padded with zeros |
/// | 40..<44 | bytes of the blob |
/// | 44..<48 | windows |
/// | 48..<52 | values in a window |
/// | 52..<56 | 1: values are int16 readings; 0: float32 |
/// | 56..<60 | CRC-32C of the session that `anomaly_save` writes after all windows were pushed as one stream |
/// | 60..<64 | 0 |
/// | 64... | the blob, the expectations (32 bytes a window), the windows |
public struct GoldenCase: Sendable {
  /// What scoring one window gives.
  public struct Expectation: Sendable, Equatable, BitwiseCopyable {
    /// Bits of the float32 score.
    public var score: UInt32
    /// Bits of the float32 p-value.
    public var pValue: UInt32
    public var verdict: Int32
    public var missing: UInt32
    /// CRC-32C of the float32 contributions, one a column.
    public var contributions: UInt32
    /// CRC-32C of the float32 reconstruction.
    public var reconstruction: UInt32
    /// CRC-32C of the float32 attention; 0 without a memory.
    public var attention: UInt32
    public var reserved: UInt32 = 0
  }

  public var name: String
  public var blob: [UInt8]
  /// One window after the other: float32 samples or int16 readings, as `isReadings` says.
  public var windows: [UInt8]
  public var isReadings: Bool
  public var valuesInWindow: Int
  public var expectations: [Expectation]
  /// CRC-32C of the session saved behind the stream of all windows.
  public var savedChecksum: UInt32
  /// CRC-32C of all results of that stream, one behind the other.
  public var streamChecksum: UInt32

  static var magic: [UInt8] { Array("ANOMCASE".utf8) }
  static var nameBytes: Int { 32 }
}

extension GoldenCase {
  /// Bytes of one value.
  public var valueBytes: Int { isReadings ? 2 : 4 }

  /// The file's contents.
  public var bytes: [UInt8] {
    var result = Self.magic + Array(name.utf8)
    result += [UInt8](repeating: 0, count: Self.magic.count + Self.nameBytes - result.count)
    for word in [
      UInt32(blob.count), UInt32(expectations.count), UInt32(valuesInWindow), isReadings ? 1 : 0, savedChecksum,
      streamChecksum,
    ] { result += bytesInMemory(of: word) }
    return result + blob + expectations.flatMap(bytesInMemory) + windows
  }

  /// Reads a file.
  public init(_ file: [UInt8]) throws {
    func word(_ offset: Int) -> UInt32 {
      file.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
    }
    guard file.count >= 64, file.starts(with: Self.magic) else { throw GoldenCaseError.notACase }
    name = String(decoding: file[8..<40].prefix { $0 != 0 }, as: UTF8.self)
    valuesInWindow = Int(word(48))
    isReadings = word(52) == 1
    savedChecksum = word(56)
    streamChecksum = word(60)
    let blobEnd = 64 + Int(word(40))
    let recordBytes = MemoryLayout<Expectation>.size
    let recordsEnd = blobEnd + Int(word(44)) * recordBytes
    let windowBytes = Int(word(44)) * valuesInWindow * (isReadings ? 2 : 4)
    guard file.count == recordsEnd + windowBytes else { throw GoldenCaseError.notACase }
    blob = Array(file[64..<blobEnd])
    windows = Array(file[recordsEnd...])
    expectations = file.withUnsafeBytes { buffer in
      stride(from: blobEnd, to: recordsEnd, by: recordBytes).map {
        buffer.loadUnaligned(fromByteOffset: $0, as: Expectation.self)
      }
    }
  }

  /// All cases in a folder, by name.
  public static func all(in folder: URL) throws -> [GoldenCase] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "case" }.sorted { $0.path < $1.path }
      .map { try GoldenCase(Array(Data(contentsOf: $0))) }
  }
}

/// Why a file is no golden case.
public enum GoldenCaseError: Error, CustomStringConvertible {
  case notACase

  public var description: String {
    "expected a golden case, got other or truncated bytes; write them with `swift run golden-cases FOLDER`"
  }
}

/// A number or record as it lies in memory, which on every supported processor is little-endian.
func bytesInMemory<Value: BitwiseCopyable>(of value: Value) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
