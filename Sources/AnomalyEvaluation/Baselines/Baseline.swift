/// Detectors that anyone can make in an afternoon. They stand beside every model, so that its figures can be judged.
public enum Baseline: String, CaseIterable, Sendable {
  /// Uniform noise in [0, 1): what a metric gives away for nothing.
  case random
  /// The same score for every window, all of them alarms: what F1 gives away where anomalies are many.
  case always = "always-anomaly"
  /// Euclidean norm of the scaled window: how far from the middle of the training data.
  case l2Norm = "l2-norm"
  /// Squared distance of the window from the subspace of the main components of normal windows.
  case pca
  /// Distance of the window from the nearest of twenty k-means centres of normal windows.
  case kMeans = "k-means"
  /// Distance of the window from the nearest normal window.
  case nearestNeighbour = "1-nn"

  /// Whether it must see normal windows first.
  public var isFitted: Bool {
    switch self {
    case .random, .always, .l2Norm: false
    case .pca, .kMeans, .nearestNeighbour: true
    }
  }

  /// One score a window, larger is more anomalous; nil where normal windows are needed and there is none.
  ///
  /// - Parameters:
  ///   - windows: what to score.
  ///   - normal: what to fit on, windows of the same length.
  ///   - seed: of everything that is drawn.
  ///   - threads: of the neighbours' search; they do not change a bit.
  public func scores(_ windows: ScaledWindows, normal: ScaledWindows, seed: UInt64, threads: Int) -> [Float]? {
    precondition(normal.count == 0 || normal.length == windows.length, "windows of one length")
    if isFitted && normal.count == 0 { return nil }
    return switch self {
    case .random: randomScores(windows, seed: seed)
    case .always: [Float](repeating: 1, count: windows.count)
    case .l2Norm: (0..<windows.count).map { windows.squaredNorm($0).squareRoot() }
    case .pca: PrincipalSubspace(normal, seed: seed).residuals(windows, threads: threads)
    case .kMeans: NearestPoint(centresOf: normal, seed: seed, threads: threads).distances(windows)
    case .nearestNeighbour: NearestPoint(among: normal, scoring: windows.count, threads: threads).distances(windows)
    }
  }
}
