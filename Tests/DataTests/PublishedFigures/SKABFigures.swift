import AnomalyData
import AnomalyEvaluation
import Foundation

/// The table of the Skoltech Anomaly Benchmark: F1, false and missed alarm rate of each published method, re-scored from its
/// stored predictions.
///
/// The predictions themselves are not at hand; but with the rows of the recordings, the two rates of a method fix its four counts
/// but for rounding, and these its F1.
struct SKABFigures {
  let data: URL
  /// Methods whose published F1 does not follow from their two rates on all rows of the recordings.
  private static let partial = ["Vanilla LSTM", "MSCRED"]
  /// Rates are written to 0.01 %, F1 to 0.0001.
  private static let rounding = 0.0002

  func areEqual() throws -> Bool {
    let labels = try testLabels()
    let anomalous = labels.count { $0 }
    let table = try String(
      contentsOf: data.appendingPathComponent("targets/skab_published_predictions.csv"), encoding: .utf8)
    var differing = 0
    let lines = table.split(whereSeparator: \.isNewline).dropFirst().filter { line in
      !Self.partial.contains { line.hasPrefix($0) }
    }
    for line in lines {
      let fields = line.split(separator: ",").map(String.init)
      guard let f1 = Double(fields[1]), let far = Double(fields[2]), let mar = Double(fields[3]) else { continue }
      let falseAlarms = Int((far / 100 * Double(labels.count - anomalous)).rounded())
      let missed = Int((mar / 100 * Double(anomalous)).rounded())
      let confusion = Confusion(
        truePositives: anomalous - missed, falsePositives: falseAlarms,
        trueNegatives: labels.count - anomalous - falseAlarms, falseNegatives: missed)
      if abs(confusion.f1 - f1) > Self.rounding {
        differing += 1
        print("SKAB \(fields[0]): published F1 \(f1), here \(confusion.f1)")
      }
    }
    let always = Confusion(alarms: labels.map { _ in true }, labels: labels).f1
    print("SKAB: \(lines.count) methods, F1 of \(differing) differs; always anomaly \(always) on \(labels.count) rows")
    return !lines.isEmpty && differing == 0
  }

  /// Labels of the rows after the first 400 of every recording with anomalies.
  private func testLabels() throws -> [Bool] {
    var labels: [Bool] = []
    for folder in ["valve1", "valve2", "other"] {
      let path = data.appendingPathComponent("skab/\(folder)")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path.path)) ?? []
      for name in names.sorted() where name.hasSuffix(".csv") {
        var options = ReadOptions()
        options.label = "anomaly"
        options.exclude = ["changepoint"]
        let frame = try Frame(reading: [path.appendingPathComponent(name).path], options: options)
        labels += (frame.labels ?? []).dropFirst(400).map { $0 != 0 }
      }
    }
    return labels
  }
}
