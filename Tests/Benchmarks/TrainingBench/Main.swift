import Foundation

/// `training-bench SHAPE [--batch N] [--seconds S] [--threads N]` prints the windows a second of training one of the
/// reference shapes, `training-bench --list` their names; `training-bench --curve JOB.json [--threads N]` prints the losses
/// of a `TrainingCurve`.
@main
struct TrainingBench {
  private var batch = 64
  private var seconds = 5.0
  private var threads = 2

  static func main() throws {
    var bench = TrainingBench()
    try bench.run()
  }

  private mutating func run() throws {
    var arguments = CommandLine.arguments.dropFirst()
    switch arguments.popFirst() {
    case "--list":
      for shape in ReferenceShape.allCases { print(shape.rawValue) }
    case "--curve":
      guard let job = arguments.popFirst() else { usage() }
      readOptions(arguments)
      let text = try Data(contentsOf: URL(fileURLWithPath: job))
      try JSONDecoder().decode(TrainingCurve.self, from: text).run(threads: threads)
    case .some(let name):
      guard let shape = ReferenceShape(rawValue: name) else { usage() }
      readOptions(arguments)
      let speed = TrainingSpeed(graph: try shape.graph(), batch: batch, threads: threads)
      print(try speed.windowsPerSecond(seconds: seconds))
    case nil:
      usage()
    }
  }

  private mutating func readOptions(_ arguments: ArraySlice<String>) {
    var arguments = arguments
    while let option = arguments.popFirst() {
      guard let value = arguments.popFirst(), let number = Double(value), number > 0 else { usage() }
      switch option {
      case "--batch" where number >= 1: batch = Int(number)
      case "--threads" where number >= 1: threads = Int(number)
      case "--seconds": seconds = number
      default: usage()
      }
    }
  }

  private func usage() -> Never {
    let shapes = ReferenceShape.allCases.map(\.rawValue).joined(separator: "|")
    let text = """
      usage: training-bench \(shapes)
               [--batch N] [--seconds S] [--threads N]
             training-bench --curve JOB.json [--threads N]
             training-bench --list

      """
    FileHandle.standardError.write(Data(text.utf8))
    exit(2)
  }
}
