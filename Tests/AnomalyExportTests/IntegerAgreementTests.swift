import AnomalyExport
import AnomalyModels
import AnomalyNN
import SampleModels
import Testing

/// What 8 bits cost: scores and layers of int8 blobs beside those of the float model.
@Suite struct IntegerAgreementTests {
  private static var models: [SampleModel] {
    get throws {
      let input = Shape(steps: 12, channels: 3)
      var gan = ModelOptions(hidden: [16, 6])
      gan.outputActivation = .sigmoid
      var vae = ModelOptions(hidden: [16])
      vae.divergenceScore = 1
      let activations = try Activation.allCases.map { f in
        SampleModel(
          try Graph(
            input: input,
            layers: [
              .convolution(ConvolutionLayer(filters: 6, kernel: 3, activation: f)),
              .dense(DenseLayer(units: 10, activation: f)), .dense(DenseLayer(units: 36, activation: f)),
            ]))
      }
      let joined = SampleModel(
        try Graph(
          input: input,
          nodes: [
            Node(.dense(DenseLayer(units: 4, activation: .tanh))), Node(.repetition(RepeatLayer(count: 12))),
            Node(.join(JoinLayer()), inputs: [-1, 1]), Node(.dense(DenseLayer(units: 5, isPerStep: true))),
            Node(.convolution(ConvolutionLayer(filters: 5, kernel: 3)), inputs: [2]),
            Node(.add(AddLayer()), inputs: [3, 4]), Node(.activation(ActivationLayer(activation: .silu))),
            Node(.dense(DenseLayer(units: 3, isPerStep: true))),
          ]))
      return activations + [
        joined, SampleModel(.gan, window: 12, columns: 3, options: gan),
        SampleModel(.vae, window: 12, columns: 3, options: vae),
        SampleModel(.convAutoencoder, window: 16, columns: 3, options: ModelOptions(hidden: [8, 4])),
        SampleModel(.rnnForecaster, window: 60, columns: 2, options: ModelOptions(hidden: [20, 20])),
        SampleModel(.lstmForecaster, window: 60, columns: 2, options: ModelOptions(hidden: [20, 20])),
        SampleModel(.gruForecaster, window: 60, columns: 2, options: ModelOptions(hidden: [20, 20])),
        SampleModel(.lstmAutoencoder, window: 30, columns: 2, options: ModelOptions(hidden: [16, 8])),
        SampleModel(.gruAutoencoder, window: 30, columns: 2, options: ModelOptions(hidden: [16, 8])),
        SampleModel(.linear, window: 12, columns: 3, options: ModelOptions()),
      ]
    }
  }

  @Test func scoresOfEveryLayerAreNearThoseOfTheFloatModel() throws {
    for model in try Self.models {
      let exporter = try Exporter(model.model())
      let export = try exporter.export(.int8)
      let agreement = FloatAgreement(export, with: try exporter.export(.none))
      #expect(agreement.medianError < 0.02, "\(model): \(agreement.medianError)")
      for layer in export.layers {
        // 8 bits over a range that is 1.25 times as wide as what was seen leave some 40 dB; errors add up over layers.
        if let decibels = layer.decibels { #expect(decibels > 25, "\(layer.name) of \(model): \(decibels) dB") }
      }
    }
  }
}
