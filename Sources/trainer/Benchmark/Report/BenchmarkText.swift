import Foundation

/// A benchmark for people: series first, then the set.
struct BenchmarkText {
  let report: BenchmarkReport

  var text: String {
    var parts = ["\(report.set): \(report.rule).\n"]
    let detectors = report.series.reduce(into: [String]()) { names, row in
      if !names.contains(Self.title(row)) { names.append(Self.title(row)) }
    }
    parts += detectors.map { "\($0)\n" + seriesTable($0) }
    parts.append(
      "All series\(report.seeds.count > 1 ? ", mean over \(report.seeds.count) seeds (least … most)" : "")\n" + lines)
    if let reason = report.unpublished { parts.append("No published figures: \(reason).\n") }
    return parts.joined(separator: "\n")
  }

  private static func title(_ row: BenchmarkReport.Series) -> String {
    "\(row.model), \(row.precision == "none" ? "fp32" : row.precision), seed \(row.seed)"
  }

  /// The series of one model, precision and seed.
  private func seriesTable(_ title: String) -> String {
    let metrics = report.metrics.filter(\.isPerSeries)
    var table = Table(
      [.left("series")] + metrics.map { .right($0.rawValue) }
        + [.right("window"), .right("training"), .right("µs/row"), .right("blob")])
    for row in report.series where Self.title(row) == title {
      table.add(
        [row.name] + metrics.map { Self.number(row.figures[$0], $0) }
          + [
            "\(row.window)", String(format: "%.2f s", row.trainingSeconds), String(format: "%.1f", row.microseconds),
            "\(row.blobBytes)",
          ])
    }
    return table.text
  }

  private var lines: String {
    let hasGroups = report.lines.contains { $0.group != .all }
    var table = Table(
      [.left("detector")] + (hasGroups ? [.left("series")] : []) + report.metrics.map { .right($0.rawValue) }
        + [.right("training"), .right("µs/row"), .right("largest blob")])
    for line in report.lines {
      let group = line.series.map { "\($0) of \(line.group.rawValue)" } ?? line.group.rawValue
      let figures = report.metrics.map { metric in line.figures[metric].map { Self.spread($0, metric) } ?? "–" }
      let costs = [
        line.trainingSeconds.map { String(format: "%.1f s", $0) },
        line.microseconds.map { String(format: "%.1f", $0) }, line.blobBytes.map { "\($0)" },
      ]
      table.add([Self.name(line)] + (hasGroups ? [group] : []) + figures + costs.map { $0 ?? "–" })
    }
    return table.text
  }

  private static func name(_ line: BenchmarkReport.Line) -> String {
    switch line.origin {
    case .model: line.precision.map { "\(line.name), \($0 == "none" ? "fp32" : $0)" } ?? line.name
    case .baseline: line.name
    case .published: "published: \(line.name)"
    }
  }

  private static func spread(_ spread: BenchmarkReport.Spread, _ metric: BenchmarkMetric) -> String {
    let mean = number(spread.mean, metric)
    let (least, most) = (number(spread.least, metric), number(spread.most, metric))
    return least == most ? mean : "\(mean) (\(least) … \(most))"
  }

  private static func number(_ value: Double?, _ metric: BenchmarkMetric) -> String {
    guard let value else { return "–" }
    switch metric {
    case .ucrHit: return value == value.rounded() ? "\(Int(value))" : String(format: "%.1f", value)
    case .nabStandard, .nabFewFalseAlarms, .nabFewMisses, .nabShipped: return String(format: "%.1f", value)
    case .f1, .falseAlarmRate, .missedAlarmRate, .vusPR, .vusROC, .prAUC, .rocAUC, .hitRate100, .ndcg100, .fileAUC:
      return String(format: "%.4f", value)
    }
  }
}
