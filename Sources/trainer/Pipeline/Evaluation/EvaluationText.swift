import Foundation

/// An evaluation for people: the main metrics first, what they mean for events below.
struct EvaluationText {
  private let report: EvaluationReport
  private let isPerFile: Bool
  /// Events listed at most.
  private static let listedEvents = 40

  init(_ report: EvaluationReport, isPerFile: Bool) {
    self.report = report
    self.isPerFile = isPerFile
  }

  var text: String {
    var parts = [main, alarmsSentence, "95 % intervals\n" + intervals]
    if report.lines.contains(where: { $0.event != nil }) {
      parts.append("Ranges and events, at the same alarms\n" + ranges)
    }
    if report.lines.contains(where: { $0.oracle != nil }) {
      parts.append("Oracle: the best threshold, found with the labels. A bound, not a result\n" + oracle)
    }
    if !report.events.isEmpty { parts.append("Events\n" + events) }
    parts.append(eventsSentence)
    if isPerFile { parts.append("Files\n" + files) }
    parts += [filesSentence, causesSentence]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var main: String {
    var table = Table(
      .left("scores"), .right("VUS-PR"), .right("VUS-ROC"), .right("PR-AUC"), .right("ROC-AUC"), .right("F1"),
      .right("precision"), .right("recall"), .right("accuracy"), .right("false alarms"), .right("missed"))
    for line in report.lines {
      table.add(
        line.scores, Self.share(line.vusPR), Self.share(line.vusROC), Self.share(line.prAUC), Self.share(line.rocAUC),
        Self.share(line.f1), Self.share(line.precision), Self.share(line.recall), Self.share(line.accuracy),
        Self.percent(line.falseAlarmRate), Self.percent(line.missedAlarmRate))
    }
    for name in report.unfitted { table.add([name] + [String](repeating: "–", count: 10)) }
    return table.text
  }

  private var alarmsSentence: String {
    var text =
      "\(report.scored) of \(report.rows) rows have a score (\(report.rowScore.sentence)), \(report.anomalous) of them "
      + "are labelled anomalous.\n"
    if report.unknownWindows > 0 {
      text +=
        "\(Self.count(report.unknownWindows, "window")) without a verdict, missing too many samples, count for nothing.\n"
    }
    text +=
      "model: at the shipped alarm threshold\(report.isOracleThreshold ? " (oracle: chosen on labels)" : ""); the others: with as many alarms as the model "
      + "raised.\nVUS forgives \(report.buffer) rows around an event. "
    if let normal = report.normal { text += "pca, k-means and 1-nn saw \(normal)." }
    if !report.unfitted.isEmpty {
      text += "\(report.unfitted.joined(separator: ", ")): need normal windows, give --normal or the model file."
    }
    return text + "\n"
  }

  private var intervals: String {
    var table = Table(.left("scores"), .right("VUS-PR"), .right("PR-AUC"), .right("ROC-AUC"), .right("F1"))
    for line in report.lines {
      table.add(
        line.scores, Self.interval(line.intervals.vusPR), Self.interval(line.intervals.prAUC),
        Self.interval(line.intervals.rocAUC), Self.interval(line.intervals.f1))
    }
    let draws = report.bootstrap
    return table.text + "From \(draws.replicates) draws of blocks of \(draws.blockLength) rows.\n"
  }

  private var ranges: String {
    var table = Table(
      .left("scores"), .right("event F1"), .right("range F1"), .right("precision"), .right("recall"),
      .right("affiliation F1"), .right("precision"), .right("recall"), .right("point-adjusted F1"), .right("random"),
      .right("NAB"))
    for line in report.lines {
      table.add(
        line.scores, Self.share(line.event?.f1), Self.share(line.range?.f1), Self.share(line.range?.precision),
        Self.share(line.range?.recall), Self.share(line.affiliation?.f1), Self.share(line.affiliation?.precision),
        Self.share(line.affiliation?.recall), Self.share(line.pointAdjusted?.f1),
        Self.share(line.pointAdjusted?.randomF1),
        Self.points(line.nab))
    }
    return table.text
  }

  private var oracle: String {
    var table = Table(
      .left("scores"), .right("F1"), .right("event F1"), .right("range F1"), .right("affiliation F1"),
      .right("point-adjusted F1"), .right("random"), .right("NAB"))
    for line in report.lines {
      guard let oracle = line.oracle else { continue }
      table.add(
        line.scores, Self.share(oracle.f1), Self.share(oracle.eventF1), Self.share(oracle.rangeF1),
        Self.share(oracle.affiliationF1), Self.share(oracle.pointAdjusted?.f1),
        Self.share(oracle.pointAdjusted?.randomF1),
        Self.points(oracle.nab))
    }
    return table.text
  }

  private var events: String {
    let hasTime = report.events.contains { $0.time != nil }
    let isSeveral = report.files.count > 1
    var table = Table(
      [.right("rows")] + (hasTime ? [.left("begins")] : []) + (isSeveral ? [.left("file")] : [])
        + [.left("found"), .right("highest score"), .right("at row")])
    for event in report.events.prefix(Self.listedEvents) {
      let found = event.delay.map { $0 == 0 ? "at once" : "after \(Self.count($0, "row"))" } ?? "missed"
      table.add(
        ["\(event.firstRow)–\(event.lastRow)"] + (hasTime ? [event.time ?? ""] : [])
          + (isSeveral ? [Self.name(event.file)] : [])
          + [found, String(format: "%.4g", event.peakScore), "\(event.peakRow)"])
    }
    let more = report.events.count - Self.listedEvents
    return table.text + (more > 0 ? "… and \(more) more; --json lists all.\n" : "")
  }

  private var eventsSentence: String {
    guard !report.events.isEmpty else { return "" }
    let found = report.events.count { $0.delay != nil }
    var text = "\(found) of \(Self.count(report.events.count, "event")) found"
    if let delay = report.meanDelay { text += String(format: ", %.1f rows after its start on average", delay) }
    if let seconds = report.meanDelaySeconds { text += String(format: " (%.4g s)", seconds) }
    text += "; \(Self.count(report.falseAlarms ?? 0, "range")) of alarms for nothing."
    if report.unscoredEvents > 0 {
      text += " \(Self.count(report.unscoredEvents, "event")) more lie where no row has a score."
    }
    return text + "\n"
  }

  private var files: String {
    var table = Table(
      .left("file"), .right("scored"), .right("anomalous"), .right("VUS-PR"), .right("PR-AUC"), .right("ROC-AUC"),
      .right("F1"), .right("false alarms"), .right("mean score"), .right("highest"), .left("top score"))
    for file in report.files {
      table.add(
        Self.name(file.file), "\(file.scored)", "\(file.anomalous)", Self.share(file.vusPR), Self.share(file.prAUC),
        Self.share(file.rocAUC), Self.share(file.f1), Self.percent(file.falseAlarmRate),
        String(format: "%.4g", file.meanScore), String(format: "%.4g", file.maxScore),
        file.isUCRHit.map { $0 ? "hit" : "miss" } ?? "")
    }
    func mean(_ key: KeyPath<EvaluationReport.File, Double?>) -> String {
      let values = report.files.compactMap { $0[keyPath: key] }
      return Self.share(values.isEmpty ? nil : values.reduce(0, +) / Double(values.count))
    }
    table.add("mean", "", "", mean(\.vusPR), mean(\.prAUC), mean(\.rocAUC), "", "", "", "", "")
    return table.text
  }

  private var filesSentence: String {
    var text = ""
    if let files = report.ucrFiles, files > 0 {
      let hits = report.lines.map { "\($0.scores) \($0.ucrHits ?? 0)" }.joined(separator: ", ")
      text += "UCR hits, top score near the one event, of \(Self.count(files, "file")): \(hits).\n"
    }
    if let mean = report.fileRanking.rocAUCOfMean, let max = report.fileRanking.rocAUCOfMax {
      text +=
        "Files with anomalies against files without, ROC-AUC: \(Self.share(mean)) by mean score, \(Self.share(max)) by the "
        + "highest.\n"
    }
    return text
  }

  private var causesSentence: String {
    guard let causes = report.causes else { return "" }
    return
      "Blamed columns in \(Self.count(causes.rows, "row")) with known causes: HitRate@100% \(Self.share(causes.hitRate100)), "
      + "@150% \(Self.share(causes.hitRate150)); NDCG@100% \(Self.share(causes.ndcg100)), @150% "
      + "\(Self.share(causes.ndcg150)).\n"
  }

  private static func share(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "–" }
  private static func points(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "–" }
  private static func percent(_ value: Double) -> String { String(format: "%.2f %%", 100 * value) }
  private static func interval(_ value: EvaluationLine.Interval?) -> String {
    value.map { String(format: "%.3f – %.3f", $0.low, $0.high) } ?? "–"
  }
  private static func count(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
  private static func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}
