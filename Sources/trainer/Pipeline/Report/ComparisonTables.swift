import AnomalyReport

/// The tables that the terminal and the page share.
extension Comparison {
  /// How good; nil without labels.
  var quality: PageTable? {
    if buffer == nil { return nil }
    var table = PageTable(
      title: "quality", .text("model"), .number("VUS-PR"), .number("95 %"), .number("PR-AUC"), .number("ROC-AUC"),
      .number("F1"), .number("precision"), .number("recall"), .number("false alarms"), .number("events found"),
      .number("delay, rows"), .number("false ranges"))
    for model in models {
      guard let line = model.metrics else { continue }
      table.add(
        Wording.name(model.path), Wording.share(line.vusPR), Wording.interval(line.intervals.vusPR),
        Wording.share(line.prAUC), Wording.share(line.rocAUC), Wording.share(line.f1), Wording.share(line.precision),
        Wording.share(line.recall), Wording.percent(line.falseAlarmRate),
        model.found.map { "\($0) of \(model.events ?? 0)" } ?? "–", model.meanDelay.map { significant($0) } ?? "–",
        model.falseAlarms.map { "\($0)" } ?? "–")
    }
    let best = models.indices.max { (models[$0].metrics?.vusPR ?? 0) < (models[$1].metrics?.vusPR ?? 0) }
    table.emphasised = best
    return table
  }

  /// What it takes on a device, and how often it raised an alarm.
  var cost: PageTable {
    var table = PageTable(
      title: "cost", .text("model"), .text("precision"), .number("bytes"), .number("session"), .number("MACs a window"),
      .number("instructions, Cortex-M4"), .number("window"), .number("alarm above"), .number("scored"),
      .number("alarms"))
    for model in models {
      table.add(
        Wording.name(model.path), model.precision + (model.isModelFile ? ", model file" : ""),
        Wording.grouped(model.blobBytes), Wording.grouped(model.sessionBytes), Wording.grouped(model.macs),
        model.instructions.map { Wording.grouped($0) } ?? "–", Wording.grouped(model.window), significant(model.alarm),
        Wording.grouped(model.scored), Wording.grouped(model.alarms))
    }
    return table
  }
}
