public import AnomalyNN

/// One kind of detector: what its options mean, and the graph that they make.
public protocol DetectorModel: Sendable {
  /// The options that mean something to it.
  static var knownOptions: Set<ModelOption> { get }
  /// Rows at the end of a window that the layers do not see, because they are predicted.
  static var horizon: Int { get }
  /// The graph for whole windows of shape `window`.
  ///
  /// - Errors: `GraphError`, which names the layer.
  func graph(window: Shape) throws(GraphError) -> Graph
}

extension DetectorModel {
  /// Nothing is predicted, everything is reconstructed.
  public static var horizon: Int { 0 }
}
