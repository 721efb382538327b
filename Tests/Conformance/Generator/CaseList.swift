import AnomalyExport
import AnomalyFormat
import AnomalyModels
import SampleModels

/// Every golden case: each precision with each kind of model, then sizes and inputs out of the ordinary.
func goldenCases() throws -> [GoldenCase] {
  var cases: [GoldenCase] = []
  for precision in Precision.allCases {
    let name = precision == .none ? "fp32" : precision.rawValue
    let plain = SampleModel(window: 8, columns: 4, hidden: [20, 6])
    let dot = SampleModel(window: 6, columns: 3, hidden: [12, 6], slots: 10, isCosine: false)
    let cosine = SampleModel(window: 6, columns: 3, hidden: [12, 6], slots: 10, isCosine: true, shrink: 0.12)
    // No count is a multiple of 4, and the widest layer takes more than one chunk of rows.
    let odd = SampleModel(window: 5, columns: 3, hidden: [67, 3])
    cases.append(try GoldenCase("autoencoder-\(name)", plain, precision, windows: plain.sampleWindows))
    cases.append(try GoldenCase("memory-dot-\(name)", dot, precision, windows: dot.sampleWindows))
    cases.append(try GoldenCase("memory-cosine-\(name)", cosine, precision, windows: cosine.sampleWindows))
    cases.append(try GoldenCase("odd-sizes-\(name)", odd, precision, windows: odd.sampleWindows))
    cases.append(try GoldenCase("missing-\(name)", dot, precision, windows: dot.windowsWithGaps))
    cases.append(try GoldenCase("readings-\(name)", plain, precision, readings: plain.sampleReadings))
    for kind: ModelKind in [.rnnForecaster, .lstmForecaster, .gruForecaster, .lstmAutoencoder, .gruAutoencoder] {
      let recurrent = SampleModel(kind, window: 7, columns: 3, options: ModelOptions(hidden: [18, 5]))
      cases.append(
        try GoldenCase("\(kind.rawValue)-\(name)", recurrent, precision, windows: recurrent.sampleWindows))
    }
    let encoder = SampleModel.transformer(window: 9, columns: 3, width: 8, heads: 2)
    let decoder = SampleModel.transformer(window: 6, columns: 3, width: 6, heads: 2, hasDecoder: true)
    let causal = try SampleModel.causalAttention
    cases.append(try GoldenCase("transformer-\(name)", encoder, precision, windows: encoder.sampleWindows))
    cases.append(try GoldenCase("transformer-decoder-\(name)", decoder, precision, windows: decoder.sampleWindows))
    cases.append(try GoldenCase("causal-attention-\(name)", causal, precision, windows: causal.windowsWithGaps))
    cases.append(
      try GoldenCase("one-value-\(name)", .oneValue, precision, windows: SampleModel.oneValue.sampleWindows))
    for kind: ModelKind in [.rnnForecaster, .lstmForecaster, .gruForecaster] {
      let recurrent = SampleModel(kind, window: 6, columns: 3, options: ModelOptions(hidden: [9, 5]))
      cases.append(
        try GoldenCase(
          carrying: "carried-\(kind.rawValue)-\(name)", recurrent, precision,
          windows: recurrent.sampleWindows + recurrent.windowsWithGaps))
    }
    let shared = SampleModel.sharedPositions
    cases.append(
      try GoldenCase(
        "shared-positions-\(name)", shared, precision,
        windows: Array(shared.sampleWindows.prefix(3) + shared.windowsWithGaps.prefix(2))))
    for (title, decision) in decisions {
      let small = SampleModel(window: 4, columns: 2, hidden: [5, 2])
      cases.append(
        try GoldenCase(
          "decision-\(title)-\(name)", small, precision, windows: small.sampleWindows + small.windowsWithGaps,
          decision: decision))
    }
    for (title, model) in try layeredModels() {
      let windows = model.sampleWindows + model.windowsWithGaps
      cases.append(try GoldenCase("\(title)-\(name)", model, precision, windows: windows))
    }
  }
  return cases
}

/// Each smoothing, with hysteresis where it can have one, and a hold.
private let decisions: [(String, DecisionRecord)] = {
  var mean = DecisionRecord()
  (mean.smoothing, mean.length, mean.hysteresis, mean.hold) = (Smoothing.mean.rawValue, 3, 0.25, 2)
  var average = DecisionRecord()
  (average.smoothing, average.weight, average.hysteresis) = (Smoothing.ewma.rawValue, 0.3, 0.1)
  var votes = DecisionRecord()
  (votes.smoothing, votes.votes, votes.length, votes.hold) = (Smoothing.votes.rawValue, 2, 3, 1)
  return [("mean", mean), ("ewma", average), ("votes", votes)]
}()

extension SampleModel {
  /// Convolutions of stride 2 in a stream that scores every sample: windows share positions with the one before the last.
  fileprivate static var sharedPositions: SampleModel {
    var options = ModelOptions(hidden: [8, 4])
    options.kernel = 11
    return SampleModel(.convAutoencoder, window: 24, columns: 3, options: options)
  }

  /// A window of one value.
  fileprivate static var oneValue: SampleModel { SampleModel(window: 1, columns: 1, hidden: [1]) }

  /// Three ordinary windows, one with a shifted column, and four that saturate.
  fileprivate var sampleWindows: [[Float]] {
    var result = windows(8, seed: 11)
    for place in Swift.stride(from: columns - 1, to: size, by: columns) { result[3][place] += 2 }
    result[4][0] = .infinity
    result[5][size - 1] = -.infinity
    result[6][size / 2] = 1e30
    for place in 0..<size { result[7][place] = place % 2 == 0 ? -1e9 : 1e9 }
    return result
  }

  /// From one missing value to none that is there.
  fileprivate var windowsWithGaps: [[Float]] {
    var result = windows(5, seed: 12)
    result[0][size / 2] = .nan
    for row in 0..<window { result[1][row * columns] = .nan }
    for place in 0..<size / 2 { result[2][place] = .nan }
    for place in 0...size / 2 { result[3][place] = -.nan }
    for place in 0..<size { result[4][place] = .nan }
    return result
  }

  /// Readings of a converter: ordinary ones, then both ends of its range.
  fileprivate var sampleReadings: [[Int16]] {
    let ordinary = windows(3, seed: 13).map { window in
      window.enumerated().map { place, value in
        let column = place % columns
        return Int16(((value - 10 * Float(column)) * 1000 / Float(column + 1)).rounded())
      }
    }
    return ordinary + [[Int16](repeating: .max, count: size), [Int16](repeating: .min, count: size)]
  }
}
