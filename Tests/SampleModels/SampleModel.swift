public import AnomalyExport
public import AnomalyFormat
public import AnomalyModels
public import AnomalyNN
import AnomalyData
import AnomalyTraining
import Foundation

/// A small model on waves, made from a seed: what tests of the blob and of the runtime score with.
public struct SampleModel: Sendable {
  public var kind: ModelKind
  public var window: Int
  public var columns: Int
  /// Samples between scored windows of a stream.
  public var stride = 1
  public var options: ModelOptions
  /// Passes of training; 0 leaves random weights.
  public var epochs = 0
  public var seed: UInt64 = 1
  /// Whether every other scale of a norm is negative.
  public var hasNegativeScales = false
  /// The graph in place of one of `kind`.
  private var graph: Graph?

  /// A dense autoencoder.
  public init(window: Int, columns: Int, hidden: [Int]) {
    kind = .autoencoder
    self.window = window
    self.columns = columns
    options = ModelOptions(hidden: hidden)
  }

  /// A memory autoencoder.
  public init(
    window: Int, columns: Int, hidden: [Int], slots: Int, isCosine: Bool, temperature: Float = 0.5, shrink: Float = 0
  ) {
    kind = .memoryAutoencoder
    self.window = window
    self.columns = columns
    options = ModelOptions(
      hidden: hidden, bottleneckActivation: .linear, slots: slots, similarity: isCosine ? .cosine : .dot,
      temperature: temperature, shrink: shrink)
  }

  /// A model of a kind.
  public init(_ kind: ModelKind, window: Int, columns: Int, options: ModelOptions) {
    self.kind = kind
    self.window = window
    self.columns = columns
    self.options = options
  }

  /// A model of a graph of its own.
  public init(_ graph: Graph) {
    self.init(.autoencoder, window: graph.window.steps, columns: graph.window.channels, options: ModelOptions())
    self.graph = graph
  }

  /// The smallest model whose program has every operation.
  public static var tiny: SampleModel {
    SampleModel(window: 3, columns: 2, hidden: [3], slots: 3, isCosine: true, shrink: 0.2)
  }

  /// Values in a window.
  public var size: Int { window * columns }

  /// Windows in physical units: column c is a wave around 10·c with amplitude c + 1, and a little noise.
  public func windows(_ count: Int, seed: UInt64) -> [[Float]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in
      let phase = random.uniform() * 2 * Double.pi
      return (0..<size).map { place in
        let column = Double(place % columns)
        let angle = phase + Double(place / columns) / (2 + column / 3)
        return Float(10 * column + (column + 1) * (sin(angle) + 0.05 * random.normal()))
      }
    }
  }

  /// The model as the trainer would leave it: half of the windows for training, half for calibration.
  public func model() throws -> Model {
    let graph = try self.graph ?? kind.graph(window: Shape(steps: window, channels: columns), options: options)
    let scaler = Scaler(
      kind: .minmax, center: (0..<columns).map { 9 * Float($0) - 1 },
      gain: (0..<columns).map { 0.5 / Float($0 + 1) }, fill: (0..<columns).map { _ in 0.5 })
    let training = windows(32, seed: seed).flatMap { $0 }
    let scaled = training.enumerated().map { scaler.scaled($1, column: $0 % columns) }
    var trainingOptions = TrainingOptions()
    trainingOptions.epochs = epochs
    trainingOptions.patience = 0
    trainingOptions.batch = 8
    trainingOptions.learningRate = 0.01
    trainingOptions.seed = seed
    let source = WindowSource(
      values: scaled, starts: Array(Swift.stride(from: 0, to: scaled.count, by: size)), length: size)
    let result = try Training(graph: graph, options: trainingOptions).run(
      training: source, validation: WindowSource(values: [], starts: [], length: size))
    var parameters = result.parameters
    if epochs == 0 {
      // Fresh biases and norms do nothing: give them something to do.
      var random = RandomSource(seed: seed).fork(7)
      for slot in graph.slots {
        switch slot.role {
        case .bias, .recurrentBias, .shift, .mean, .table:
          for place in slot.range { parameters[place] = Float(0.2 * random.normal()) }
        case .scale, .variance:
          for place in slot.range {
            let isNegative = hasNegativeScales && slot.role == .scale && place % 2 == 0
            parameters[place] = Float(random.uniform(in: 0.5..<1.5)) * (isNegative ? -1 : 1)
          }
        default: break
        }
      }
    }
    return Model(
      record: Model.Record(
        kind: kind.rawValue, graph: graph, scaler: scaler, columnNames: (0..<columns).map { "Column \($0)" },
        units: (0..<columns).map { $0 == 0 ? "" : "u\($0)" }, window: window, stride: stride, isRowSamples: false,
        training: result.record, warnRule: .percentile(90), alarmRule: .percentile(99), dataDigest: 0x5EED, options: [],
        calibrationRuns: [20, 12]),
      parameters: parameters, trainingWindows: training,
      calibrationWindows: windows(32, seed: seed + 1).flatMap { $0 })
  }

  /// A blob of the model.
  ///
  /// - Parameter hasConverters: column c's readings are in steps of (c + 1)/1000 around 10·c; else readings are values.
  public func export(
    _ precision: Precision, hasConverters: Bool = false, decision: DecisionRecord = DecisionRecord()
  ) throws -> Export {
    let converters = (0..<columns).map { Converter(scale: Float($0 + 1) / 1000, offset: 10 * Float($0)) }
    return try Exporter(model()).export(precision, converters: hasConverters ? converters : nil, decision: decision)
  }
}
