import AnomalyData

/// `trainer synth`: the synthetic pump as CSV.
struct Synth: Command {
  static let summary = "Generate labelled sample data: a pump with six sensors, load cycles and faults"
  static let examples = [
    Example("trainer synth -o normal.csv --fault-share 0", "10,000 rows without faults, to train on"),
    Example(
      "trainer synth -o test.csv --seed 2 --faults faults.csv",
      "10,000 rows with every kind of fault, marked in the column label and listed in faults.csv"),
    Example("trainer synth -o - --rows 1000 --kinds stuck,spike | head", "chosen kinds only, to standard output"),
  ]

  @Option("--output", "-o", value: "FILE", help: "where to write the CSV; - is standard output") var output: String
  @Option("--rows", "-n", in: 1...10_000_000, help: "rows to generate") var rows = 10_000
  @Option("--seed", help: "seed of every random number") var seed: UInt64 = 1
  @Option("--period", value: "SECONDS", in: 0.001...60, help: "time between rows; a load cycle takes 60 s")
  var period = 1.0
  @Option("--fault-share", in: 0...0.9, help: "share of the rows under a fault") var faultShare = 0.08
  @Option("--kinds", value: "LIST", help: "kinds of fault") var kinds = Fault.Kind.allCases
  @Option("--clean", value: "ROWS", in: 0...10_000_000, help: "rows without faults at the beginning") var clean = 0
  @Option("--faults", value: "FILE", help: "also write kind, first row, last row and columns of every fault")
  var faults: String?

  func run() throws {
    try requireDistinctFiles(outputs: [output, faults], inputs: [])
    var options = SyntheticPlant.Options()
    options.rows = rows
    options.seed = seed
    options.samplePeriod = period
    options.faultShare = faultShare
    options.kinds = kinds
    options.cleanRows = clean
    let plant = SyntheticPlant(options)
    try AtomicFile.write(plant.frame.csv(), to: output)
    if let faults { try AtomicFile.write(list(plant), to: faults) }
  }

  /// One line a fault; rows count from 0, the last one included; columns are separated by semicolons.
  private func list(_ plant: SyntheticPlant) -> String {
    var text = "kind,first_row,last_row,columns\n"
    for fault in plant.faults {
      let columns = fault.columns.map { plant.frame.columnNames[$0] }.joined(separator: ";")
      text += "\(fault.kind.rawValue),\(fault.rows.lowerBound),\(fault.rows.upperBound - 1),\(columns)\n"
    }
    return text
  }
}

extension Fault.Kind: OptionValue {}
