import AnomalyEvaluation
import AnomalyFormat
import AnomalyReport
import AnomalyRuntime

/// The page of a comparison: tables, curves of all models, their scores over the rows.
struct ComparisonPage {
  let comparison: Comparison
  let models: [ComparedModel]
  let seed: UInt64

  private static let fileLimit = 4
  /// Curves that colours and dashes tell apart.
  private static let curveLimit = 8

  func page() -> Page {
    let files = models[0].recordings.files.map(\.path)
    return Page(
      title: "\(Wording.count(models.count, "model")) compared",
      subtitle: "on \(Wording.list(files.prefix(3).map(Wording.name)))"
        + (files.count > 3 ? " and \(Wording.count(files.count - 3, "more file"))" : ""),
      sections: [overview, scores, curves, provenance])
  }

  private var overview: Page.Section {
    var blocks: [Page.Block] = []
    if let quality = comparison.quality, let buffer = comparison.buffer {
      blocks = [
        .text(
          "Each model at its own shipped threshold, on the rows that it scores; the highest VUS-PR stands out. VUS forgives "
            + "\(Wording.count(buffer, "row")) around an event. Where intervals overlap widely, the recordings are too short to "
            + "tell which model is better."),
        .table(quality), .heading("Cost on a device"),
      ]
    } else {
      blocks = [.text("No row is labelled anomalous: how many alarms are right is not known.")]
    }
    return Page.Section("Models", "Side by side", blocks + [.table(comparison.cost)])
  }

  /// For each file the scores of all models, one below the other.
  private var scores: Page.Section {
    var blocks: [Page.Block] = [
      .text("The score of each model with its thresholds, and below them when each raised an alarm.")
    ]
    for file in models[0].recordings.files.prefix(Self.fileLimit) {
      let views = models.map { model in
        model.recordings.files.first { $0.path == file.path }.map { RecordingView($0) }
      }
      let rows = 0..<file.frame.rowCount
      let panels = zip(models, views).compactMap { model, view -> StreamChart.Panel? in
        guard let view else { return nil }
        var panel = StreamChart.Panel(
          heading: Wording.name(model.path), lines: [StreamChart.Line("score", .score, values: view.scores(rows))],
          height: 110, isLogarithmic: ScorePicture.ScoreScale.automatic.isLogarithmic(for: model.recordings.scores))
        panel.warn = model.scoring.blob.blob.score.warn
        panel.alarm = model.scoring.blob.blob.score.alarm
        return panel
      }
      let index = blocks.count
      var chart = StreamChart(
        title: "scores of \(Wording.name(file.path))", rowCount: rows.count, panels: panels, group: "file-\(index)",
        identifier: "scores-\(index)")
      chart.times = file.frame.time?.unixSeconds
      chart.hasWideNames = true
      chart.lanes = zip(models, views).compactMap { model, view in
        view.map { StreamChart.Lane(Wording.name(model.path), style: "alarm", marks: $0.alarms(rows)) }
      }
      if models[0].recordings.isLabelled {
        chart.labels = file.labels
        chart.lanes.append(StreamChart.Lane("label", style: "fault", marks: file.labels))
      }
      blocks += [.heading(Wording.name(file.path)), .stream(chart)]
    }
    return Page.Section("Scores", "Scores and alarms", blocks)
  }

  private var curves: Page.Section {
    let curves = models.prefix(Self.curveLimit).enumerated().compactMap { index, model -> RankCharts.Curve? in
      let recordings = model.recordings
      guard comparison.buffer != nil,
        let data = try? LabelledScores(scores: recordings.scores, labels: recordings.labels, runs: recordings.runs)
      else { return nil }
      return RankCharts.Curve(
        name: Wording.name(model.path), curves: RankCurves(data),
        shipped: Confusion(alarms: recordings.alarms, labels: recordings.labels), style: "s\(index)")
    }
    guard let chance = curves.first?.curves.anomalousShare else {
      return Page.Section("Curves", "Every threshold", missing: "no row is labelled anomalous.")
    }
    let charts = RankCharts.charts(curves, chance: chance)
    return Page.Section("Curves", "Every threshold", [.charts([charts.roc, charts.precisionRecall])])
  }

  private var provenance: Page.Section {
    var table = PageTable(title: "models", .text("model"), .text("file"), .text("CRC-32C"), .text("made by"))
    for model in models {
      let lines = String(decoding: model.scoring.blob.bytes(of: .provenance), as: UTF8.self).split(separator: "\n")
      table.add(
        Wording.name(model.path), model.path, String(model.scoring.blob.blob.header.checksum, radix: 16),
        lines.joined(separator: "; "))
    }
    var files = PageTable(title: "recordings", .text("file"), .number("rows"), .text("FNV-1a of values"))
    for file in models[0].recordings.files {
      files.add(file.path, Wording.grouped(file.frame.rowCount), String(file.frame.digest, radix: 16))
    }
    return Page.Section(
      "Provenance", "Provenance",
      [.text("Made by trainer \(RuntimeVersion.text) with seed \(seed)."), .table(table), .table(files)])
  }
}
