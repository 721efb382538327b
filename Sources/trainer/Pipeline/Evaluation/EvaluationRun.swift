import AnomalyData
import AnomalyEvaluation
import Foundation

/// From scored recordings to a report.
struct EvaluationRun {
  let scoring: Scoring
  let recordings: LabelledRecordings
  let normal: NormalWindows
  /// Rows of tolerance; nil for the period of the first column of the longest file.
  let buffer: Int?
  let seed: UInt64

  func report(causes: CauseRanking?) throws -> EvaluationReport {
    let data = try LabelledScores(scores: recordings.scores, labels: recordings.labels, runs: recordings.runs)
    let measure = EvaluationMeasure(
      recordings: recordings, buffer: buffer ?? period, seed: seed, bootstrap: BlockBootstrap(for: data, seed: seed),
      isStream: !scoring.isRowSamples)
    let events = EventTable(
      LabelledAlarms(alarms: recordings.alarms, labels: recordings.labels, runs: recordings.runs),
      scores: recordings.scores)
    let ranking = FileScores(data, files: recordings.files.map(\.scored))
    let labelled = recordings.files.reduce(0) { sum, file in
      sum + LabelledAlarms(alarms: file.labels, labels: file.labels, runs: file.frame.runs).events.count
    }
    return EvaluationReport(
      rows: recordings.rowCount, scored: recordings.scores.count, anomalous: data.anomalousCount,
      buffer: measure.buffer,
      bootstrap: .init(blockLength: measure.bootstrap.blockLength, replicates: measure.bootstrap.replicates),
      normal: normal.source,
      unfitted: Baseline.allCases.filter { $0.isFitted && normal.source == nil }.map(\.rawValue),
      lines: try lines(measure),
      events: scoring.isRowSamples ? [] : events.events.map(event),
      unscoredEvents: scoring.isRowSamples ? 0 : max(labelled - events.events.count, 0),
      falseAlarms: events.falseAlarms.count, meanDelay: events.meanDelay,
      ucrFiles: recordings.files.count { UCRHit(data, rows: $0.scored) != nil },
      fileRanking: .init(rocAUCOfMean: ranking.rocAUCOfMean, rocAUCOfMax: ranking.rocAUCOfMax),
      files: try recordings.files.map { try .init($0, recordings, buffer: measure.buffer) },
      causes: causes.map {
        .init(
          rows: $0.rows, hitRate100: $0.hitRate100, hitRate150: $0.hitRate150, ndcg100: $0.ndcg100,
          ndcg150: $0.ndcg150)
      })
  }

  /// The model at its shipped threshold, baselines with as many alarms.
  private func lines(_ measure: EvaluationMeasure) throws -> [EvaluationLine] {
    var lines = [try measure.line("model", scores: recordings.scores, alarms: recordings.alarms)]
    let windows = recordings.windows(scoring.blob.blob)
    let threads = ProcessInfo.processInfo.activeProcessorCount
    for baseline in Baseline.allCases {
      guard let scores = baseline.scores(windows, normal: normal.windows, seed: seed, threads: threads) else {
        continue
      }
      let count = baseline == .always ? scores.count : recordings.alarms.count { $0 }
      lines.append(try measure.line(baseline.rawValue, scores: scores, alarmCount: count))
    }
    return lines
  }

  /// In scored rows; rows that are windows of their own have none.
  var period: Int {
    guard !scoring.isRowSamples, let file = recordings.files.max(by: { $0.frame.rowCount < $1.frame.rowCount }) else {
      return 0
    }
    let width = file.frame.columnCount
    let column = Swift.stride(from: 0, to: file.frame.values.count, by: width).map { file.frame.values[$0] }
    let stride = max(Int(scoring.blob.blob.header.stride), 1)
    return (BufferLength.of(column) + stride - 1) / stride
  }

  private func event(_ event: EventTable.Event) -> EvaluationReport.Event {
    let (file, first) = recordings.place(event.rows.lowerBound)
    let delay = event.delay.map { recordings.place(event.rows.lowerBound + $0).row - first }
    return .init(
      file: file.path, firstRow: first, lastRow: recordings.place(event.rows.upperBound - 1).row,
      time: file.frame.time?.text(first), delay: delay, peakScore: event.peakScore,
      peakRow: recordings.place(event.peakRow).row)
  }
}
