public import AnomalyNN

/// How a model learns by two autoencoders that share an encoder E and train against each other: USAD (Audibert et al.,
/// KDD 2020). With x the window, w₁ = D₁(E(x)), w₂ = D₂(E(x)), w₃ = D₂(E(w₁)) and |·|² mean squares, epoch n makes small
///
/// - over E and D₁: (1/n) |x − w₁|² + (1 − 1/n) |x − w₃|²
/// - over E and D₂: (1/n) |x − w₂|² − (1 − 1/n) |x − w₃|²
///
/// with an optimiser each. The second objective has no lower bound where results are unbounded. As in energy-based
/// adversarial training (Zhao, Mathieu and LeCun 2017) D₂ therefore gains nothing from |x − w₃|² beyond a margin m: the
/// last term is (1 − 1/n) max(0, m − |x − w₃|²) up to a constant, decided for each batch.
///
/// The model's own graph has E, D₁, E again and D₂ behind it, with score terms α (w₁) and β (w₃); training needs w₂ as
/// well, so it runs a graph of its own over the same parameters.
public struct AdversarialRoles: Sendable, Hashable {
  /// The graph that trains: E, D₁, D₂ and, sharing their parameters, E and D₂ again. Its flat parameter buffer is laid out
  /// as that of the model's graph.
  public var graph: Graph
  /// Nodes of E with parameters of their own.
  public var encoder: [Int]
  /// Nodes of D₁ with parameters of their own.
  public var firstDecoder: [Int]
  /// Nodes of D₂ with parameters of their own.
  public var secondDecoder: [Int]
  /// The node that gives w₁.
  public var first: Int
  /// The node that gives w₂.
  public var second: Int
  /// The node that gives w₃.
  public var third: Int
  /// Share of w₁ in the validation loss: α of the score.
  public var alpha: Float
  /// Share of w₃ in the validation loss: β of the score.
  public var beta: Float
  /// m, in scaled units squared; greater than 0.
  public var margin: Float

  /// The roles of the nodes of `graph`.
  public init(
    graph: Graph, encoder: [Int], firstDecoder: [Int], secondDecoder: [Int], first: Int, second: Int, third: Int,
    alpha: Float = 0.5, beta: Float = 0.5, margin: Float = 1
  ) {
    self.graph = graph
    self.encoder = encoder
    self.firstDecoder = firstDecoder
    self.secondDecoder = secondDecoder
    self.first = first
    self.second = second
    self.third = third
    self.alpha = alpha
    self.beta = beta
    self.margin = margin
  }
}
