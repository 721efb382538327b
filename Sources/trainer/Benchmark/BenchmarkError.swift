/// Why a set cannot be measured; the text is one sentence.
enum BenchmarkError: Error, Equatable, CustomStringConvertible {
  /// No folder of that name.
  case noFolder(path: String)
  /// The set's folder holds no series.
  case noSeries(folder: String, expected: String)
  /// A file's name does not say what the set's form says.
  case badName(path: String, expected: String)
  /// A file that belongs to another is missing.
  case noPartner(path: String, expected: String)
  /// The file says something that its set never does.
  case badSeries(path: String, reason: String)
  /// A table of published figures in another form.
  case badTable(path: String, expected: String)
  /// What went wrong with one series, in the words of what found it.
  case series(String, reason: String)

  var description: String {
    switch self {
    case .noFolder(let path):
      "expected the recordings in \(path), found no such folder; name the folder that holds them with --data"
    case .noSeries(let folder, let expected):
      "expected \(expected) in \(folder), found none; name the folder that holds them with --data"
    case .badName(let path, let expected):
      "expected a name of the form \(expected), got \(path); rename the file or take it out of the folder"
    case .noPartner(let path, let expected):
      "\(path) needs \(expected) beside it, found none; add it or take the file out of the folder"
    case .badSeries(let path, let reason):
      "\(path): \(reason); correct the file or take it out of the folder"
    case .badTable(let path, let expected):
      "\(path) is no table of published figures: expected \(expected); correct it or take it out of the folder"
    case .series(let name, let reason):
      "\(name): \(reason)"
    }
  }
}
