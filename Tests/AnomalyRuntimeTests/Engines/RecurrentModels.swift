import AnomalyModels
import AnomalyNN
import SampleModels

/// Models of recurrent layers: stacks, the last state unfolded again, a repetition of what is no vector of a cell, and
/// layers before and behind.
extension EngineModels {
  static var recurrent: [SampleModel] {
    get throws {
      var models = [
        SampleModel(.rnnForecaster, window: 5, columns: 3, options: ModelOptions(hidden: [19, 6])),
        SampleModel(.lstmForecaster, window: 6, columns: 3, options: ModelOptions(hidden: [18, 5])),
        SampleModel(.gruForecaster, window: 4, columns: 5, options: ModelOptions(hidden: [17, 7])),
        SampleModel(.lstmAutoencoder, window: 5, columns: 2, options: ModelOptions(hidden: [9, 4])),
        SampleModel(.gruAutoencoder, window: 6, columns: 3, options: ModelOptions(hidden: [20, 3])),
      ]
      let input = Shape(steps: 6, channels: 3)
      for cell in RecurrentLayer.Cell.allCases {
        models.append(
          SampleModel(
            try Graph(
              input: input,
              nodes: [
                Node(.convolution(ConvolutionLayer(filters: 5, kernel: 3))),
                Node(.recurrent(RecurrentLayer(cell: cell, units: 5, returnsSequence: true))),
                Node(.add(AddLayer()), inputs: [0, 1]),
                Node(.activation(ActivationLayer(activation: .relu))),
                Node(.recurrent(RecurrentLayer(cell: cell, units: 3, returnsSequence: true))),
              ])))
      }
      return models
    }
  }
}
