import AnomalyData
import AnomalyExport
import AnomalyFormat
import AnomalyReport
import AnomalyRuntime

extension ReportSource {
  /// What everything above was made from, enough to make it again.
  var provenance: Page.Section {
    Page.Section(
      "Provenance", "Provenance",
      [
        .table(facts), .heading("Recordings"), .table(files), .fold("Columns and scaling", [.table(scaling)]),
      ])
  }

  private var facts: PageTable {
    var table = PageTable(title: "provenance", .text("what"), .text("value"))
    table.add("report by", "trainer \(RuntimeVersion.text), blob format \(FormatVersion.major).\(FormatVersion.minor)")
    table.add("scored with", path)
    table.add("its digest", Self.digest(scoring.blob.blob))
    if let model, model.path != path { table.add("model file", model.path) }
    table.add("seed of the report", "\(seed)")
    for line in String(decoding: scoring.blob.bytes(of: .provenance), as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      let value = parts.count > 1 ? String(parts[1]) : ""
      table.add(parts[0] == "data" ? "training data" : String(parts[0]), value)
    }
    if let record = model?.model.record {
      table.add("training", record.training.summary)
      table.add("warn rule", record.warnRule.text)
      table.add("alarm rule", record.alarmRule.text)
      table.add("parameters", Wording.grouped(model?.model.parameters.count ?? 0))
    }
    return table
  }

  private static func digest(_ blob: Blob) -> String { "CRC-32C " + String(blob.header.checksum, radix: 16) }

  private var files: PageTable {
    var table = PageTable(
      title: "recordings", .text("file"), .number("rows"), .number("columns"), .number("runs"), .text("from"),
      .text("to"),
      .number("labelled rows"), .text("FNV-1a of values"))
    for view in views {
      let frame = view.file.frame
      table.add(
        view.file.path, Wording.grouped(frame.rowCount), "\(frame.columnCount)", "\(frame.runs.count)",
        frame.time?.text(0) ?? "–", frame.time?.text(frame.rowCount - 1) ?? "–",
        recordings.isLabelled ? Wording.grouped(view.file.labels.count { $0 }) : "no labels",
        String(frame.digest, radix: 16))
    }
    return table
  }

  private var scaling: PageTable {
    var table = PageTable(
      title: "columns and scaling", .text("column"), .text("unit"), .number("center"), .number("gain"))
    let blob = scoring.blob.blob
    for (index, column) in columns.enumerated() {
      let record = blob.column(index)
      table.add(
        column.quantity, column.unit, significant(record.center), significant(record.gain * blob.header.residualUnit))
    }
    return table
  }
}
