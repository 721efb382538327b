import Foundation
import SampleModels

/// Writes the golden cases into a folder. The expectations are those of the ordinary runtime on the machine that runs
/// this; the committed files hold every other engine and processor to them.
@main
struct GoldenCases {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: golden-cases FOLDER\n".utf8))
      exit(2)
    }
    let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
    for golden in try goldenCases() {
      let bytes = golden.bytes
      try Data(bytes).write(to: folder.appendingPathComponent("\(golden.name).case"))
      print("\(golden.name): \(golden.expectations.count) windows, \(bytes.count) bytes")
    }
  }
}
