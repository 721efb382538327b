/// Every command by the name one types, in the order of the help text.
enum CommandName: String, CaseIterable {
  case describe
  case train
  case models
  case export
  case threshold
  case score
  case evaluate
  case report
  case compare
  case benchmark
  case inspect
  case picture
  case plot
  case synth

  var type: any Command.Type {
    switch self {
    case .describe: Describe.self
    case .train: Train.self
    case .models: Models.self
    case .export: ExportCommand.self
    case .threshold: ThresholdCommand.self
    case .score: Score.self
    case .evaluate: Evaluate.self
    case .report: Report.self
    case .compare: Compare.self
    case .benchmark: Benchmark.self
    case .inspect: Inspect.self
    case .picture: Picture.self
    case .plot: Plot.self
    case .synth: Synth.self
    }
  }
}
