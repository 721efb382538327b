import AnomalyExport
import AnomalyFormat
import Foundation

/// Why a file is not a blob that can be used; the text is one sentence.
enum BlobFileError: Error, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case rejected(path: String, error: RuntimeError)

  var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read (\(reason)); give a model file by trainer train or a blob by trainer export"
    case .rejected(let path, let error): "\(path): \(error)"
    }
  }
}

extension LoadedBlob {
  /// Reads and validates a blob or a model file.
  convenience init(path: String) throws {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw BlobFileError.unreadable(path: path, reason: underlying?.localizedDescription ?? error.localizedDescription)
    }
    do {
      try self.init([UInt8](data))
    } catch {
      throw BlobFileError.rejected(path: path, error: error)
    }
  }
}
