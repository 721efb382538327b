/// Every error of the device side, with the number that C programs see. The numbers never change meaning.
public enum RuntimeError: Int32, Error, Sendable {
  case null = -1
  case blobAlignment = -2
  case blobShort = -3
  case blobMagic = -4
  case blobVersion = -5
  case blobChecksum = -6
  case blobHeader = -7
  case blobSection = -8
  case blobColumn = -9
  case blobProgram = -10
  case blobTensor = -11
  case blobScore = -12
  case sessionShort = -13
  case sessionAlignment = -14
  case sessionInvalid = -15
  case count = -16
  case nothingScored = -17
  case noMemoryLayer = -18
  case savedShort = -19
  case savedChecksum = -20
  case savedBlob = -21
  case selfTest = -22
  case threshold = -23
  case unfinished = -24
  case nothingDue = -25

  /// One sentence: what was expected, what came, what to try.
  @inline(__always)
  public var text: StaticString {
    switch self {
    case .null: "a required pointer is NULL; pass valid memory"
    case .blobAlignment:
      "the blob is not aligned to ANOMALY_BLOB_ALIGNMENT (16) bytes; align the array, or copy it to aligned memory"
    case .blobShort: "the blob is longer than the bytes given; it was truncated, copy or send it again"
    case .blobMagic: "these bytes are not an anomaly blob; expected a file written by `trainer export`"
    case .blobVersion:
      "the blob's format version is not one that this library reads; update the library or export again"
    case .blobChecksum: "the blob's CRC-32C does not match its contents; it was damaged, copy or send it again"
    case .blobHeader: "the blob's header holds impossible values; export it again"
    case .blobSection: "a section of the blob is missing, overlaps or points outside; export it again"
    case .blobColumn: "a column of the blob has an invalid name, scale or offset; export it again"
    case .blobProgram:
      "an operation of the blob is not in this build of the library or has impossible operands; export it again"
    case .blobTensor: "a weight of the blob is out of range or not finite; export it again"
    case .blobScore: "the blob's score, thresholds or quantiles are invalid; export it again"
    case .sessionShort: "the session memory is smaller than session_bytes; ask anomaly_inspect for the size"
    case .sessionAlignment: "the session memory is not aligned to ANOMALY_SESSION_ALIGNMENT (16) bytes"
    case .sessionInvalid:
      "the session was not initialised, was overwritten or is on another blob than its neighbours; call anomaly_init"
    case .count: "the number of values does not match the blob; ask anomaly_inspect for columns and window"
    case .nothingScored: "no window has been scored since the last sample; push or score one first"
    case .noMemoryLayer: "the model has no memory layer, so there is no attention to read"
    case .savedShort: "the saved session is shorter than session_bytes; it was truncated"
    case .savedChecksum: "the saved session's checksum does not match; it was damaged"
    case .savedBlob: "the saved session belongs to another blob; restore it with the blob it was saved on"
    case .selfTest: "the self-test score differs from the blob's; the library or the processor computes wrongly"
    case .threshold: "thresholds must be finite with 0 <= warn <= alarm"
    case .unfinished: "a window is not scored to its end; call anomaly_step until it is ready, or anomaly_gap"
    case .nothingDue: "no window is due; call anomaly_add until it returns ANOMALY_DUE"
    }
  }
}

#if !hasFeature(Embedded)
  extension RuntimeError: CaseIterable {}

  extension RuntimeError: CustomStringConvertible {
    /// The sentence of `text`.
    public var description: String { text.description }
  }
#endif
