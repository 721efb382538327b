import AnomalyEvaluation
import AnomalyReport

extension ReportSource {
  /// What came of it, in figures and in words.
  var overview: Page.Section {
    Page.Section("Overview", "Overview", [.tiles(tiles), .text(verdict)] + remarks.map { .text($0) })
  }

  private var alarmCount: Int { recordings.alarms.count { $0 } }
  private var alarmShare: Double { Double(alarmCount) / Double(max(1, recordings.alarms.count)) }

  private var tiles: [Page.Tile] {
    var tiles: [Page.Tile] = []
    if let evaluation, let line = evaluation.lines.first {
      tiles.append(.init("VUS-PR", Wording.share(line.vusPR), "95 %: \(Wording.interval(line.intervals.vusPR))"))
      tiles.append(.init("ROC-AUC", Wording.share(line.rocAUC), "95 %: \(Wording.interval(line.intervals.rocAUC))"))
      tiles.append(
        .init("F1 at the threshold", Wording.share(line.f1), "95 %: \(Wording.interval(line.intervals.f1))"))
      if !evaluation.events.isEmpty {
        let found = evaluation.events.count { $0.delay != nil }
        tiles.append(
          .init(
            "events found", "\(found) of \(evaluation.events.count)",
            evaluation.meanDelay.map { "\(significant($0)) rows late on average" } ?? ""))
        if let falseAlarms = evaluation.falseAlarms {
          tiles.append(
            .init(
              "false alarms", Wording.grouped(falseAlarms), "\(Wording.percent(line.falseAlarmRate)) of normal rows"))
        }
      }
    } else {
      tiles.append(.init("alarms", Wording.grouped(alarmCount), "\(Wording.percent(alarmShare)) of scored rows"))
      if let highest = recordings.scores.max() {
        tiles.append(
          .init(
            "highest score", significant(highest),
            "\(significant(highest / max(alarm, .leastNormalMagnitude))) × the alarm threshold"))
      }
    }
    tiles.append(.init("alarm threshold", significant(alarm), "warn at \(significant(warn))"))
    let blob = scoring.blob.blob
    tiles.append(
      .init(
        scoring.blob.isModelFile ? "model file" : "blob", Wording.bytes(Int(blob.header.blobBytes)),
        "\(Wording.bytes(blob.sessionBytes)) for a session"))
    return tiles
  }

  private var verdict: String {
    let alarmed = Wording.count(alarmCount, "row")
    guard let evaluation else {
      return "At the shipped threshold \(alarmed) of \(Wording.grouped(recordings.scores.count)) raised an alarm. "
        + (recordings.isLabelled
          ? "No labelled row is anomalous, so that every alarm is a false one and metrics that need both kinds are left out."
          : "The recordings carry no labels, so that nothing here says whether that is right.")
    }
    guard let falseAlarms = evaluation.falseAlarms, !evaluation.events.isEmpty else {
      return "At the shipped threshold \(alarmed) of \(Wording.grouped(evaluation.scored)) raised an alarm; "
        + "\(Wording.grouped(evaluation.anomalous)) are labelled anomalous."
    }
    let found = evaluation.events.count { $0.delay != nil }
    return "At the shipped threshold \(alarmed) of \(Wording.grouped(evaluation.scored)) raised an alarm. "
      + "\(found) of \(Wording.count(evaluation.events.count, "labelled event")) were found; "
      + "\(Wording.count(falseAlarms, "range")) of alarms touched none."
  }

  /// What a reader must know before believing the figures.
  private var remarks: [String] {
    var remarks: [String] = []
    if let evaluation, let line = evaluation.lines.first, let own = line.vusPR {
      let better = evaluation.lines.dropFirst().filter { ($0.vusPR ?? 0) > own }.map(\.scores)
      if !better.isEmpty {
        remarks.append(
          "Beware: by VUS-PR the model is behind \(Wording.list(better)), for which no network had to be trained.")
      }
    }
    if columns.count > 1, alarmCount > 0 {
      remarks.append(
        "The columns that raised the alarms, the strongest first: "
          + "\(Wording.list(ranking.prefix(3).map { columns[$0].quantity })).")
    }
    remarks += model?.model.record.training.warnings ?? []
    return remarks
  }
}
