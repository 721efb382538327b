import Foundation

/// Holds metrics against figures that others published on the same recordings: `published-figures DATA NAB.csv`, where DATA
/// is the folder of recordings and NAB.csv what the Numenta Anomaly Benchmark states for its windowed Gaussian detector.
/// Prints a line for each figure; ends with 1 where one differs.
@main struct Main {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: published-figures DATA NAB.csv\n".utf8))
      exit(64)
    }
    let data = URL(fileURLWithPath: CommandLine.arguments[1])
    let areEqual = [
      try NABFigures(data: data.appendingPathComponent("nab"), published: CommandLine.arguments[2]).areEqual(),
      try SKABFigures(data: data).areEqual(),
    ]
    exit(areEqual.contains(false) ? 1 : 0)
  }
}
