/// How all parameters of a graph follow from its windows at once, without steps along a gradient.
public enum ClosedForm: Sendable, Hashable {
  /// Of one dense layer that reconstructs the window: with m the mean and C the covariance of the windows of n values, and
  /// l = `penalty` · trace(C)/n, it gives m + C (C + l·1)⁻¹ (x − m).
  case ridge(penalty: Float)
  /// Of a dense layer with a unit for each prototype, a softmax and a dense layer that reconstructs the window: the
  /// centres of k-means, chosen by how near they are.
  case prototypes
  /// Of the layer of `ridge` and a memory behind it, whose prototypes are the centres of what that layer gives.
  case denoisedPrototypes(penalty: Float)
}
