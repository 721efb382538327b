import AnomalyData
import AnomalyEvaluation
import Foundation

/// From scored recordings to a report.
struct EvaluationRun {
  let scoring: Scoring
  let recordings: LabelledRecordings
  let normal: NormalWindows
  let rowScore: RowScore
  /// Rows of tolerance; nil for the period of the first column of the longest file.
  let buffer: Int?
  let seed: UInt64

  func report(causes: CauseRanking?) throws -> EvaluationReport {
    let data = try LabelledScores(scores: recordings.scores, labels: recordings.labels, runs: recordings.runs)
    let buffer = scoring.isRowSamples ? 0 : buffer ?? period
    let measure = EvaluationMeasure(
      recordings: recordings, buffer: (buffer + recordings.step - 1) / recordings.step, seed: seed,
      bootstrap: BlockBootstrap(for: data, seed: seed), isStream: !scoring.isRowSamples)
    let events = EventTable(
      LabelledAlarms(alarms: recordings.alarms, labels: recordings.labels, runs: recordings.runs),
      scores: recordings.scores)
    let ranking = FileScores(data, files: recordings.files.map(\.scored))
    let labelled = recordings.files.reduce(0) { $0 + $1.events.count }
    let isStream = measure.isStream
    let listed = isStream ? events.events.map(event) : []
    return EvaluationReport(
      rows: recordings.rowCount, scored: recordings.scores.count, rowScore: rowScore, isCausal: rowScore.isCausal,
      unknownWindows: recordings.unknownCount, leftOut: recordings.leftOut, anomalous: data.anomalousCount,
      isOracleThreshold: scoring.blob.hasOracleThreshold, buffer: buffer,
      bootstrap: .init(
        blockLength: measure.bootstrap.blockLength * recordings.step, replicates: measure.bootstrap.replicates),
      normal: normal.source,
      unfitted: Baseline.allCases.filter { $0.isFitted && normal.source == nil }.map(\.rawValue),
      lines: try lines(measure),
      events: listed, unscoredEvents: isStream ? max(labelled - events.events.count, 0) : 0,
      falseAlarms: isStream ? events.falseAlarms.count : nil,
      meanDelay: Self.mean(listed.compactMap { $0.delay.map(Double.init) }),
      meanDelaySeconds: Self.mean(listed.compactMap(\.delaySeconds)),
      ucrFiles: isStream ? recordings.files.count { UCRHit(data, rows: $0.scored) != nil } : nil,
      fileRanking: .init(rocAUCOfMean: ranking.rocAUCOfMean, rocAUCOfMax: ranking.rocAUCOfMax),
      files: try recordings.files.map { try .init($0, recordings, measure) },
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
      guard let ofWindows = baseline.scores(windows, normal: normal.windows, seed: seed, threads: threads) else {
        continue
      }
      let scores = recordings.rowScores(ofWindows)
      let count = baseline == .always ? scores.count : recordings.alarms.count { $0 }
      lines.append(try measure.line(baseline.rawValue, scores: scores, alarmCount: count))
    }
    return lines
  }

  /// In rows; rows that are windows of their own have none.
  var period: Int {
    guard !scoring.isRowSamples, let file = recordings.files.max(by: { $0.frame.rowCount < $1.frame.rowCount }) else {
      return 0
    }
    let width = file.frame.columnCount
    return BufferLength.of(Swift.stride(from: 0, to: file.frame.values.count, by: width).map { file.frame.values[$0] })
  }

  /// As it is labelled, rows without a score counted in.
  private func event(_ event: EventTable.Event) -> EvaluationReport.Event {
    let (file, firstScored) = recordings.place(event.rows.lowerBound)
    let lastScored = recordings.place(event.rows.upperBound - 1).row
    let labelled = file.events
    let first = labelled.first { $0.contains(firstScored) }?.lowerBound ?? firstScored
    let last = labelled.first { $0.contains(lastScored) }?.last ?? lastScored
    let alarm = event.delay.map { recordings.place(event.rows.lowerBound + $0).row }
    return .init(
      file: file.path, firstRow: first, lastRow: last, time: file.frame.time?.text(first),
      delay: alarm.map { $0 - first },
      delaySeconds: alarm.flatMap { file.frame.time?.seconds(from: first, to: $0) }, peakScore: event.peakScore,
      peakRow: recordings.place(event.peakRow).row)
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
