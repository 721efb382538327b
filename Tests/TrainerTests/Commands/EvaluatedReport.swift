import Foundation
import Testing

/// What the tests look at of the JSON of `trainer evaluate`.
struct EvaluatedReport: Decodable {
  struct Interval: Decodable {
    var low: Double
    var high: Double
  }
  struct PointAdjusted: Decodable {
    var f1: Double
    var randomF1: Double
  }
  struct Line: Decodable {
    var scores: String
    var rocAUC: Double
    var prAUC: Double
    var vusROC: Double
    var vusPR: Double
    var accuracy: Double
    var precision: Double
    var recall: Double
    var f1: Double
    var falseAlarmRate: Double
    var missedAlarmRate: Double
    var intervals: [String: Interval]
    var pointAdjusted: PointAdjusted
  }
  struct Event: Decodable {
    var firstRow: Int
    var lastRow: Int
    var delay: Int?
    var delaySeconds: Double?
  }
  struct LeftOut: Decodable {
    var file: String
    var reason: String
  }
  struct File: Decodable {
    var file: String
    var anomalous: Int
  }
  struct Ranking: Decodable {
    var rocAUCOfMean: Double?
    var rocAUCOfMax: Double?
  }
  struct Causes: Decodable {
    var rows: Int
    var hitRate100: Double
    var ndcg150: Double
  }
  var rows: Int
  var scored: Int
  var rowScore: String
  var isCausal: Bool
  var unknownWindows: Int
  var leftOut: [LeftOut]
  var meanDelay: Double?
  var meanDelaySeconds: Double?
  var anomalous: Int
  var buffer: Int
  var normal: String?
  var unfitted: [String]
  var lines: [Line]
  var events: [Event]
  var files: [File]
  var fileRanking: Ranking
  var causes: Causes?
}

extension SampleFiles {
  /// What `trainer evaluate` says to `words`, as JSON.
  func report(_ words: String...) throws -> EvaluatedReport {
    let run = try TrainerProcess.run(["evaluate"] + words + ["--json"])
    run.expectDone()
    return try JSONDecoder().decode(EvaluatedReport.self, from: run.outputBytes)
  }

  /// `test.csv` without its last column, the labels.
  func withoutLabels(_ name: String = "test.csv") throws -> String {
    try changed(name) { lines in
      for index in lines.indices { lines[index] = String(lines[index].dropLast(index == 0 ? 6 : 2)) }
    }
  }
}
