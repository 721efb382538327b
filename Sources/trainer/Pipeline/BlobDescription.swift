import AnomalyExport
import AnomalyFormat
import AnomalyRuntime

/// The contents of a blob in words and numbers: what `inspect` shows.
struct BlobDescription: Encodable {
  struct Column: Encodable {
    var name: String
    var unit: String
    var center: Float
    /// Scaled units in one physical unit.
    var gain: Float
    /// Stands for a missing sample, in physical units.
    var fill: Float
    var converterScale: Float
    var converterOffset: Float
  }

  struct Operation: Encodable {
    /// What the operation is to people.
    var code: String
    /// The name of its code in the format.
    var operation: String
    var inputs: UInt32
    var outputs: UInt32
    var input: String
    var weights: String
    var output: String
    var activation: String
    var weightBytes: Int
  }

  struct Part: Encodable {
    var name: String
    var offset: UInt32
    var bytes: UInt32
  }

  /// The model of the longest push, see `InstructionModel`.
  struct LongestPush: Encodable {
    var instructions: [ModelledProcessor: Int]
    /// The work beside the operations.
    var frame: [WorkUnit: Int]
    /// The work of each operation.
    var operations: [[WorkUnit: Int]]
  }

  var format: String
  var isModelFile: Bool
  var precision: String
  var blobBytes: UInt32
  var sessionBytes: UInt32
  var arenaBytes: UInt32
  var window: UInt32
  var stride: UInt32
  var isRowSamples: Bool
  var macs: UInt32
  var memorySlots: UInt32
  var warn: Float
  var alarm: Float
  /// As `export --smooth` takes it.
  var smoothing: String
  var hysteresis: Float
  /// Scored windows.
  var hold: UInt32
  /// Whether verdicts depend on earlier scores.
  var decides: Bool
  /// Whether recurrent state goes on from sample to sample.
  var carriesState: Bool
  /// What windows of a stream keep for later ones; absent where nothing is kept.
  var reuse: PositionReuse?
  var quantiles: Int
  var smallestPValue: Float?
  var selfTest: String
  var columns: [Column]
  var program: [Operation]
  var sections: [Part]
  /// Absent for float programs.
  var longestPush: LongestPush?
  var provenance: [String]

  init(_ file: LoadedBlob) throws {
    let blob = file.blob
    let header = blob.header
    format = "\(header.major).\(header.minor)"
    isModelFile = file.isModelFile
    precision = file.precision
    blobBytes = header.blobBytes
    sessionBytes = header.sessionBytes
    arenaBytes = header.arenaBytes
    window = header.window
    stride = header.stride
    isRowSamples = header.flags & BlobHeader.rowSamplesFlag != 0
    macs = header.macs
    memorySlots = header.memorySlots
    warn = blob.score.warn
    alarm = blob.score.alarm
    smoothing = SmoothingRule(blob.score.decision).text
    hysteresis = blob.score.decision.hysteresis
    hold = blob.score.decision.hold
    decides = blob.score.decision != DecisionRecord()
    carriesState = (0..<Int(header.opCount)).contains { blob.op($0).carriesState }
    reuse = PositionReuse(blob)
    quantiles = blob.quantileCount
    smallestPValue = blob.quantileCount == 0 ? nil : blob.quantile(blob.quantileCount - 1).p
    let passes = (try? file.withSession { try $0.selfTest() }) != nil
    selfTest = passes ? "passes" : "fails"
    columns = (0..<blob.columns).map { index in
      let record = blob.column(index)
      let (name, unit) = file.column(index)
      return Column(
        name: name, unit: unit, center: record.center, gain: record.gain * header.residualUnit,
        fill: record.fill / record.gain + record.center, converterScale: record.converterScale,
        converterOffset: record.converterOffset)
    }
    program = (0..<Int(header.opCount)).map { Operation(blob.op($0)) }
    sections = Section.allCases.compactMap { section in
      let entry = header.sections[section]
      return entry.bytes == 0 ? nil : Part(name: "\(section)", offset: entry.offset, bytes: entry.bytes)
    }
    longestPush = InstructionModel(blob).map(LongestPush.init)
    provenance = String(decoding: file.bytes(of: .provenance), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}

extension LoadedBlob {
  /// Whether the model can be read back from it.
  var isModelFile: Bool { blob.header.flags & BlobHeader.hostFlag != 0 }

  /// How weights are stored, as users know it.
  var precision: String { ElementType.name(blob.header.weightType) }
}

extension ElementType {
  /// An element type as users know it.
  fileprivate static func name(_ type: UInt8) -> String {
    switch ElementType(rawValue: type) {
    case .int8: "int8"
    case .float16: "fp16"
    case .float32: "fp32"
    case .int16Planes, .int16: "int16"
    case .int32: "int32"
    case nil: "none"
    }
  }
}

extension BlobDescription.Operation {
  init(_ op: OpRecord) {
    inputs = op.inputCount
    outputs = op.outputCount
    input = ElementType.name(op.inputType)
    weights = ElementType.name(op.weightType)
    output =
      switch Sink(rawValue: op.sink) {
      case .residual: "residual"
      case .score: "score"
      case .arena, nil: ElementType.name(op.outputType)
      }
    activation = FusedActivation(rawValue: op.activation).map { "\($0)" } ?? "unknown"
    operation = OpCode(rawValue: op.code).map { "\($0)" } ?? "unknown"
    switch OpCode(rawValue: op.code) {
    case .dense:
      code = "dense"
      weightBytes =
        BlockedLayout(
          rows: Int(op.outputCount), columns: Int(op.inputCount), element: ElementType(rawValue: op.weightType) ?? .int8
        ).bytes
    case .softmax:
      code = op.variant == Similarity.cosine.rawValue ? "softmax of cosine" : "softmax of dot product"
      activation = op.parameter1 == 0 ? "linear" : "hard shrink"
      weightBytes = 0
    case .recurrent:
      let cell = RecurrentCell(rawValue: op.variant) ?? .simple
      let element = ElementType(rawValue: op.weightType) ?? .int8
      code = "\(cell) recurrence"
      weightBytes = cell.gates * Int(op.outputCount) * Int(op.inputCount + op.outputCount) * element.bytes
    case .attention: (code, weightBytes) = ("attention", 0)
    case .layerNorm: (code, weightBytes) = ("layer norm", 0)
    case .combine: (code, weightBytes) = ("combine", 0)
    case .distance: (code, weightBytes) = ("distance", 0)
    case .divergence: (code, weightBytes) = ("divergence", 0)
    case nil:
      code = "unknown"
      weightBytes = 0
    }
  }
}

extension BlobDescription.LongestPush {
  init(_ model: InstructionModel) {
    let processors = ModelledProcessor.allCases.map { ($0, Int(model.instructions(on: $0).rounded())) }
    instructions = Dictionary(uniqueKeysWithValues: processors)
    frame = model.frame.counts
    operations = model.operations.map(\.counts)
  }

  /// One line a processor.
  var text: String {
    var table = Table(.left("processor"), .right("instructions of the longest push, modelled"))
    for processor in ModelledProcessor.allCases {
      table.add(processor.rawValue, "\(instructions[processor] ?? 0)")
    }
    return table.text
  }
}

extension BlobDescription {
  /// Tables for people.
  var text: String {
    var facts = Table(.left(isModelFile ? "model file" : "blob"), .left("value"))
    facts.add("format", format)
    facts.add("precision", precision)
    facts.add("bytes", "\(blobBytes)")
    facts.add("bytes of session state", "\(sessionBytes), of which \(arenaBytes) for activations")
    facts.add(
      "window",
      isRowSamples ? "\(window) values, one row each" : "\(window) samples of \(columns.count) columns, every \(stride)"
    )
    facts.add("multiply-accumulates a window", "\(macs)")
    if let reuse {
      facts.add("of them kept for later windows", "\(reuse.macs), in \(reuse.bytes) bytes of that state")
    }
    if memorySlots > 0 { facts.add("prototypes", "\(memorySlots)") }
    facts.add("warn above", significant(warn))
    facts.add("alarm above", significant(alarm))
    if smoothing != "none" { facts.add("smoothing of a stream", smoothing) }
    if hysteresis > 0 {
      facts.add("hysteresis", "a verdict falls \(significant(100 * hysteresis)) % below its threshold")
    }
    if hold > 0 { facts.add("hold", "a verdict stays for \(hold) windows after the last that reached it") }
    if carriesState { facts.add("recurrent state", "carried from sample to sample") }
    facts.add("smallest p-value", smallestPValue.map(significant) ?? "none")
    facts.add("self-test", selfTest)

    var columnTable = Table(
      .left("column"), .left("unit"), .right("center"), .right("gain"), .right("int16 scale"), .right("offset"))
    for column in columns {
      columnTable.add(
        column.name, column.unit, significant(column.center), significant(column.gain),
        significant(column.converterScale), significant(column.converterOffset))
    }
    var operations = Table(
      .left("operation"), .right("inputs"), .right("outputs"), .left("types"), .left("activation"),
      .right("weight bytes"))
    for op in program {
      operations.add(
        op.code, "\(op.inputs)", "\(op.outputs)", "\(op.input) → \(op.output)", op.activation, "\(op.weightBytes)")
    }
    var parts = Table(.left("section"), .right("offset"), .right("bytes"))
    for part in sections { parts.add(part.name, "\(part.offset)", "\(part.bytes)") }
    let push = longestPush?.text ?? "instructions of the longest push: not modelled for \(precision)\n"
    return [
      facts.text, columnTable.text, operations.text, push, parts.text, provenance.joined(separator: "\n") + "\n",
    ].joined(separator: "\n")
  }
}
