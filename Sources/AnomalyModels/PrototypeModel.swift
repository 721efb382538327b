public import AnomalyNN

/// The window beside the nearest of some prototypes, the centres that k-means finds (Lloyd 1982): what looks like nothing
/// that was seen scores high.
///
/// Nearness is a narrow softmax over the prototypes, so that a window between two of them is compared with what lies
/// between. With a penalty, windows are first denoised as by `RidgeAutoencoder`, and the score is the squared distance of
/// what is left from the nearest prototype: noise that is like no prototype then counts for nothing.
public struct PrototypeModel: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.slots, .penalty]

  /// Number of prototypes; at least 1.
  public var slots: Int
  /// What `RidgeAutoencoder.penalty` is; nil: windows stay as they are.
  public var penalty: Float?

  /// The options, and where they are silent: 20 prototypes of windows as they are.
  public init(options: ModelOptions = ModelOptions()) {
    slots = options.slots ?? 20
    penalty = options.penalty
  }

  /// Nearness, choice, prototype; or a denoised window before a memory.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    let whole = DenseLayer(units: window.size)
    if penalty == nil {
      return try Graph(
        input: window, layers: [.dense(DenseLayer(units: slots)), .softmax(SoftmaxLayer()), .dense(whole)])
    }
    let memory = MemoryLayer(slots: slots, similarity: .cosine, temperature: 0.02)
    return try Graph(input: window, layers: [.dense(whole), .memory(memory)])
      .scored(by: [ScoreTerm(node: 1, weight: 1 / Float(window.size))])
  }

  /// k-means.
  public var closedForm: ClosedForm? { penalty.map { .denoisedPrototypes(penalty: $0) } ?? .prototypes }
}
