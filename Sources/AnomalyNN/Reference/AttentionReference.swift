/// Attention of one window in the shape of the formula, head by head. Every matrix is a list of rows.
private struct AttentionReference<T: RealNumber> {
  /// A head: its queries, keys and values, and what softmax made of Q Kᵀ / √headWidth.
  struct Head {
    var queries: [[T]]
    var keys: [[T]]
    var values: [[T]]
    var weights: [[T]]
  }

  let layer: AttentionLayer
  let asking: [[T]]
  let answering: [[T]]
  /// The parameters in the order of `parameterShapes`.
  let tensors: [[T]]

  init(_ layer: AttentionLayer, _ x: [[T]], _ place: ReferencePlace, parameters: [T]) {
    self.layer = layer
    asking = Self.rows(x[0], place.inputs[0].channels)
    answering = Self.rows(x[x.count - 1], place.inputs[x.count - 1].channels)
    var rest = parameters[...]
    tensors = layer.parameterShapes(for: place.inputs).map { slot in
      let count = slot.shape.reduce(1, *)
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }

  static func rows(_ values: [T], _ count: Int) -> [[T]] {
    stride(from: 0, to: values.count, by: count).map { Array(values[$0..<$0 + count]) }
  }

  static func dot(_ a: [T], _ b: [T]) -> T { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  /// 1 / √headWidth.
  var scale: T { 1 / T(layer.headWidth).squareRoot() }

  /// Rows of a `[width][…]` tensor that belong to a head.
  func span(_ head: Int) -> Range<Int> { head * layer.headWidth..<(head + 1) * layer.headWidth }

  func project(_ x: [[T]], weight: Int, head: Int) -> [[T]] {
    let matrix = Self.rows(tensors[weight], x[0].count)[span(head)]
    let bias = tensors[weight + 3][span(head)]
    return x.map { x in zip(matrix, bias).map { Self.dot($0, x) + $1 } }
  }

  func head(_ index: Int) -> Head {
    let queries = project(asking, weight: 0, head: index)
    let keys = project(answering, weight: 1, head: index)
    let weights = queries.enumerated().map { step, query in
      let seen = layer.isCausal ? step + 1 : keys.count
      let raised = keys[..<seen].map { Self.dot(query, $0) * scale }
      let most = raised.max() ?? 0
      let powers = raised.map { T.exponential($0 - most) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum } + [T](repeating: 0, count: keys.count - seen)
    }
    return Head(
      queries: queries, keys: keys, values: project(answering, weight: 2, head: index), weights: weights)
  }

  /// The answers of all heads side by side, one row a step.
  func answers(_ heads: [Head]) -> [[T]] {
    let columns = heads.map { head in (0..<layer.headWidth).map { c in head.values.map { $0[c] } } }
    return asking.indices.map { step in
      zip(heads, columns).flatMap { head, columns in columns.map { Self.dot(head.weights[step], $0) } }
    }
  }
}

extension AttentionLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let a = AttentionReference(self, x, place, parameters: parameters)
    let matrix = AttentionReference.rows(a.tensors[6], width)
    return a.answers((0..<heads).map(a.head)).flatMap { answer in
      zip(matrix, a.tensors[7]).map { AttentionReference.dot($0, answer) + $1 }
    }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let a = AttentionReference(self, x, place, parameters: parameters)
    let heads = (0..<heads).map(a.head)
    let answers = a.answers(heads)
    var gradient = a.tensors.map { [T](repeating: 0, count: $0.count) }
    var dx = x.map { [T](repeating: 0, count: $0.count) }

    // y = W_o · answer + b_o.
    let channels = place.output.channels
    var dAnswers = answers.map { $0.map { _ in T(0) } }
    for (step, dy) in AttentionReference.rows(dy, channels).enumerated() {
      for channel in 0..<channels {
        gradient[7][channel] += dy[channel]
        for i in 0..<width {
          gradient[6][channel * width + i] += dy[channel] * answers[step][i]
          dAnswers[step][i] += dy[channel] * a.tensors[6][channel * width + i]
        }
      }
    }

    // q, k or v = W · x + b, for one head.
    func unproject(_ d: [[T]], weight: Int, head: Int, input: Int) {
      let channels = place.inputs[input].channels
      for (step, d) in d.enumerated() {
        for (row, d) in zip(a.span(head), d) {
          gradient[weight + 3][row] += d
          for c in 0..<channels {
            gradient[weight][row * channels + c] += d * x[input][step * channels + c]
            dx[input][step * channels + c] += d * a.tensors[weight][row * channels + c]
          }
        }
      }
    }

    for (index, head) in heads.enumerated() {
      var dQueries = head.queries.map { $0.map { _ in T(0) } }
      var dKeys = head.keys.map { $0.map { _ in T(0) } }
      var dValues = dKeys
      for i in a.asking.indices {
        let dAnswer = Array(dAnswers[i][a.span(index)])
        let dWeights = head.values.map { AttentionReference.dot(dAnswer, $0) }
        let mean = AttentionReference.dot(dWeights, head.weights[i])
        for j in a.answering.indices {
          // The derivative of softmax, then of q · k / √headWidth.
          let dProduct = head.weights[i][j] * (dWeights[j] - mean) * a.scale
          for c in 0..<headWidth {
            dQueries[i][c] += dProduct * head.keys[j][c]
            dKeys[j][c] += dProduct * head.queries[i][c]
            dValues[j][c] += head.weights[i][j] * dAnswer[c]
          }
        }
      }
      unproject(dQueries, weight: 0, head: index, input: 0)
      unproject(dKeys, weight: 1, head: index, input: x.count - 1)
      unproject(dValues, weight: 2, head: index, input: x.count - 1)
    }
    return (dx, gradient.flatMap { $0 })
  }
}
