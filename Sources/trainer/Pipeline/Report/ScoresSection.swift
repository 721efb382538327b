import AnomalyEvaluation
import AnomalyReport
import Foundation

extension ReportSource {
  /// How scores are spread, and what every threshold would have made of them.
  var scores: Page.Section {
    var charts = [histogram]
    var blocks: [Page.Block] = []
    if let curves {
      charts += [curves.roc, curves.precisionRecall]
      blocks = [.charts(charts), .heading("At the shipped threshold"), .table(confusion), .text(rates)]
    } else {
      let reason = recordings.isLabelled ? "no labelled row is anomalous" : "the recordings carry no labels"
      blocks = [.charts(charts), .text("ROC and precision-recall curves and the confusion are not shown: \(reason).")]
    }
    return Page.Section("Scores", "Scores and threshold", blocks)
  }

  // MARK: Histogram

  private var histogram: XYChart {
    let finite = recordings.scores.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
    let low = Double(finite.min() ?? 0)
    let high = max(Double(finite.max() ?? 1), low.nextUp, Double(alarm))
    let bins = ScoreBins(isLogarithmic ? max(low, high * 1e-7) : low, high, isLogarithmic: isLogarithmic, count: 60)
    let classes: [(name: String, style: String, isAnomalous: Bool)] =
      evaluation == nil
      ? [("all rows", "signal", false)] : [("normal rows", "signal", false), ("anomalous rows", "alarm", true)]
    var chart = XYChart(
      title: "How scores are spread",
      x: .init("anomaly score" + (isLogarithmic ? ", log scale" : ""), isLogarithmic: isLogarithmic),
      y: .init("% of the rows of a kind"),
      series: classes.map { one in
        let scores = zip(recordings.scores, recordings.labels).filter { $1 == one.isAnomalous }.map(\.0)
        return XYChart.Series(one.name, .steps, style: one.style, points: bins.steps(scores))
      })
    chart.y.range = 0...max(chart.series.flatMap(\.points).map(\.y).max() ?? 1, 1e-3) * 1.06
    chart.guides = [
      .init("warn threshold", style: "limit warn-limit", x: Double(warn)),
      .init("alarm threshold", style: "limit alarm-limit", x: Double(alarm)),
    ]
    return chart
  }

  // MARK: Curves

  private var curves: (roc: XYChart, precisionRecall: XYChart)? {
    guard evaluation != nil,
      let data = try? LabelledScores(scores: recordings.scores, labels: recordings.labels, runs: recordings.runs)
    else { return nil }
    let curves = RankCurves(data)
    if curves.points.isEmpty { return nil }
    let shipped = Confusion(alarms: recordings.alarms, labels: recordings.labels)
    return RankCharts.charts(
      [.init(name: "model", curves: curves, shipped: shipped, style: "s0")], chance: curves.anomalousShare)
  }

  // MARK: Confusion

  private var confusion: PageTable {
    let counts = Confusion(alarms: recordings.alarms, labels: recordings.labels)
    var table = PageTable(
      title: "confusion at the shipped threshold", .text("rows"), .number("alarm"), .number("no alarm"), .number("sum"))
    table.add(
      "labelled anomalous", Wording.grouped(counts.truePositives), Wording.grouped(counts.falseNegatives),
      Wording.grouped(counts.truePositives + counts.falseNegatives))
    table.add(
      "normal", Wording.grouped(counts.falsePositives), Wording.grouped(counts.trueNegatives),
      Wording.grouped(counts.falsePositives + counts.trueNegatives))
    table.add(
      "sum", Wording.grouped(counts.truePositives + counts.falsePositives),
      Wording.grouped(counts.trueNegatives + counts.falseNegatives), Wording.grouped(counts.total))
    return table
  }

  private var rates: String {
    let counts = Confusion(alarms: recordings.alarms, labels: recordings.labels)
    return "Precision \(Wording.percent(counts.precision)), recall \(Wording.percent(counts.recall)), false alarm rate "
      + "\(Wording.percent(counts.falseAlarmRate)), missed alarm rate \(Wording.percent(counts.missedAlarmRate)), accuracy "
      + "\(Wording.percent(counts.accuracy)), F1 \(Wording.share(counts.f1)), row by row."
  }
}

/// Bins of equal width, or of equal ratio, from the lowest to the highest score.
struct ScoreBins {
  private let low: Double
  private let high: Double
  private let isLogarithmic: Bool
  private let count: Int

  init(_ low: Double, _ high: Double, isLogarithmic: Bool, count: Int) {
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
    self.count = count
  }

  /// The left edge of bin `index`.
  private func edge(_ index: Int) -> Double {
    let share = Double(index) / Double(count)
    return isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
  }

  /// The left edge of each bin and the percentage of `scores` in it, then the right edge of the last. What lies beyond
  /// counts in the first or last bin.
  func steps(_ scores: [Float]) -> [(x: Double, y: Double)] {
    var counts = [Int](repeating: 0, count: count)
    for score in scores {
      let value = min(max(Double(score), low), high)
      let share = isLogarithmic ? log(value / low) / log(high / low) : (value - low) / (high - low)
      counts[min(max(Int(share * Double(count)), 0), count - 1)] += 1
    }
    let steps = counts.enumerated().map { (x: edge($0), y: 100 * Double($1) / Double(max(1, scores.count))) }
    return steps + [(edge(count), steps[count - 1].y)]
  }
}
