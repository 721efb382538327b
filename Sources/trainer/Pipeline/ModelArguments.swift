import AnomalyModels
import AnomalyNN

/// Which model is trained, and what it is made of.
struct ModelArguments: ArgumentGroup {
  @Option("--model", "-m", help: "what to train; `trainer models` tells more") var kind = ModelKind.autoencoder
  @Option("--preset", help: "a published shape; sets --model and its layers") var preset: ModelPreset?
  @Option("--model-file", value: "FILE", help: "layers of one's own, as `trainer models NAME --json` writes them")
  var file: String?
  @Option(
    "--hidden", value: "LIST", help: "units, filters or cells, first layer to bottleneck; a decoder mirrors them")
  var hidden: [Int] = []
  @Option("--activation", help: "of the hidden layers") var activation: Activation?
  @Option("--bottleneck-activation", help: "of the encoder's last layer") var bottleneckActivation: Activation?
  @Option("--output-activation", help: "of the reconstruction; a sigmoid needs --scaler minmax")
  var outputActivation: Activation?
  @Flag("--batch-norm", help: "batch norm before the activations of the hidden layers") var batchNorm: Bool
  @Option("--sparse", help: "keeps the code near 0 by this penalty") var sparse: SparsityLayer.Kind?
  @Option("--sparse-weight", in: 0...1000, help: "of that penalty in the loss") var sparseWeight: Float?
  @Option("--denoising", help: "learns to repair inputs corrupted like this") var denoising: NoiseLayer.Kind?
  @Option("--noise", in: 0...10, help: "its standard deviation, or the share of values it hides") var noise: Float?
  @Option("--kernel", in: 1...4096, help: "steps that a convolution sees") var kernel: Int?
  @Option("--conv-stride", in: 1...64, help: "steps from one result of a convolution to the next")
  var convolutionStride: Int?
  @Option("--latent", in: 1...65536, help: "values of the code") var latent: Int?
  @Option("--beta", in: 0...1000, help: "weight of a variational code's divergence in the loss") var beta: Float?
  @Option("--kl-score", in: 0...1000, help: "weight of that divergence in the score") var divergenceScore: Float?
  @Option("--encoder", help: "what the encoder of a memory model is made of") var encoder: MemoryAutoencoder.Encoder?
  @Option("--slots", in: 1...65536, help: "prototypes of a memory, or of k-means") var slots: Int?
  @Option("--similarity", help: "how a memory compares") var similarity: MemoryLayer.Similarity?
  @Option("--temperature", in: 0.0001...1000, help: "divides the similarity before the softmax of a memory")
  var temperature: Float?
  @Option("--shrink", in: 0...0.99, help: "attention at or below this becomes 0; 0 is off") var shrink: Float?
  @Option("--entropy", in: 0...10, help: "weight of the attention's entropy in the loss") var entropy: Float?
  @Flag("--join", help: "lets the decoder see the query beside what the memory gave") var joins: Bool
  @Option("--memory-score", help: "what the score of a memory model adds up") var memoryScore: MemoryAutoencoder.Score?
  @Option("--dropout", in: 0...0.95, help: "share of values dropped between layers in training") var dropout: Float?
  @Option("--predict", value: "COLUMN", help: "the one column that a forecaster predicts; all when not given")
  var predictedColumn: String?
  @Flag("--forecast", help: "makes the linear model predict the next row") var forecasts: Bool
  @Option("--width", in: 1...4096, help: "channels of a transformer") var width: Int?
  @Option("--heads", in: 1...64, help: "heads of its attention") var heads: Int?
  @Option("--head-width", in: 1...1024, help: "values of a query in one head") var headWidth: Int?
  @Option("--feed-forward", in: 1...16384, help: "units of its feed-forward layers") var feedForward: Int?
  @Option("--blocks", in: 1...64, help: "blocks of its encoder, and of its decoder") var blocks: Int?
  @Option("--positions", help: "how it tells steps apart") var positions: PositionsLayer.Kind?
  @Flag("--decoder", help: "gives it a decoder") var hasDecoder: Bool
  @Option("--mask", in: 0...0.95, help: "share of steps hidden from it in training") var mask: Float?
  @Option("--discriminator-score", in: 0...1, help: "share of the discriminator in the score of a gan")
  var discriminatorScore: Float?
  @Option("--penalty", in: 1e-6...1e6, help: "noise assumed by ridge, or k-means before it compares, per variance")
  var penalty: Float?

  /// The model: that of the preset, or the one named.
  private var model: ModelKind { preset?.kind ?? kind }

  /// Throws what is wrong whatever the data.
  func check() throws(CommandLineError) {
    if let units = hidden.first(where: { !(1...65536).contains($0) }) {
      throw .outOfRange(option: "--hidden", allowed: "1 to 65536 in every layer", got: "\(units)")
    }
  }

  /// What is trained, for data with these columns.
  ///
  /// - Errors: what `options` throws; a graph file that is none, or beside other choices of a model.
  func choice(columns: [String]) throws -> ModelChoice {
    let options = try options(columns: columns)
    guard let file else { return .model(model, options) }
    if $kind || preset != nil || options != ModelOptions() {
      throw CommandLineError.conflict(
        "--model-file says what the layers are; leave --model, --preset and the options of models out")
    }
    return .file(try GraphFile(path: file))
  }

  /// The preset's options, and over them those given.
  ///
  /// - Parameter columns: names of the data's columns, to find the predicted one.
  /// - Errors: an option that the model does not know, or one out of range.
  private func options(columns: [String]) throws(CommandLineError) -> ModelOptions {
    var options = preset?.options ?? ModelOptions()
    var given: [ModelOption] = []
    func set<Value>(_ option: ModelOption, _ path: WritableKeyPath<ModelOptions, Value?>, _ value: Value?) {
      guard let value else { return }
      options[keyPath: path] = value
      given.append(option)
    }
    set(.hidden, \.hidden, hidden.isEmpty ? nil : hidden)
    set(.activation, \.activation, activation)
    set(.bottleneckActivation, \.bottleneckActivation, bottleneckActivation)
    set(.outputActivation, \.outputActivation, outputActivation)
    set(.batchNorm, \.batchNorm, batchNorm ? true : nil)
    set(.sparse, \.sparse, sparse)
    set(.sparseWeight, \.sparseWeight, sparseWeight)
    set(.denoising, \.denoising, denoising)
    set(.noise, \.noise, noise)
    set(.kernel, \.kernel, kernel)
    set(.convolutionStride, \.convolutionStride, convolutionStride)
    set(.latent, \.latent, latent)
    set(.beta, \.beta, beta)
    set(.divergenceScore, \.divergenceScore, divergenceScore)
    set(.encoder, \.encoder, encoder)
    set(.slots, \.slots, slots)
    set(.similarity, \.similarity, similarity)
    set(.temperature, \.temperature, temperature)
    set(.shrink, \.shrink, shrink)
    set(.entropy, \.entropyWeight, entropy)
    set(.join, \.joins, joins ? true : nil)
    set(.memoryScore, \.memoryScore, memoryScore)
    set(.dropout, \.dropout, dropout)
    set(.forecast, \.forecasts, forecasts ? true : nil)
    set(.width, \.width, width)
    set(.heads, \.heads, heads)
    set(.headWidth, \.headWidth, headWidth)
    set(.feedForward, \.feedForward, feedForward)
    set(.blocks, \.blocks, blocks)
    set(.positions, \.positions, positions)
    set(.decoder, \.hasDecoder, hasDecoder ? true : nil)
    set(.mask, \.mask, mask)
    set(.discriminatorScore, \.discriminatorScore, discriminatorScore)
    set(.penalty, \.penalty, penalty)
    if let predictedColumn {
      guard let index = columns.firstIndex(of: predictedColumn) else {
        throw .conflict(
          "--predict expects a column of the data (\(columns.joined(separator: ", "))), got \(predictedColumn)")
      }
      set(.predictedColumn, \.predictedColumn, index)
    }
    let known = model.knownOptions(options)
    if let unknown = given.first(where: { !known.contains($0) }) {
      let models = ModelKind.allCases.filter { $0.knownOptions(options).contains(unknown) }.map(\.rawValue)
      throw .conflict(
        "--\(unknown.rawValue) means nothing to \(model.rawValue); it is for \(models.joined(separator: ", "))")
    }
    return options
  }
}

extension ModelKind: OptionValue {}
extension ModelPreset: OptionValue {}
extension MemoryLayer.Similarity: OptionValue {}
extension MemoryAutoencoder.Encoder: OptionValue {}
extension MemoryAutoencoder.Score: OptionValue {}
extension Activation: OptionValue {}
extension SparsityLayer.Kind: OptionValue {}
extension NoiseLayer.Kind: OptionValue {}
extension PositionsLayer.Kind: OptionValue {}
