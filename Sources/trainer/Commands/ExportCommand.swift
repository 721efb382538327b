import AnomalyData
import AnomalyExport
import Foundation

/// `trainer export`: from a model file to a blob for devices.
struct ExportCommand: Command {
  static let summary = "Write a model as a blob for devices: int8, fp16 or fp32"
  static let examples = [
    Example("trainer export pump.anomaly -o pump.blob", "8-bit integers, the default"),
    Example("trainer export pump.anomaly --emit-c pump.h -o pump.blob", "also a C header with the blob as an array"),
    Example(
      "trainer export pump.anomaly --quantize fp16 --converter 0.01,-40 -o pump.blob",
      "half-precision weights; int16 readings of every column mean 0.01 · reading − 40"),
    Example(
      "trainer export pump.anomaly --smooth votes:3/5 --hold 60 -o pump.blob",
      "alarm when 3 of 5 windows are above the threshold, and for 60 windows after that"),
  ]

  @Positional("MODEL.anomaly", help: "a model file by trainer train") var model: String
  @Option("--output", "-o", value: "FILE", help: "the blob to write") var output: String
  @Option("--quantize", help: "how weights are stored; none is fp32") var precision = Precision.int8
  @Option("--emit-c", value: "FILE.h", help: "also write the blob as a C header") var emitC: String?
  @Option(
    "--converter", value: "SCALE,OFFSET",
    help: "physical value of an int16 reading: scale · reading + offset; one pair for all columns or one for each")
  var converter: [Float] = []
  @Flag(
    "--carry-state",
    help: "recurrent forecasters keep their state from sample to sample instead of reading the window again")
  var carriesState: Bool
  @Flag(
    "--no-reuse",
    help: "convolutions compute every window as a whole instead of keeping what the next windows share; saves memory")
  var computesWhole: Bool
  var decision = DecisionArguments()
  @Flag("--quiet", "-q", help: "no table") var isQuiet: Bool

  func run() throws {
    try requireDistinctFiles(outputs: [output, emitC], inputs: [model])
    let trained = try Model(LoadedBlob(path: model), path: model)
    let exporter = try Exporter(trained, carriesState: carriesState, reusesPositions: !computesWhole)
    let export = try exporter.export(
      precision, converters: converters(exporter.columnCount), decision: decision.record)
    try AtomicFile.write(export.bytes, to: output)
    if let emitC {
      let file = emitC.split(separator: "/").last.map(String.init) ?? emitC
      let name = file.hasSuffix(".h") ? String(file.dropLast(2)) : file
      try AtomicFile.write(export.cHeader(named: name), to: emitC)
    }
    if !isQuiet {
      // A blob or a header on standard output must not be mixed with the table.
      try AtomicFile.write(table(export, exporter, trained), to: output == "-" || emitC == "-" ? "/dev/stderr" : "-")
    }
  }

  private func converters(_ columns: Int) throws -> [Converter]? {
    if converter.isEmpty { return nil }
    guard converter.count == 2 || converter.count == 2 * columns else {
      throw CommandLineError.conflict(
        "--converter expects 2 numbers for all columns or \(2 * columns) for \(columns) columns, got \(converter.count)"
      )
    }
    guard stride(from: 0, to: converter.count, by: 2).allSatisfy({ converter[$0].isNormal }) else {
      let got = converter.map { significant($0) }.joined(separator: ",")
      throw CommandLineError.conflict("--converter expects scales that are not 0, got \(got)")
    }
    return (0..<columns).map {
      let place = converter.count == 2 ? 0 : 2 * $0
      return Converter(scale: converter[place], offset: converter[place + 1])
    }
  }

  private func table(_ export: Export, _ exporter: Exporter, _ trained: Model) throws -> String {
    let header = export.blob.blob.header
    var facts = Table(.left("blob"), .right("value"))
    facts.add("bytes of the blob", "\(header.blobBytes)")
    facts.add("bytes of session state", "\(export.blob.blob.sessionBytes)")
    facts.add("multiply-accumulates a window", "\(header.macs)")
    if let reuse = PositionReuse(export.blob.blob) {
      facts.add("of them kept for later windows", "\(reuse.macs), in \(reuse.bytes) bytes of that state")
    }
    facts.add("warn threshold", significant(export.levels.warn.value))
    facts.add("alarm threshold", significant(export.levels.alarm.value))
    if decision.smoothing != .none { facts.add("smoothing", decision.smoothing.text) }
    var advice = ""
    if precision != .none {
      let agreement = FloatAgreement(export, with: try exporter.export(.none, decision: decision.record))
      facts.add("score error against float, median", percent(agreement.medianError))
      facts.add("score error against float, largest", percent(agreement.largestError))
      facts.add("same alarms as float", percent(agreement.alarmAgreement))
      if let text = agreement.advice { advice = text + "\n" }
    }
    if carriesState {
      let windowed = try Exporter(trained).export(precision, decision: decision.record)
      let change = FloatAgreement(export, with: windowed)
      facts.add("change by carrying state, median", percent(change.medianError))
      facts.add("change by carrying state, largest", percent(change.largestError))
      facts.add("same alarms as by windows", percent(change.alarmAgreement))
      facts.add("multiply-accumulates by windows", "\(windowed.blob.blob.header.macs)")
    }
    var layers = Table(.left("layer"), .right("rows"), .right("columns"), .right("signal to error"))
    for layer in export.layers {
      let quality = layer.decibels.map { $0.isFinite ? String(format: "%.1f dB", $0) : "exact" } ?? "in the score"
      layers.add(layer.name, "\(layer.rows)", "\(layer.columns)", quality)
    }
    let start = carriesState ? "layers are compared on the first step of each window; " : ""
    return facts.text + "\n" + layers.text
      + "\n\(start)scores are of the calibration windows; \(export.levels.alarm.note)\n"
      + advice
  }

  private func percent(_ share: Double) -> String { String(format: "%.2f %%", 100 * share) }
}

extension Precision: OptionValue {}
