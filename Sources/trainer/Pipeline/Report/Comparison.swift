import AnomalyEvaluation
import AnomalyExport
import AnomalyFormat

/// Several models on the same recordings, side by side.
struct Comparison: Encodable {
  /// One model or blob.
  struct Entry: Encodable {
    var path: String
    var precision: String
    var isModelFile: Bool
    var blobBytes: Int
    var sessionBytes: Int
    var macs: Int
    /// Of the longest push on a Cortex-M4, modelled; absent for float programs.
    var instructions: Int?
    var window: Int
    var warn: Float
    var alarm: Float
    var scored: Int
    var alarms: Int
    /// This and the following only where labels tell what is anomalous.
    var metrics: EvaluationLine?
    var events: Int?
    var found: Int?
    var meanDelay: Double?
    var falseAlarms: Int?
  }

  var rows: Int
  /// Rows of tolerance of the volumes under the surface; absent without labels.
  var buffer: Int?
  var models: [Entry]
}

/// A model and what it made of the recordings.
struct ComparedModel {
  let path: String
  let scoring: Scoring
  let recordings: LabelledRecordings

  /// - Parameter buffer: rows of tolerance; nil without labels.
  func entry(buffer: Int?, seed: UInt64) throws -> Comparison.Entry {
    let blob = scoring.blob.blob
    var entry = Comparison.Entry(
      path: path, precision: scoring.blob.precision, isModelFile: scoring.blob.isModelFile,
      blobBytes: Int(blob.header.blobBytes), sessionBytes: blob.sessionBytes, macs: Int(blob.header.macs),
      instructions: InstructionModel(blob).map { Int($0.instructions(on: .cortexM4).rounded()) }, window: blob.window,
      warn: blob.score.warn, alarm: blob.score.alarm, scored: recordings.scores.count,
      alarms: recordings.alarms.count { $0 })
    guard let buffer else { return entry }
    let data = try LabelledScores(scores: recordings.scores, labels: recordings.labels, runs: recordings.runs)
    let measure = EvaluationMeasure(
      recordings: recordings, buffer: buffer, seed: seed, bootstrap: BlockBootstrap(for: data, seed: seed),
      isStream: !scoring.isRowSamples)
    entry.metrics = try measure.line(path, scores: recordings.scores, alarms: recordings.alarms)
    if !scoring.isRowSamples {
      let events = EventTable(
        LabelledAlarms(alarms: recordings.alarms, labels: recordings.labels, runs: recordings.runs),
        scores: recordings.scores)
      entry.events = events.events.count
      entry.found = events.foundCount
      entry.meanDelay = events.meanDelay
      entry.falseAlarms = events.falseAlarms.count
    }
    return entry
  }
}

extension Comparison {
  /// The tables for people: quality, where labels are there, and cost.
  var text: String {
    var tables = [quality, cost].compactMap(\.self).map { table -> String in
      var text = Table(table.columns.map { $0.isNumber ? .right($0.title) : .left($0.title) })
      for row in table.rows { text.add(row) }
      return text.text
    }
    if let buffer {
      tables.append(
        "Each model at its own shipped threshold, on the rows that it scores. VUS forgives \(buffer) rows around an event.\n"
      )
    } else {
      tables.append("No row is labelled anomalous: how many alarms are right is not known.\n")
    }
    return tables.joined(separator: "\n")
  }
}
