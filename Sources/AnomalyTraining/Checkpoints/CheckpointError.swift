/// Why training cannot continue from a checkpoint; one sentence each.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
  /// Another kind of file.
  case notACheckpoint
  /// Cut off or changed.
  case damaged
  /// Of another run: `name` was `then` and is `now`.
  case otherSetting(name: String, then: String, now: String)
  /// Of a run on other readings.
  case otherData
  /// Of a run of another model.
  case otherModel

  /// One sentence: what was expected, what came, what to try.
  public var description: String {
    switch self {
    case .notACheckpoint: "expected a checkpoint, got a file of another kind; give one that --checkpoint wrote"
    case .damaged: "the checkpoint is cut off or was changed; start anew without --resume"
    case .otherSetting(let name, let then, let now):
      "the checkpoint belongs to a run with \(name) \(then), this one has \(now); give the same options, or start anew without --resume"
    case .otherData:
      "the checkpoint belongs to a run on other readings; give the same files and columns, or start anew without --resume"
    case .otherModel:
      "the checkpoint belongs to a run of another model; give the same model options, or start anew without --resume"
    }
  }
}
