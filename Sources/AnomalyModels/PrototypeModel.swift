public import AnomalyNN

/// The window beside the nearest of some prototypes, the centres that k-means finds (Lloyd 1982): what looks like nothing
/// that was seen scores high. Nearness is a narrow softmax over the prototypes, so that a window between two of them is
/// compared with what lies between.
public struct PrototypeModel: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [.slots]

  /// Number of prototypes; at least 1.
  public var slots: Int

  /// The options, and where they are silent: 20 prototypes.
  public init(options: ModelOptions = ModelOptions()) { slots = options.slots ?? 20 }

  /// Nearness, choice, prototype.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    try Graph(
      input: window,
      layers: [.dense(DenseLayer(units: slots)), .softmax(SoftmaxLayer()), .dense(DenseLayer(units: window.size))])
  }

  /// k-means.
  public var closedForm: ClosedForm? { .prototypes }
}
