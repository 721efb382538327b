/// The contents of a validated blob, read in place. Making one from bytes that `BlobValidator` did not accept is an error.
///
/// Only a pointer: values of this type and of `Session` are returned by throwing functions, and a struct that needs memcpy
/// there meets a fault of the compiler (see the decision record `ThinViews`).
public struct Blob: @unchecked Sendable {
  /// The first byte.
  public let base: UnsafeRawPointer

  /// `base`: the first byte of a validated blob, aligned to 16 bytes, alive and unchanged as long as this value is used.
  @inlinable
  public init(validated base: UnsafeRawPointer) { self.base = base }

  /// The first 256 bytes.
  @inlinable
  public var header: BlobHeader {
    @inline(__always) get { base.assumingMemoryBound(to: BlobHeader.self).pointee }
  }

  /// The first byte of a section.
  @inlinable
  public func start(of section: Section) -> UnsafeRawPointer { base + Int(header.sections[section].offset) }

  /// Bytes of a section; 0 where it is absent.
  @inlinable
  public func bytes(of section: Section) -> Int { Int(header.sections[section].bytes) }

  /// Exact bytes of a session.
  @inlinable
  public var sessionBytes: Int { Int(header.sessionBytes) }

  /// Samples in a window.
  @inlinable
  public var window: Int { Int(header.window) }
  /// Values in a sample.
  @inlinable
  public var columns: Int { Int(header.columns) }
  /// Values in a window.
  @inlinable
  public var windowCount: Int { window &* columns }

  /// The record of a column, 0..<columns.
  @inlinable
  public func column(_ index: Int) -> ColumnRecord {
    start(of: .columns).load(fromByteOffset: index &* 32, as: ColumnRecord.self)
  }

  /// The zero-terminated UTF-8 string at an offset of the strings section.
  @inlinable
  public func string(at offset: UInt32) -> UnsafePointer<CChar> {
    (start(of: .strings) + Int(offset)).assumingMemoryBound(to: CChar.self)
  }

  /// Where the record of an operation lies, 0..<`header.opCount`.
  @inlinable
  public func record(_ index: Int) -> UnsafePointer<OpRecord> {
    (start(of: .program) + index &* OpRecord.byteCount).assumingMemoryBound(to: OpRecord.self)
  }

  /// The record of an operation, 0..<`header.opCount`.
  @inlinable
  public func op(_ index: Int) -> OpRecord { record(index).pointee }

  /// How residuals become a score and a verdict.
  @inlinable
  public var score: ScoreRecord { header.score }

  /// Points of the table of p-values.
  @inlinable
  public var quantileCount: Int { bytes(of: .quantiles) / 8 }

  /// A point of that table, 0..<quantileCount.
  @inlinable
  public func quantile(_ index: Int) -> QuantileRecord {
    start(of: .quantiles).load(fromByteOffset: index &* 8, as: QuantileRecord.self)
  }

  /// What the self-test window must score.
  @inlinable
  public var selfTest: SelfTestRecord { start(of: .selfTest).load(as: SelfTestRecord.self) }

  /// The raw samples of the self-test window, `windowCount` values.
  @inlinable
  public var selfTestWindow: UnsafePointer<Float> {
    (start(of: .selfTest) + 16).assumingMemoryBound(to: Float.self)
  }
}
