/// What a blob contains; field by field the `anomaly_info` of the C interface.
public struct BlobInfo: Sendable {
  /// major << 16 | minor.
  public var formatVersion: UInt32
  /// Length of the blob.
  public var blobBytes: UInt32
  /// Exact bytes of a session.
  public var sessionBytes: UInt32
  /// Alignment of a session in bytes.
  public var sessionAlignment: UInt32
  /// Values in a sample.
  public var columns: UInt32
  /// Samples in a window.
  public var window: UInt32
  /// Samples from one scored window of a stream to the next.
  public var stride: UInt32
  /// `ElementType` of the weights.
  public var precision: UInt32
  /// Prototypes of a memory network, or 0.
  public var memorySlots: UInt32
  /// Operations of the program: what `Session.step` counts.
  public var operations: UInt32
  /// Multiply-accumulates a window.
  public var macs: UInt32
  /// A score above this is a warning.
  public var warn: Float
  /// A score above this is an alarm.
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
    operations = header.opCount
    macs = header.macs
    warn = blob.score.warn
    alarm = blob.score.alarm
  }
}
