import AnomalyModels
import AnomalyNN

/// What is trained: a model with its options, or layers of the user's own.
enum ModelChoice {
  case model(ModelKind, ModelOptions)
  case file(GraphFile)

  /// What the model file says it holds.
  var name: String {
    switch self {
    case .model(let kind, _): kind.rawValue
    case .file: "layers"
    }
  }

  /// Rows that the layers see, where the choice leaves no other.
  var inputSteps: Int? {
    switch self {
    case .model: nil
    case .file(let file): file.inputSteps
    }
  }

  /// Rows of a window behind those, which are predicted.
  var horizon: Int {
    switch self {
    case .model(let kind, let options): kind.horizon(options: options)
    case .file(let file): file.horizon
    }
  }

  /// The graph for whole windows of shape `window`.
  ///
  /// - Errors: `GraphError`, `GraphFileError`.
  func graph(window: Shape) throws -> Graph {
    switch self {
    case .model(let kind, let options): try kind.graph(window: window, options: options)
    case .file(let file): try file.graph(window: window)
    }
  }

  /// How it learns against itself; nil where it follows the gradient of its loss.
  ///
  /// - Errors: `GraphError`.
  func adversarial(window: Shape) throws(GraphError) -> AdversarialRoles? {
    switch self {
    case .model(let kind, let options): try kind.model(window: window, options: options).adversarial(window: window)
    case .file: nil
    }
  }

  /// How its parameters follow from the windows at once; nil where they are learned in steps.
  func closedForm(window: Shape) -> ClosedForm? {
    switch self {
    case .model(let kind, let options): kind.model(window: window, options: options).closedForm
    case .file: nil
    }
  }
}
