import AnomalyNN

/// What a node's result is in a program: the first values of a buffer, or one step that counts as many.
struct Value {
  var buffer: Int
  var shape: Shape
  /// The buffer holds one step, which every step of the shape reads.
  var isRepeated = false
}
