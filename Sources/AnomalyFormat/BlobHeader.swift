/// The first 256 bytes of a blob: what it is, how much memory it needs, and where its sections are.
///
/// All numbers are little-endian. Fields named `reserved` are zero.
public struct BlobHeader: Sendable, BitwiseCopyable {
  /// `magicValue`.
  public var magic: UInt64 = BlobHeader.magicValue
  /// `FormatVersion.major` of the writer.
  public var major: UInt16 = FormatVersion.major
  /// `FormatVersion.minor` of the writer.
  public var minor: UInt16 = FormatVersion.minor
  /// Length of the blob, a multiple of 16.
  public var blobBytes: UInt32 = 0
  /// CRC-32C of bytes 0..<16 followed by bytes 20..<blobBytes.
  public var checksum: UInt32 = 0
  /// `hostFlag` and `rowSamplesFlag`.
  public var flags: UInt32 = 0
  /// Exact bytes of a session, see `SessionLayout`.
  public var sessionBytes: UInt32 = 0
  /// Bytes of activations, planned by the exporter, a multiple of 16.
  public var arenaBytes: UInt32 = 0
  /// Samples in a window.
  public var window: UInt32 = 0
  /// Values in a sample.
  public var columns: UInt32 = 0
  /// A stream scores its first full window and then every `stride`-th sample.
  public var stride: UInt32 = 0
  /// Records in the program section.
  public var opCount: UInt32 = 0
  /// `ElementType` of the model's input in the arena: int8 or float32.
  public var inputType: UInt8 = 0
  /// `ElementType` of the weights: int8, float16 or float32.
  public var weightType: UInt8 = 0
  /// int8 input: a sample in residual units is shifted right by this to become an activation; 1...14.
  public var inputShift: UInt8 = 0
  /// Zero.
  public var reserved0: UInt8 = 0
  /// int8 input: the activation that stands for 0; -128...127.
  public var inputZero: Int32 = 0
  /// int8 input: scaled units in one residual unit; float32 input: 1.
  public var residualUnit: Float = 1
  /// Multiply-accumulates a window.
  public var macs: UInt32 = 0
  /// Slots of the last memory layer, or 0.
  public var memorySlots: UInt32 = 0
  /// Arena offset of the memory layer's attention.
  public var attentionOffset: UInt32 = 0
  /// float32 input: the scaled range that the model sees; values beyond it saturate for the model, not for the residual.
  /// int8 input saturates at −128 and 127 instead, and both are 0.
  public var inputLow: Float = 0
  /// The upper end of that range.
  public var inputHigh: Float = 0
  /// What the score is and when it is a verdict.
  public var score = ScoreRecord(residualCount: 0, targetOffset: 0, warn: 0, alarm: 0)
  /// Bytes at the end of the arena in which operations keep state or results from one window of a stream to the next; 0:
  /// each window begins anew.
  public var carriedBytes: UInt32 = 0
  /// Zero, as those that follow.
  public var reserved1: UInt32 = 0
  /// Zero.
  public var reserved2: UInt64 = 0
  /// The section directory, indexed by `Section.rawValue`.
  public var sections: SectionDirectory = SectionDirectory()

  /// This version, everything else absent.
  public init() {}

  /// "ANOMALY" and a byte that text tools stumble over.
  public static var magicValue: UInt64 { 0x8759_4C41_4D4F_4E41 }
  /// Bytes of the header.
  public static var byteCount: Int { 256 }
  /// Every section begins at a multiple of this.
  public static var sectionAlignment: Int { 64 }
  /// Set in `flags` when host sections are present: a model file.
  public static var hostFlag: UInt32 { 1 }
  /// Set in `flags` when each window stands alone, one row of the trainer's data: only whole windows make sense.
  public static var rowSamplesFlag: UInt32 { 2 }
}
