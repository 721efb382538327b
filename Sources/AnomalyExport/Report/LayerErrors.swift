import AnomalyNN
import Foundation

extension Exporter {
  /// Calibration windows that layers are compared on.
  private static var comparedWindows: Int { 64 }

  /// Compares what every operation of a blob stores with the float reference on calibration windows.
  func layerErrors(_ encoded: EncodedProgram, in blob: LoadedBlob) throws -> [LayerError] {
    let size = model.record.graph.input.size
    let windows = Array(model.calibrationWindows.prefix(size * Self.comparedWindows))
    let reference = model.record.graph.forward(
      model.scaled(windows, within: ranges[.window]), parameters: model.parameters)
    return try blob.withSession { session in
      program.steps.enumerated().compactMap { index, step -> LayerError? in
        guard case .dense(let dense) = step else { return nil }
        var error = LayerError(name: dense.name, rows: dense.rows, columns: dense.columns)
        guard let output = dense.output, case .layer(let layer) = program.buffers[output].source else { return error }
        let expected = reference.output(of: layer)
        let scale = encoded.outputScales.isEmpty ? nil : encoded.outputScales[index]
        var signal = 0.0
        var noise = 0.0
        for window in 0..<windows.count / size {
          guard let stored = session.activations(of: index, for: { windows[window * size + $0] }) else { continue }
          for (place, raw) in stored.enumerated() {
            let value = scale.map { $0.scale * (Double(raw) - Double($0.zero)) } ?? Double(raw)
            let truth = Double(expected[window * dense.rows + place])
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
