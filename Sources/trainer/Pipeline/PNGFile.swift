import AnomalyData
import Foundation

/// Turns a page or a picture into PNG by a program of the system: Chromium for both, rsvg-convert for pictures.
enum PNGFile {
  /// What is drawn.
  enum Source {
    /// An HTML page, as wide as a desktop and as high as it is.
    case page
    /// An SVG picture of this many pixels.
    case picture(width: Int, height: Int)
  }

  private static let browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  private static let converter = "rsvg-convert"

  /// The file beside `path` with the ending of PNG.
  static func path(beside path: String) -> String {
    let name = Wording.name(path)
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    return String(path.dropLast(name.count)) + (stem.isEmpty ? name[...] : stem) + ".png"
  }

  /// Throws early where no program can draw `source`.
  ///
  /// - Errors: `MissingProgram`.
  static func probe(_ source: Source) throws(MissingProgram) { _ = try program(for: source) }

  /// Draws the file `drawn`, a page or a picture, into the file `path`.
  ///
  /// - Errors: `MissingProgram`, `WriteError`.
  static func write(_ source: Source, of drawn: String, to path: String) throws {
    let (program, isBrowser) = try program(for: source)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trainer-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw WriteError.failed(path: folder.path, reason: "the folder for temporary files takes no folder")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let image = folder.appendingPathComponent("page.png").path
    let page = URL(fileURLWithPath: drawn)
    let words: [String]
    if isBrowser {
      var size = "1280,2400"
      if case .picture(let width, let height) = source { size = "\(width),\(height)" }
      words = [
        "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        "--user-data-dir=\(folder.path)/profile", "--window-size=\(size)", "--screenshot=\(image)", page.absoluteString,
      ]
    } else {
      words = ["--output", image, page.path]
    }
    try run(program, words)
    guard let bytes = FileManager.default.contents(atPath: image), !bytes.isEmpty else {
      throw MissingProgram("\(program) drew no picture of \(drawn); open the file in a browser instead")
    }
    try AtomicFile.write(Array(bytes), to: path)
  }

  private static func program(for source: Source) throws(MissingProgram) -> (path: String, isBrowser: Bool) {
    switch source {
    case .page:
      guard let found = browsers.lazy.compactMap(find).first else {
        throw MissingProgram(
          "--png needs chromium to draw a page, found none in PATH; install it, or leave --png out and open the page")
      }
      return (found, true)
    case .picture:
      if let found = find(converter) { return (found, false) }
      guard let found = browsers.lazy.compactMap(find).first else {
        throw MissingProgram(
          "--png needs rsvg-convert or chromium to draw a picture, found none in PATH; install one, or leave --png out")
      }
      return (found, true)
    }
  }

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end, its words unread.
  private static func run(_ program: String, _ words: [String]) throws(MissingProgram) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw MissingProgram("\(program) could not be started: \(error)") }
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw MissingProgram(
        "\(program) ended with status \(process.terminationStatus); open the file in a browser instead")
    }
  }
}

/// A program of the system that is not there or failed; the text is one sentence.
struct MissingProgram: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ sentence: String) { description = sentence }
}
