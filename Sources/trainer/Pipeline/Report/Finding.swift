import AnomalyEvaluation
import AnomalyReport

/// A stretch of rows worth a look: alarms, or a labelled anomaly without one.
struct Finding {
  /// What a stretch is.
  enum Kind {
    /// Alarms on labelled rows; rows from the start of the label to the first alarm.
    case found(delay: Int)
    /// Alarms where nothing is labelled.
    case falseAlarm
    /// A label without an alarm.
    case missed
    /// Alarms in recordings without labels.
    case alarm

    var text: String {
      switch self {
      case .found(let delay):
        delay == 0 ? "labelled anomaly, found at once" : "labelled anomaly, found after \(Wording.count(delay, "row"))"
      case .falseAlarm: "false alarm"
      case .missed: "labelled anomaly, missed"
      case .alarm: "alarm"
      }
    }
  }

  var view: Int
  var rows: Range<Int>
  var kind: Kind
  /// The row of the highest score.
  var peak: Int
  var score: Float
}

extension ReportSource {
  /// Alarms with at most a window between them as one, and labelled ranges without an alarm; the highest scores first.
  func findings() -> [Finding] {
    views.indices.flatMap { findings(in: $0) }.sorted { $0.score > $1.score }
  }

  private func findings(in index: Int) -> [Finding] {
    let view = views[index]
    let alarms = view.alarms(view.allRows)
    let scores = view.scores(view.allRows)
    let runs = view.file.frame.runs
    let labels = recordings.isLabelled ? view.file.labels : [Bool](repeating: false, count: alarms.count)
    let decisions = LabelledAlarms(alarms: alarms, labels: labels, runs: runs)
    func finding(_ rows: Range<Int>, _ kind: Finding.Kind) -> Finding? {
      guard let peak = rows.filter({ scores[$0].isFinite }).max(by: { scores[$0] < scores[$1] }) else { return nil }
      return Finding(view: index, rows: rows, kind: kind, peak: peak, score: scores[peak])
    }
    let merged = joined(decisions.alarmRanges, runs, labels)
    let events = decisions.events
    let raised = merged.compactMap { rows -> Finding? in
      guard recordings.isLabelled else { return finding(rows, .alarm) }
      let event = events.first { $0.overlaps(rows) }
      guard let event, let first = event.first(where: { alarms[$0] }) else { return finding(rows, .falseAlarm) }
      let whole = min(rows.lowerBound, event.lowerBound)..<max(rows.upperBound, event.upperBound)
      return finding(whole, .found(delay: first - event.lowerBound))
    }
    let missed = events.filter { event in !event.contains { alarms[$0] } }.compactMap { finding($0, .missed) }
    return raised + missed
  }

  /// Ranges with at most a window of rows between them as one; never over the end of a run, nor from rows beside a label
  /// into it.
  private func joined(_ ranges: [Range<Int>], _ runs: [Range<Int>], _ labels: [Bool]) -> [Range<Int>] {
    let ends = Set(runs.map(\.lowerBound))
    let gap = scoring.isRowSamples ? 0 : scoring.blob.blob.window
    var result: [Range<Int>] = []
    for range in ranges {
      if let last = result.last, range.lowerBound - last.upperBound <= gap,
        !(last.upperBound...range.lowerBound).contains(where: ends.contains),
        labels[last].contains(true) == labels[range].contains(true)
      {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}
