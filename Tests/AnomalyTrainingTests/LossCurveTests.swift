import AnomalyData
import AnomalyModels
import AnomalyNN
import Testing

@testable import AnomalyTraining

/// Training losses of fixed seeds, pinned: a change of initialisation, order, gradient or optimiser shows here.
@Suite struct LossCurveTests {
  /// The losses of one model, epoch by epoch.
  struct Curve: Sendable {
    let kind: ModelKind
    let validation: [Double]
  }

  @Test(arguments: [
    Curve(kind: .autoencoder, validation: [1]),
    Curve(kind: .memoryAutoencoder, validation: [1]),
  ]) func stayAsTheyWere(_ curve: Curve) throws {
    let graph = try curve.kind.graph(input: SineWindows.shape)
    let result = try Training(graph: graph, options: SineWindows.options(epochs: 6))
      .run(training: TrainingTests.training, validation: TrainingTests.validation)
    let losses = result.record.epochs.compactMap(\.validationLoss)
    #expect(losses.count == curve.validation.count)
    // Not to the bit: with fused multiply-add a CPU rounds each product and sum once, without it twice, and six epochs
    // carry such differences on. They stay below 1e-3.
    for (loss, pinned) in zip(losses, curve.validation) { #expect(abs(loss / pinned - 1) < 1e-3, "\(losses)") }
  }
}
