import AnomalyNN
import Foundation
import Testing

/// A small graph and what PyTorch makes of it in double precision; `tools/golden-gradients` writes the files.
struct GoldenGraph: Decodable, Sendable, CustomTestStringConvertible {
  let graph: Graph
  let loss: Loss
  /// Names the windows, the parameters and the random numbers of the training step.
  let seed: UInt64
  let windows: Int
  let windowScale: Double
  let windowOffset: Double
  /// The loss of one training step, penalties counted.
  let value: Double
  /// Its gradient by every parameter, 0 for statistics.
  let gradient: [Double]
  /// Results in inference, `[windows][size]`.
  let outputs: [Double]
  private(set) var testDescription = ""

  private enum CodingKeys: String, CodingKey {
    case graph, loss, seed, windows, windowScale, windowOffset, value, gradient, outputs
  }

  /// Every file.
  static func all() throws -> [GoldenGraph] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Graphs")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { file in
      var golden = try JSONDecoder().decode(GoldenGraph.self, from: Data(contentsOf: file))
      golden.testDescription = file.deletingPathExtension().lastPathComponent
      return golden
    }
  }

  /// The random numbers of the training step.
  var noise: NoiseKey { NoiseKey(seed: seed, step: 3) }

  /// Whether a layer draws normal numbers: those come from logarithm and sine in Float, by whatever C library.
  var drawsNormalNumbers: Bool {
    graph.layers.contains { layer in
      switch layer {
      case .sampling: true
      case .noise(let noise): noise.kind == .gaussian
      default: false
      }
    }
  }

  /// The windows and the parameters, exact in Float.
  func numbers() -> (windows: [[Double]], parameters: [Double]) {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 48) / 65536 - 0.5
    }
    let values = (0..<windows).map { _ in (0..<graph.window.size).map { _ in next() * windowScale + windowOffset } }
    let parameters = graph.slots.flatMap { slot in slot.range.map { _ in next() + (slot.role == .variance ? 1 : 0) } }
    return (values, parameters)
  }

  /// The largest difference from `gradient`, statistics left out, as a share of its Euclidean norm.
  func gradientError(_ other: [Double]) -> Double {
    guard other.count == gradient.count, other.allSatisfy(\.isFinite) else { return .infinity }
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let trained = graph.slots.filter { !$0.role.isStatistic }.flatMap(\.range)
    return (trained.map { abs(other[$0] - gradient[$0]) }.max() ?? 0) / norm
  }

  /// The largest difference from `outputs`, as a share of the largest of them.
  func outputError(_ other: [Double]) -> Double {
    guard other.count == outputs.count, other.allSatisfy(\.isFinite) else { return .infinity }
    return (zip(other, outputs).map { abs($0 - $1) }.max() ?? 0) / (outputs.map(abs).max() ?? 0)
  }
}
