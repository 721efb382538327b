import AnomalyExport
import AnomalyNN
import SampleModels
import Testing

@testable import AnomalyRuntime

/// The float engine against the training module's own forward pass: other order of sums, other exponential, so equal
/// only within a tolerance.
@Suite struct FloatEngineTests {
  /// Relative, of the score.
  private static let tolerance = 2e-4

  @Test(arguments: [Precision.none, .fp16])
  func scoresAreThoseOfTheModel(precision: Precision) throws {
    let stacks = EngineModels.all
    for (index, sample) in try (stacks + EngineModels.layered).enumerated() {
      var model = try sample.model()
      let export = try Exporter(model).export(precision)
      if precision == .fp16 {
        // What is left of the weights once they are halves.
        let graph = model.record.graph
        for slot in graph.slots where EngineModels.weightRoles.contains(slot.role) {
          for place in slot.range { model.parameters[place] = Half.decode(Half.encode(model.parameters[place])) }
        }
        // Prototypes are stored twice, once divided by their lengths, and batch norms become part of other weights.
        if graph.slots.contains(where: { $0.role == .prototypes || $0.role == .mean }) { continue }
      }
      // Windows of the training part: beyond their range the runtime saturates, the model does not.
      var windows = sample.windows(6, seed: sample.seed)
      // So may deeper models do where a value is filled in.
      if index < stacks.count { windows[5][0] = .nan }
      if sample.size == 1 { windows.removeLast() }
      try export.blob.withSession { session in
        for window in windows {
          let expected = ReferenceScore(model, window).value
          let got = Double(session.score { window[$0] }.score)
          #expect(abs(got - expected) <= Self.tolerance * expected + 1e-9, "\(sample): \(got) for \(expected)")
        }
      }
    }
  }

  @Test func reconstructionsAreThoseOfTheModel() throws {
    for sample in try EngineModels.layered {
      let model = try sample.model()
      let export = try Exporter(model).export(.none)
      let window = sample.windows(1, seed: sample.seed)[0]
      let reference = ReferenceScore(model, window)
      var got = [Float](repeating: 0, count: sample.size)
      try export.blob.withSession { session in
        _ = session.score { window[$0] }
        try session.reconstruction(into: &got)
      }
      let scaler = model.record.scaler
      for (place, value) in got.enumerated() {
        guard reference.graph.target.contains(place) else {
          #expect(value.isNaN, "\(sample)")
          continue
        }
        let scaled = Double(scaler.scaled(value, column: place % sample.columns))
        #expect(abs(scaled - reference.reconstruction[place - reference.graph.target.lowerBound]) < 1e-4, "\(sample)")
      }
    }
  }

  @Test func attentionIsThatOfTheModel() throws {
    for sample in EngineModels.all where sample.options.slots != nil {
      let model = try sample.model()
      let graph = model.record.graph
      let memory = try #require(graph.layers.firstIndex { if case .memory = $0 { true } else { false } })
      let export = try Exporter(model).export(.none)
      let window = sample.windows(1, seed: sample.seed)[0]
      let scaled = window.enumerated().map { model.record.scaler.scaled($1, column: $0 % sample.columns) }
      let trace = graph.forward(
        WindowSource(values: scaled, starts: [0], length: sample.size), parameters: model.parameters)
      let expected = try #require(trace.attention(of: memory))
      var got = [Float](repeating: -1, count: expected.count)
      try export.blob.withSession { session in
        _ = session.score { window[$0] }
        try session.attention(into: &got)
      }
      for (a, b) in zip(got, expected) { #expect(abs(a - b) < 1e-4, "\(sample)") }
    }
  }
}
