import AnomalyNN
import Foundation

extension Exporter {
  /// Calibration windows that layers are compared on.
  private static var comparedWindows: Int { 64 }

  /// Compares what every operation of a blob stores with the float reference on calibration windows.
  func layerErrors(_ encoded: EncodedProgram, in blob: LoadedBlob) throws -> [LayerError] {
    let size = graph.window.size
    let windows = Array(calibrationWindows.prefix(size * Self.comparedWindows))
    let reference = graph.forward(
      model.scaled(windows, length: size, within: ranges[.window]), parameters: model.parameters)
    return try blob.withSession { session in
      program.steps.enumerated().compactMap { index, step -> LayerError? in
        let operation = step.operation
        var error = LayerError(
          name: operation.name, rows: Int(encoded.ops[index].outputCount), columns: Int(encoded.ops[index].inputCount))
        guard let output = operation.output, case .layer(let layer) = program.buffers[output].source
        else { return error }
        let expected = reference.output(of: layer)
        let scale = encoded.outputScales.isEmpty ? nil : encoded.outputScales[index]
        // A transposed convolution may store more than its layer keeps.
        let kept = expected.count / max(windows.count / size, 1)
        var signal = 0.0
        var noise = 0.0
        for window in 0..<windows.count / size {
          let values = windows.withUnsafeBufferPointer { values in
            values.baseAddress.flatMap { session.activations(of: index, for: $0 + window * size) }
          }
          guard let stored = values else { continue }
          for (place, raw) in stored.prefix(kept).enumerated() {
            let value = scale.map { $0.scale * (Double(raw) - Double($0.zero)) } ?? Double(raw)
            let truth = Double(expected[window * kept + place])
            signal += truth * truth
            noise += (truth - value) * (truth - value)
          }
        }
        if signal > 0 { error.decibels = noise > 0 ? 10 * log10(signal / noise) : .infinity }
        return error
      }
    }
  }
}
