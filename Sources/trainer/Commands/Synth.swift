import AnomalyData

struct Synth: Command {
  static let summary = "Generate labelled sample data of a pump with faults"
  static let examples = [Example("trainer synth -o pump.csv", "10,000 rows with faults, label in the last column")]

  @Option("--output", "-o", value: "FILE", help: "where to write the CSV; - is standard output") var output: String
  @Option("--rows", "-n", in: 100...10_000_000, help: "rows to generate") var rows = 10_000
  @Option("--seed", help: "seed of every random number") var seed: UInt64 = 1

  func run() throws {
  }
}
