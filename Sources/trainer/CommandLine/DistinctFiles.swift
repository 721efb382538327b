import AnomalyData
import Foundation

/// Refuses an output that would replace an input, or another output, of the same command. `-`, devices and pipes may
/// repeat.
///
/// - Parameters:
///   - outputs: the paths to write; nil ones are not written.
///   - inputs: the paths to read, folders and patterns among them.
func requireDistinctFiles(outputs: [String?], inputs: [String]) throws(CommandLineError) {
  // A pattern or a folder that cannot be read is refused where it is read.
  var taken = Set(((try? InputFiles.expanded(inputs)) ?? inputs).map(canonical))
  for output in outputs.compactMap(\.self) where output != "-" && !isDevice(output) {
    guard taken.insert(canonical(output)).inserted else {
      throw .conflict("\(output) is an input or another output of this command and would be lost; name another file")
    }
  }
}

/// The file behind links and dots, whether it exists or not.
private func canonical(_ path: String) -> String {
  URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
}

private func isDevice(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
}
