/// The first 128 bytes of a session. Plain numbers, no pointer into the session itself.
struct SessionHeader {
  /// `magicValue` once initialised.
  var magic: UInt32 = SessionHeader.magicValue
  /// CRC-32C of everything behind it; only in saved sessions, else 0.
  var checksum: UInt32 = 0
  /// Where the blob lies in this process; 0 in saved sessions.
  var blobAddress: UInt64 = 0
  /// The checksum of the blob, to tell blobs apart.
  var blobChecksum: UInt32 = 0
  /// Which micro-kernels this processor runs; 0 in saved sessions.
  var tier: Int32 = 0
  /// Samples since init or reset, lost ones included.
  var samples: UInt64 = 0
  /// The row of the ring that the next sample goes to.
  var head: UInt32 = 0
  /// Rows of the ring that hold samples.
  var filled: UInt32 = 0
  /// Samples to go until the next window is due.
  var due: UInt32 = 0
  /// 1 when the ring and the arena hold a scored window.
  var isScored: UInt32 = 0
  /// Missing values in that window.
  var missing: UInt32 = 0
  var warn: Float = 0
  var alarm: Float = 0
  /// 0, or 1 + the next operation of a window that waits for its score.
  var pending: UInt32 = 0
  /// What the operations before that one added to the score.
  var partialScore: Float = 0
  /// Residual targets of that window that are not missing.
  var targets: UInt32 = 0
  var decision = DecisionState()
  var health = HealthState()
  /// Windows that were scored since the stream began, or since its last gap; behind 2³² − 1 follows 2³¹, which is the same
  /// phase of any number of phases.
  var windows: UInt32 = 0

  /// "ANSE".
  static var magicValue: UInt32 { 0x4553_4E41 }
}
