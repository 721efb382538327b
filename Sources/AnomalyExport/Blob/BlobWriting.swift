import AnomalyFormat

extension BlobContents {
  /// The blob's bytes, checksum included. Equal contents give equal bytes.
  func bytes() -> [UInt8] {
    var strings = StringTable()
    var header = BlobHeader()
    var sections: [(Section, [UInt8])] = []

    let unit = program.residualUnit
    let isInteger = program.inputType == .int8
    var records: [UInt8] = []
    for column in columns {
      let gain = isInteger ? column.gain / unit : column.gain
      let limit = isInteger ? InputRange.integer : InputRange.float
      let fill = isInteger ? (column.fill / unit).rounded() : column.fill
      records += Self.bytes(
        of: ColumnRecord(
          center: column.center, gain: gain, fill: min(max(fill, -limit), limit),
          converterScale: column.converter.scale, converterOffset: column.converter.offset,
          name: strings.add(column.name), unit: strings.add(column.unit)))
    }
    header.score = ScoreRecord(
      residualCount: UInt32(program.target.count), targetOffset: UInt32(program.target.lowerBound), warn: warn,
      alarm: alarm)
    header.score.decision = decision

    sections.append((.columns, records))
    sections.append((.strings, strings.bytes))
    sections.append((.program, program.ops.flatMap(Self.bytes(of:))))
    sections.append((.tensors, program.tensors.bytes))
    sections.append((.quantiles, quantiles.flatMap(Self.bytes(of:))))
    sections.append(
      (
        .selfTest,
        Self.bytes(of: SelfTestRecord(scoreBits: selfTestScoreBits)) + selfTestWindow.flatMap(Self.bytes(of:))
      ))
    sections.append((.provenance, Array(provenance.utf8)))
    for (section, content) in host.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      sections.append((section, content))
    }

    header.flags = (host.isEmpty ? 0 : BlobHeader.hostFlag) | (isRowSamples ? BlobHeader.rowSamplesFlag : 0)
    header.arenaBytes = UInt32(program.arenaBytes)
    header.window = UInt32(window)
    header.columns = UInt32(columns.count)
    header.sessionBytes = UInt32(
      SessionLayout.arenaOffset(window: window, columns: columns.count) + program.arenaBytes
        + SessionLayout.historyBytes(decision))
    header.stride = UInt32(stride)
    header.opCount = UInt32(program.ops.count)
    header.inputType = program.inputType.rawValue
    header.weightType = program.weightType.rawValue
    header.inputShift = program.inputShift
    header.inputZero = program.inputZero
    header.residualUnit = unit
    header.inputLow = program.inputRange?.lowerBound ?? 0
    header.inputHigh = program.inputRange?.upperBound ?? 0
    header.macs = UInt32(program.macs)
    header.memorySlots = UInt32(program.memorySlots)
    header.carriedBytes = UInt32(program.carriedBytes)
    header.attentionOffset = UInt32(program.attentionOffset)
    return header.bytes(with: sections)
  }

  /// A record as it lies in memory, which is how it lies in the blob.
  private static func bytes<Record: BitwiseCopyable>(of record: Record) -> [UInt8] {
    withUnsafeBytes(of: record) { Array($0) }
  }
}

/// Zero-terminated strings, each stored once.
private struct StringTable {
  private(set) var bytes: [UInt8] = []
  private var offsets: [String: UInt32] = [:]

  /// The offset of a string; a NUL inside it ends it.
  mutating func add(_ text: String) -> UInt32 {
    if let known = offsets[text] { return known }
    let offset = UInt32(bytes.count)
    bytes += Array(text.utf8.prefix { $0 != 0 }) + [0]
    offsets[text] = offset
    return offset
  }
}
