/// Where a training can be continued after it was ended from outside.
public struct CheckpointPlan {
  /// What else decides the result, as `name value`: a checkpoint of a run with others is refused.
  public var settings: [String]
  /// Digest of the readings.
  public var dataDigest: UInt64
  /// Epochs from one checkpoint to the next; at least 1.
  public var every: Int
  /// Takes each checkpoint; nil: none is made.
  public var save: ((Checkpoint) -> Void)?
  /// Where to continue; nil: from the start.
  public var resume: Checkpoint?
  /// Takes `resume` once it is found to belong to the run, before anything is learned.
  public var resumed: ((Checkpoint) -> Void)?

  /// A plan for a run of these settings and readings.
  public init(
    settings: [String] = [], dataDigest: UInt64 = 0, every: Int = 1, resume: Checkpoint? = nil,
    save: ((Checkpoint) -> Void)? = nil
  ) {
    self.settings = settings
    self.dataDigest = dataDigest
    self.every = max(every, 1)
    self.resume = resume
    self.save = save
  }
}

extension Checkpoint.Identity {
  /// Throws what keeps a run of this identity from continuing one of `other`.
  func check(_ other: Checkpoint.Identity) throws(CheckpointError) {
    if let (name, now, then) = options.difference(to: other.options) {
      throw .otherSetting(name: name, then: then, now: now)
    }
    for (now, then) in zip(settings, other.settings) where now != then {
      let words = now.split(separator: " ", maxSplits: 1).map(String.init)
      let others = then.split(separator: " ", maxSplits: 1).map(String.init)
      throw .otherSetting(name: words[0], then: others.last ?? "", now: words.last ?? "")
    }
    if dataDigest != other.dataDigest { throw .otherData }
    if graphDigest != other.graphDigest || settings.count != other.settings.count { throw .otherModel }
  }
}
