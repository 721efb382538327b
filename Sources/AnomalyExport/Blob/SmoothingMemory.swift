public import AnomalyFormat

extension DecisionRecord {
  /// Earlier scores that still tell in a smoothed one: N − 1 of a mean over N; of an exponential average with weight w the
  /// last ⌈2/w⌉, after which 1 − (1 − w)^(2/w), at least 86 %, of it is forgotten; else none.
  public var smoothingMemory: Int {
    switch Smoothing(rawValue: smoothing) {
    case .mean: Int(length) - 1
    case .ewma: Int((2 / weight).rounded(.up))
    case .some(.none), .votes, nil: 0
    }
  }

  /// The first scores of a stream whose smoothed ones know too few others to be like later ones.
  public var smoothingStart: Int {
    switch Smoothing(rawValue: smoothing) {
    case .mean: Int(length) - 1
    case .ewma: Int((1 / weight).rounded(.up)) - 1
    case .some(.none), .votes, nil: 0
    }
  }
}
