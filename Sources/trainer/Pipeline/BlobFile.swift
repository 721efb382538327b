import AnomalyData
import AnomalyExport
import AnomalyFormat

/// A file that is not a blob that can be used; the text is one sentence.
struct BlobFileError: Error, Equatable, CustomStringConvertible {
  var path: String
  var error: RuntimeError

  var description: String {
    switch error {
    case .blobMagic:
      "\(path) is neither a model file nor a blob; give a file that trainer train or trainer export wrote"
    default: "\(path): \(error)"
    }
  }
}

extension LoadedBlob {
  /// Reads and validates a blob or a model file.
  ///
  /// - Errors: `DataError.unreadable`, `BlobFileError`.
  convenience init(path: String) throws {
    let file = try FileBytes(path: path)
    do {
      try self.init(Array(file.content))
    } catch {
      throw BlobFileError(path: path, error: error)
    }
  }
}
