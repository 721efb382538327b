import AnomalyData
import AnomalyTraining
import Foundation

/// Checkpoints on disk, written as a whole or not at all.
enum CheckpointFile {
  /// Reads what `write` wrote.
  ///
  /// - Errors: `DataError.unreadable`, `CheckpointError`.
  static func read(_ path: String) throws -> Checkpoint {
    let file = try FileBytes(path: path)
    return try withExtendedLifetime(file) { try Checkpoint(bytes: Array(file.content)) }
  }

  /// Replaces the file. A failure is told and does not end the training: the model is worth more than its checkpoint.
  static func write(_ checkpoint: Checkpoint, to path: String) {
    do {
      try AtomicFile.write(checkpoint.bytes(), to: path)
    } catch {
      FileHandle.standardError.write(Data("warning: no checkpoint of \(checkpoint.place): \(error)\n".utf8))
    }
  }
}
