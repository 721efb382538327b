import AnomalyReport
import Foundation

extension ReportSource {
  /// The model beside detectors that need no training, with intervals; several files one by one.
  var baselines: Page.Section {
    let (name, title) = ("Baselines", "Beside simple detectors")
    guard let evaluation else {
      let reason =
        recordings.isLabelled ? "no labelled row is anomalous." : "the recordings carry no labels to compare with."
      return Page.Section(name, title, missing: reason)
    }
    var blocks: [Page.Block] = [
      .text(
        "The model at its shipped threshold, the others with as many alarms as the model raised. VUS forgives "
          + "\(Wording.count(evaluation.buffer, "row")) around an event. Point-adjusted F1 flatters: read it beside that of a "
          + "random score."),
      .table(main(evaluation)),
      .text(fitted(evaluation)),
    ]
    if evaluation.files.count > 1 { blocks.append(.fold("File by file", [.table(files(evaluation))])) }
    return Page.Section(name, title, blocks)
  }

  private func main(_ evaluation: EvaluationReport) -> PageTable {
    var table = PageTable(
      title: "metrics of the model and of simple detectors", .text("scores"), .number("VUS-PR"), .number("95 %"),
      .number("PR-AUC"), .number("ROC-AUC"), .number("F1"), .number("95 %"), .number("false alarms"), .number("missed"),
      .number("event F1"), .number("affiliation F1"), .number("point-adjusted F1"), .number("random"))
    for line in evaluation.lines {
      table.add(
        line.scores, Wording.share(line.vusPR), Wording.interval(line.intervals.vusPR), Wording.share(line.prAUC),
        Wording.share(line.rocAUC), Wording.share(line.f1), Wording.interval(line.intervals.f1),
        Wording.percent(line.falseAlarmRate), Wording.percent(line.missedAlarmRate), Wording.share(line.event?.f1),
        Wording.share(line.affiliation?.f1), Wording.share(line.pointAdjusted?.f1),
        Wording.share(line.pointAdjusted?.randomF1))
    }
    table.emphasised = 0
    return table
  }

  private func fitted(_ evaluation: EvaluationReport) -> String {
    var text =
      "95 % intervals from \(evaluation.bootstrap.replicates) draws of blocks of "
      + "\(Wording.count(evaluation.bootstrap.blockLength, "row"))."
    if let normal = evaluation.normal { text += " pca, k-means and 1-nn learnt from \(normal)." }
    if !evaluation.unfitted.isEmpty {
      text += " Not shown: \(Wording.list(evaluation.unfitted)) need normal windows; give --normal or --model."
    }
    return text
  }

  private func files(_ evaluation: EvaluationReport) -> PageTable {
    var table = PageTable(
      title: "metrics of each file", .text("file"), .number("scored"), .number("anomalous"), .number("VUS-PR"),
      .number("PR-AUC"), .number("ROC-AUC"), .number("F1"), .number("false alarms"), .number("mean score"),
      .number("highest"))
    for file in evaluation.files {
      table.add(
        Wording.name(file.file), Wording.grouped(file.scored), Wording.grouped(file.anomalous),
        Wording.share(file.vusPR),
        Wording.share(file.prAUC), Wording.share(file.rocAUC), Wording.share(file.f1),
        Wording.percent(file.falseAlarmRate),
        significant(file.meanScore), significant(file.maxScore))
    }
    return table
  }
}
