/// The sections of a blob. The raw value is the place in the directory.
public enum Section: Int, Sendable {
  /// `ColumnRecord` per column: scaler, converter, name.
  case columns = 0
  /// Zero-terminated UTF-8 strings that column records point into.
  case strings = 1
  /// `OpRecord`s in order of execution.
  case program = 2
  /// Weights, biases and multipliers that op records point into.
  case tensors = 3
  /// `QuantileRecord`s in order of rising score; without them every p-value is 1.
  case quantiles = 4
  /// `SelfTestRecord`, followed by one window of raw samples.
  case selfTest = 5
  /// UTF-8 text, `key: value` lines: trainer version, data digest, options. No clock.
  case provenance = 6
  /// Host only, UTF-8 JSON: the graph that the program was lowered from, and how it was trained.
  case hostRecord = 7
  /// Host only: float32 parameters of the graph.
  case hostParameters = 8
  /// Host only: raw windows of the training part, float32.
  case hostTrainingWindows = 9
  /// Host only: raw windows of the calibration part, float32.
  case hostCalibrationWindows = 10

  /// Whether a device needs the section; every blob has these.
  public var isRequired: Bool {
    switch self {
    case .columns, .strings, .program, .tensors, .selfTest: true
    case .quantiles, .provenance, .hostRecord, .hostParameters, .hostTrainingWindows, .hostCalibrationWindows: false
    }
  }

  /// Whether only the trainer reads the section; export drops these.
  public var isHostOnly: Bool {
    switch self {
    case .hostRecord, .hostParameters, .hostTrainingWindows, .hostCalibrationWindows: true
    default: false
    }
  }
}

#if !hasFeature(Embedded)
  extension Section: CaseIterable {}
#endif

/// Where a section is: both numbers in bytes from the start of the blob, both zero where the section is absent.
public struct SectionEntry: Sendable, BitwiseCopyable {
  /// A multiple of 64.
  public var offset: UInt32 = 0
  /// Without padding.
  public var bytes: UInt32 = 0

  /// An absent section unless given.
  public init(offset: UInt32 = 0, bytes: UInt32 = 0) {
    self.offset = offset
    self.bytes = bytes
  }
}

/// Sixteen entries; those without a `Section` are zero.
public struct SectionDirectory: Sendable, BitwiseCopyable {
  private var entries: InlineArray<16, SectionEntry> = InlineArray(repeating: SectionEntry())

  /// All sections absent.
  public init() {}

  /// Entries in the directory.
  public static var count: Int { 16 }

  /// The entry at a place of the directory, 0..<16.
  public subscript(index: Int) -> SectionEntry {
    get { entries[index] }
    set { entries[index] = newValue }
  }

  /// The entry of a section.
  public subscript(section: Section) -> SectionEntry {
    get { entries[section.rawValue] }
    set { entries[section.rawValue] = newValue }
  }
}
