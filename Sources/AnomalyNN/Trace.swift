/// What every layer of a graph gave for a batch of windows.
public struct Trace: Sendable {
  /// Windows in the batch.
  public let windows: Int
  fileprivate let outputs: [[Float]]
  fileprivate let attentions: [[Float]?]

  /// The results of layer `layer`, activation applied: `[windows][size]`.
  public func output(of layer: Int) -> [Float] { outputs[layer] }

  /// The attention of memory layer `layer` after the shrink, `[windows][slots]`; nil for any other layer.
  public func attention(of layer: Int) -> [Float]? { attentions[layer] }

  /// The last layer's results: `[windows][size]`.
  public var output: [Float] { outputs[outputs.count - 1] }
}

extension Graph {
  /// Runs the graph over `windows` in Float and keeps what each layer gave. Takes windows × the sum of all layers' sizes
  /// floats: pass large sources in slices.
  ///
  /// - Precondition: `parameters` has `parameterCount` floats and the windows are at least as long as the input.
  public func forward(_ windows: WindowSource, parameters: [Float], threads: Int = 1) -> Trace {
    precondition(parameters.count == parameterCount, "a graph runs with all of its parameters")
    precondition(windows.length >= input.size, "a window is at least as long as the graph's input")
    var outputs = outputShapes.map { [Float](repeating: 0, count: $0.size * windows.count) }
    var attentions = layers.map { layer -> [Float]? in
      guard case .memory(let memory) = layer else { return nil }
      return [Float](repeating: 0, count: memory.slots * windows.count)
    }
    let batch = min(max(windows.count, 1), 256)
    let executor = GraphExecutor(graph: self, capacity: batch, threads: threads, purpose: .inference)
    windows.forEachBatch(of: batch) { values, starts, first in
      parameters.withUnsafeBufferPointer { parameters in
        guard let parameters = parameters.baseAddress else { return }
        executor.forward(values: values, starts: starts, parameters: parameters)
      }
      for layer in layers.indices {
        let size = outputShapes[layer].size
        outputs[layer].withUnsafeMutableBufferPointer { target in
          guard let target = target.baseAddress else { return }
          executor.copyOutput(of: layer, windows: starts.count, to: target + first * size)
        }
        attentions[layer]?.withUnsafeMutableBufferPointer { target in
          guard let base = target.baseAddress else { return }
          _ = executor.copyAttention(
            of: layer, windows: starts.count, to: base + first * (target.count / windows.count))
        }
      }
    }
    return Trace(windows: windows.count, outputs: outputs, attentions: attentions)
  }
}
