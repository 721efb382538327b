/// The contents of a validated blob, read in place. Making one from bytes that `BlobValidator` did not accept is an error.
///
/// Only a pointer: values of this type and of `Session` are returned by throwing functions, and a struct that needs memcpy
/// there meets a fault of the compiler (see the decision record on tail calls).
public struct Blob: @unchecked Sendable {
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

  @inlinable
  public var window: Int { Int(header.window) }
  @inlinable
  public var columns: Int { Int(header.columns) }
  /// Values in a window.
  @inlinable
  public var windowCount: Int { window &* columns }

  @inlinable
  public func column(_ index: Int) -> ColumnRecord {
    start(of: .columns).load(fromByteOffset: index &* 32, as: ColumnRecord.self)
  }

  /// The zero-terminated UTF-8 string at an offset of the strings section.
  @inlinable
  public func string(at offset: UInt32) -> UnsafePointer<CChar> {
    (start(of: .strings) + Int(offset)).assumingMemoryBound(to: CChar.self)
  }

  @inlinable
  public func op(_ index: Int) -> OpRecord {
    start(of: .program).load(fromByteOffset: index &* OpRecord.byteCount, as: OpRecord.self)
  }

  @inlinable
  public var score: ScoreRecord { start(of: .score).load(as: ScoreRecord.self) }

  @inlinable
  public var quantileCount: Int { bytes(of: .quantiles) / 8 }

  @inlinable
  public func quantile(_ index: Int) -> QuantileRecord {
    start(of: .quantiles).load(fromByteOffset: index &* 8, as: QuantileRecord.self)
  }

  @inlinable
  public var selfTest: SelfTestRecord { start(of: .selfTest).load(as: SelfTestRecord.self) }

  /// The raw samples of the self-test window, `windowCount` values.
  @inlinable
  public var selfTestWindow: UnsafePointer<Float> {
    (start(of: .selfTest) + 16).assumingMemoryBound(to: Float.self)
  }
}
