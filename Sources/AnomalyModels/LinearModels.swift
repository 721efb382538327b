public import AnomalyNN

/// One linear layer down and one up: principal components by gradient descent (Baldi and Hornik 1989), the baseline that a
/// deep autoencoder must beat.
public struct LinearAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.latent, .forecast]

  /// Values of the bottleneck.
  public var latent: Int

  /// The options, and where they are silent: an eighth of the window, at most 32 values.
  public init(window: Shape, options: ModelOptions = ModelOptions()) {
    let usual = DenseStack.defaultHidden(inputSize: window.size)
    latent = options.latent ?? usual[usual.count - 1]
  }

  /// Down, up.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    try Graph(input: window, layers: [.dense(DenseLayer(units: latent)), .dense(DenseLayer(units: window.size))])
  }
}

/// The next row as a linear function of the window before it: a vector autoregression (Lütkepohl 2005), the baseline that
/// a deep forecaster must beat.
public struct LinearForecaster: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.predictedColumn, .forecast]
  /// The next row.
  public static let horizon = 1

  /// The column that is predicted; nil: all.
  public var column: Int?

  /// The options, and where they are silent: all columns.
  public init(options: ModelOptions = ModelOptions()) { column = options.predictedColumn }

  /// One dense layer.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    try Forecast(window: window, column: column).graph([])
  }
}
