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
  /// How it learns against itself; nil where it follows the gradient of its loss.
  ///
  /// - Errors: as `graph(window:)`.
  func adversarial(window: Shape) throws(GraphError) -> AdversarialRoles?
  /// How its parameters follow from the windows at once; nil where they are learned in steps.
  var closedForm: ClosedForm? { get }
}

extension DetectorModel {
  /// Nothing is predicted, everything is reconstructed.
  public static var horizon: Int { 0 }
  /// It follows the gradient of its loss.
  public func adversarial(window: Shape) throws(GraphError) -> AdversarialRoles? { nil }
  /// It learns in steps.
  public var closedForm: ClosedForm? { nil }
}
