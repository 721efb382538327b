public import AnomalyNN

/// Every value of the window as a linear function of all of them, none trusted more than its noise allows: the linear
/// denoising autoencoder in closed form (Vincent et al. 2008; Chen et al. 2012), which is ridge regression of the window on
/// itself (Hoerl and Kennard 1970) and a principal component analysis whose components fade instead of ending.
public struct RidgeAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.penalty]

  /// Variance of the noise that is assumed on each value, as a share of the windows' mean variance; greater than 0. The
  /// smaller, the better windows are reconstructed, those of faults as well.
  public var penalty: Float

  /// The options, and where they are silent: a penalty of 0.3.
  public init(options: ModelOptions = ModelOptions()) { penalty = options.penalty ?? 0.3 }

  /// One dense layer.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    try Graph(input: window, layers: [.dense(DenseLayer(units: window.size))])
  }

  /// Ridge regression.
  public var closedForm: ClosedForm? { .ridge(penalty: penalty) }
}
