import AnomalyData
import AnomalyEvaluation
import Foundation

/// The Numenta Anomaly Benchmark's own scores, file by file, of its windowed Gaussian detector at threshold 1 (results of
/// github.com/numenta/NAB, standard profile).
///
/// The detector's raw scores are not at hand, but its rule is two lines: 1 minus the Gaussian tail of a value under mean and
/// deviation of the values before it, 6,400 at most, renewed every 100. Some stored results come from another version of it;
/// where it raises as many right and false alarms as published, the score must be the published one.
struct NABFigures {
  let data: URL
  let published: String
  /// Files on which the detector must behave as published, so that the comparison means something.
  private static let leastFiles = 18

  func areEqual() throws -> Bool {
    let windows = try JSONDecoder().decode(
      [String: [[String]]].self, from: Data(contentsOf: data.appendingPathComponent("labels/combined_windows.json")))
    var compared = 0
    var differing = 0
    for line in try String(contentsOfFile: published, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      let recording = try recording(fields[0], windows[fields[0]] ?? [])
      let counts = counts(recording)
      guard counts.hits == Int(fields[2]), counts.falseAlarms == Int(fields[3]), let expected = Double(fields[1]) else {
        continue
      }
      compared += 1
      let score = NABScore([recording], above: Float(1).nextDown).raw
      if abs(score - expected) > 1e-9 {
        differing += 1
        print("NAB \(fields[0]): published \(expected), here \(score)")
      }
    }
    print("NAB: \(compared) files with alarms as published, the score of \(differing) of them differs")
    return compared >= Self.leastFiles && differing == 0
  }

  private func recording(_ file: String, _ windows: [[String]]) throws -> NABScore.Recording {
    let frame = try Frame(reading: [data.appendingPathComponent("data/\(file)").path])
    let times = (0..<frame.rowCount).map { frame.time?.text($0) ?? "" }
    let ranges = windows.compactMap { window -> Range<Int>? in
      // Windows are written to the microsecond, rows to the second.
      guard let first = times.firstIndex(of: String(window[0].prefix(19))),
        let last = times.firstIndex(of: String(window[1].prefix(19)))
      else { return nil }
      return first..<last + 1
    }
    precondition(ranges.count == windows.count, "every window begins and ends at a row of \(file)")
    return NABScore.Recording(scores: windowedGaussian(frame.values), windows: ranges)
  }

  private func windowedGaussian(_ values: [Float]) -> [Float] {
    var window: [Double] = []
    var waiting: [Double] = []
    var (mean, deviation) = (0.0, 1.0)
    return values.map { sample in
      let value = Double(sample)
      let score = window.isEmpty ? 0 : 1 - 0.5 * erfc(abs(value - mean) / deviation / 1.4142)
      var isRenewed = true
      if window.count < 6400 {
        window.append(value)
      } else {
        waiting.append(value)
        isRenewed = waiting.count == 100
        if isRenewed {
          window = window.dropFirst(100) + waiting
          waiting = []
        }
      }
      if isRenewed {
        let count = Double(window.count)
        mean = window.reduce(0, +) / count
        deviation = (window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        if deviation == 0 { deviation = 0.000001 }
      }
      // A float would round up to 1 what is less.
      return score == 1 ? 1 : min(Float(score), Float(1).nextDown.nextDown)
    }
  }

  /// Rows that alarm after the probation, inside and outside windows.
  private func counts(_ recording: NABScore.Recording) -> (hits: Int, falseAlarms: Int) {
    let probation = min(recording.scores.count * 15 / 100, 750)
    let alarms = recording.scores.indices.filter { $0 >= probation && recording.scores[$0] == 1 }
    let hits = alarms.count { row in recording.windows.contains { $0.contains(row) } }
    return (hits, alarms.count - hits)
  }
}
