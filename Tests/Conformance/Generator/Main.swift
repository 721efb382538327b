import Foundation
import SampleModels

/// Writes the golden cases, or with `--errors` the golden errors, into a folder. The expectations are those of the
/// ordinary runtime on the machine that runs this; the committed files hold every other engine and processor to them.
@main
struct GoldenCases {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let areErrors = arguments.first == "--errors"
    guard let path = arguments.last, arguments.count == (areErrors ? 2 : 1) else {
      FileHandle.standardError.write(Data("usage: golden-cases [--errors] FOLDER\n".utf8))
      exit(2)
    }
    let folder = URL(fileURLWithPath: path, isDirectory: true)
    if areErrors {
      for golden in try goldenErrors() {
        try Data(golden.bytes).write(to: folder.appendingPathComponent("\(golden.name).error"))
        print("\(golden.name): \(golden.error.rawValue), \(golden.bytes.count) bytes")
      }
      return
    }
    for golden in try goldenCases() {
      let bytes = golden.bytes
      try Data(bytes).write(to: folder.appendingPathComponent("\(golden.name).case"))
      print("\(golden.name): \(golden.expectations.count) windows, \(bytes.count) bytes")
    }
  }
}
