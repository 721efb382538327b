import Foundation

/// `training-bench SHAPE [--batch N] [--seconds S] [--threads N]` prints the windows a second of training one of the
/// reference shapes; `training-bench --list` prints their names.
@main
struct TrainingBench {
  static func main() throws {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--list"] {
      for shape in ReferenceShape.allCases { print(shape.rawValue) }
      return
    }
    guard let name = arguments.first, let shape = ReferenceShape(rawValue: name) else { usage() }
    arguments.removeFirst()
    var (batch, seconds, threads) = (64, 5.0, 2)
    while arguments.count >= 2 {
      let (option, value) = (arguments[0], arguments[1])
      switch (option, Int(value), Double(value)) {
      case ("--batch", .some(let number), _) where number > 0: batch = number
      case ("--threads", .some(let number), _) where number > 0: threads = number
      case ("--seconds", _, .some(let number)) where number > 0: seconds = number
      default: usage()
      }
      arguments.removeFirst(2)
    }
    guard arguments.isEmpty else { usage() }
    let speed = TrainingSpeed(graph: try shape.graph(), batch: batch, threads: threads)
    print(try speed.windowsPerSecond(seconds: seconds))
  }

  private static func usage() -> Never {
    let shapes = ReferenceShape.allCases.map(\.rawValue).joined(separator: "|")
    let text = "usage: training-bench \(shapes) [--batch N] [--seconds S] [--threads N]\n       training-bench --list\n"
    FileHandle.standardError.write(Data(text.utf8))
    exit(2)
  }
}
