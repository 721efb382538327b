public import AnomalyNN

/// The models that can be trained; the raw value is the name of `--model`.
public enum ModelKind: String, CaseIterable, Codable, Sendable {
  /// Dense autoencoder.
  case autoencoder
  /// Autoencoder of convolutions over time.
  case convAutoencoder = "conv-autoencoder"
  /// Variational autoencoder.
  case vae
  /// Autoencoder that may only reconstruct from prototypes of normal data.
  case memoryAutoencoder = "memory-autoencoder"
  /// Elman network that predicts the next row.
  case rnnForecaster = "rnn-forecaster"
  /// LSTM that predicts the next row.
  case lstmForecaster = "lstm-forecaster"
  /// GRU that predicts the next row.
  case gruForecaster = "gru-forecaster"
  /// LSTM encoder and decoder.
  case lstmAutoencoder = "lstm-autoencoder"
  /// GRU encoder and decoder.
  case gruAutoencoder = "gru-autoencoder"
  /// Transformer that reconstructs.
  case transformer
  /// Adversarially trained autoencoders.
  case gan
  /// Linear autoencoder or forecaster, the baseline.
  case linear
  /// Linear denoising autoencoder in closed form.
  case ridge
  /// The nearest of some prototypes.
  case kMeans = "k-means"

  /// One line for a list of models.
  public var summary: String {
    switch self {
    case .autoencoder: "dense autoencoder: reconstructs the window through a bottleneck"
    case .convAutoencoder: "autoencoder of 1-D convolutions over time, mirrored decoder"
    case .vae: "variational autoencoder, scored on its mean path"
    case .memoryAutoencoder: "autoencoder that reconstructs from a memory of normal prototypes"
    case .rnnForecaster: "simple recurrent network that predicts the next row"
    case .lstmForecaster: "stacked LSTM that predicts the next row"
    case .gruForecaster: "stacked GRU that predicts the next row"
    case .lstmAutoencoder: "LSTM sequence-to-sequence autoencoder"
    case .gruAutoencoder: "GRU sequence-to-sequence autoencoder"
    case .transformer: "transformer that reconstructs the window, encoder only or with a decoder"
    case .gan: "two autoencoders trained against each other (USAD)"
    case .linear: "linear autoencoder or forecaster: the baseline that the others must beat"
    case .ridge: "linear denoising autoencoder in closed form: no epochs, for most streams the first to try"
    case .kMeans: "compares the window with the nearest of some prototypes, found by k-means: no epochs"
    }
  }

  /// The model with its options for windows of shape `window`.
  public func model(window: Shape, options: ModelOptions = ModelOptions()) -> any DetectorModel {
    switch self {
    case .autoencoder: Autoencoder(window: window, options: options)
    case .convAutoencoder: ConvAutoencoder(options: options)
    case .vae: VariationalAutoencoder(window: window, options: options)
    case .memoryAutoencoder: MemoryAutoencoder(window: window, options: options)
    case .rnnForecaster: RecurrentForecaster(cell: .simple, options: options)
    case .lstmForecaster: RecurrentForecaster(cell: .lstm, options: options)
    case .gruForecaster: RecurrentForecaster(cell: .gru, options: options)
    case .lstmAutoencoder: RecurrentAutoencoder(cell: .lstm, options: options)
    case .gruAutoencoder: RecurrentAutoencoder(cell: .gru, options: options)
    case .transformer: TransformerModel(options: options)
    case .gan: AdversarialAutoencoder(window: window, options: options)
    case .linear:
      options.forecasts == true
        ? LinearForecaster(options: options) : LinearAutoencoder(window: window, options: options)
    case .ridge: RidgeAutoencoder(options: options)
    case .kMeans: PrototypeModel(options: options)
    }
  }

  /// The model's graph for whole windows of shape `window`. Options the model does not know are ignored.
  public func graph(window: Shape, options: ModelOptions = ModelOptions()) throws(GraphError) -> Graph {
    try model(window: window, options: options).graph(window: window)
  }

  /// Rows that a window has beyond those the layers see.
  public func horizon(options: ModelOptions = ModelOptions()) -> Int {
    type(of: model(window: Shape(steps: 1, channels: 1), options: options)).horizon
  }

  /// The options that mean something to the model.
  public func knownOptions(_ options: ModelOptions = ModelOptions()) -> Set<ModelOption> {
    type(of: model(window: Shape(steps: 1, channels: 1), options: options)).knownOptions
  }
}
