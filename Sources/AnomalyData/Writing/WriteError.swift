/// Why a file cannot be written. The description is one sentence; the old file, if there was one, is as before.
public enum WriteError: Error, Equatable, Sendable {
  /// The system refused to create, write or rename.
  case failed(path: String, reason: String)
}

extension WriteError: CustomStringConvertible {
  /// The sentence to show.
  public var description: String {
    switch self {
    case .failed(let path, let reason):
      path == "-"
        ? "cannot write standard output: \(reason); send it to a file or a program that takes it"
        : "cannot write \(path): \(reason); name a file in a folder that exists, is writable and has room"
    }
  }
}
