/// What a blob contains; field by field the `anomaly_info` of the C interface.
public struct BlobInfo: Sendable {
  /// major << 16 | minor.
  public var formatVersion: UInt32
  public var blobBytes: UInt32
  public var sessionBytes: UInt32
  public var sessionAlignment: UInt32
  public var columns: UInt32
  public var window: UInt32
  public var stride: UInt32
  public var precision: UInt32
  public var memorySlots: UInt32
  public var macs: UInt32
  public var warn: Float
  public var alarm: Float

  /// The summary of a validated blob.
  public init(_ blob: Blob) {
    let header = blob.header
    formatVersion = UInt32(header.major) << 16 | UInt32(header.minor)
    blobBytes = header.blobBytes
    sessionBytes = header.sessionBytes
    sessionAlignment = UInt32(SessionLayout.alignment)
    columns = header.columns
    window = header.window
    stride = header.stride
    precision = UInt32(header.weightType)
    memorySlots = header.memorySlots
    macs = header.macs
    warn = blob.score.warn
    alarm = blob.score.alarm
  }
}
