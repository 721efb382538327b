import AnomalyEvaluation
import Foundation
import Testing

/// Metrics of generated series by other packages; `tools/metrics-reference` writes the file.
struct GoldenMetrics: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Volume: Decodable, Sendable {
      let buffer: Int
      let roc: Double
      let pr: Double
    }
    struct Oracle: Decodable, Sendable {
      let eventF1: Double
      /// Nil where TSB-AD never adjusts the first row.
      let pointAdjustedF1: Double?
      let rangeF1: Double
      let affiliationF1: Double
    }
    let name: String
    let series: Series
    let threshold: Float
    let volumes: [Volume]
    let rocAUC: Double
    let prAUC: Double
    let eventF1: Double
    let pointAdjustedF1: Double?
    let rangePrecision: Double
    let rangeRecall: Double
    let rangeF1: Double
    let affiliationPrecision: Double?
    let affiliationRecall: Double
    let nab: Double
    let nabWindows: Int
    let nabBest: Double
    let oracle: Oracle

    var testDescription: String { name }
    func data() throws -> LabelledScores { try LabelledScores(scores: series.scores, labels: series.labels) }
    func alarms() throws -> LabelledAlarms { try data().alarms(above: threshold) }
  }

  /// How a series is made; the tool's text says it in full.
  struct Series: Decodable, Sendable {
    let seed: UInt64
    let rows: Int
    let memory: Int
    let lag: Int
    let step: Int
    /// First row, last row, gain.
    let events: [[Int]]

    var scores: [Float] {
      var source = CongruentialSource(state: seed)
      var level = 500
      return (0..<rows).map { row in
        level = (memory * level + source.draw(1000)) / (memory + 1)
        let gain = events.first { ($0[0]...$0[1]).contains(row - lag) }.map { $0[2] } ?? 0
        return Float((level + gain) / step)
      }
    }

    var labels: [Bool] { (0..<rows).map { row in events.contains { ($0[0]...$0[1]).contains(row) } } }
  }

  struct Buffer: Decodable, Sendable {
    let seed: UInt64
    let rows: Int
    let period: Int
    let noise: Int
    let buffer: Int

    var column: [Float] {
      var source = CongruentialSource(state: seed)
      return (0..<rows).map { row in
        let triangle = 400 * abs(2 * (row % period) - period) / period
        return Float((triangle * 10 + source.draw(noise)) / 10)
      }
    }
  }

  struct Causes: Decodable, Sendable {
    let seed: UInt64
    let rows: Int
    let columns: Int
    let hit100: Double
    let hit150: Double
    let ndcg100: Double
    let ndcg150: Double
  }

  let cases: [Case]
  let buffers: [Buffer]
  let causes: [Causes]

  static let all: GoldenMetrics = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("metrics.json")
    // swift-format-ignore: NeverUseForceTry
    return try! JSONDecoder().decode(GoldenMetrics.self, from: Data(contentsOf: file))
  }()
}

/// x ← (1103515245 x + 12345) mod 2³¹, numbers from its upper bits.
struct CongruentialSource {
  var state: UInt64

  mutating func draw(_ limit: Int) -> Int {
    state = (state * 1_103_515_245 + 12_345) % (1 << 31)
    return Int(state >> 16) % limit
  }
}

/// Whether two sums of the same terms in another order are equal.
func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-10 * max(1, abs(b)) }
