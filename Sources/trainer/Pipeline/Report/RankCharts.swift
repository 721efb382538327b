import AnomalyEvaluation
import AnomalyReport

/// ROC and precision-recall curves of one or several models on the same rows.
enum RankCharts {
  /// One model.
  struct Curve {
    var name: String
    var curves: RankCurves
    /// At the shipped threshold.
    var shipped: Confusion
    /// A class of the page's series.
    var style: String
  }

  /// Both charts; `chance` is the share of anomalous rows.
  static func charts(_ all: [Curve], chance: Double) -> (roc: XYChart, precisionRecall: XYChart) {
    let unit = -0.01...1.01
    var roc = XYChart(
      title: "ROC", x: .init("false alarm rate", range: unit), y: .init("recall", range: unit),
      series: all.map { one in
        XYChart.Series(
          one.name, .line, style: one.style,
          points: thinned([(0, 0)] + one.curves.points.map { ($0.falseAlarmRate, $0.recall) }))
      })
    var precisionRecall = XYChart(
      title: "Precision and recall", x: .init("recall", range: unit), y: .init("precision", range: unit),
      series: all.map { one in
        XYChart.Series(
          one.name, .line, style: one.style, points: thinned(one.curves.points.map { ($0.recall, $0.precision) }))
      })
    for one in all {
      let name = "shipped threshold"
      let style = all.count == 1 ? "over-dot" : one.style
      roc.series.append(
        .init(name, .dots, style: "big \(style)", points: [(one.shipped.falseAlarmRate, one.shipped.recall)]))
      precisionRecall.series.append(
        .init(name, .dots, style: "big \(style)", points: [(one.shipped.recall, one.shipped.precision)]))
    }
    roc.guides = [.init("random score", style: "chance", from: (0, 0), to: (1, 1))]
    precisionRecall.guides = [.init("random score", style: "chance", from: (0, chance), to: (1, chance))]
    return (roc, precisionRecall)
  }

  /// First, last, and the points between that are at least a pixel from the one before.
  private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    for (index, point) in points.enumerated() {
      if let last = kept.last, index < points.count - 1, abs(point.x - last.x) < 0.003, abs(point.y - last.y) < 0.003 {
        continue
      }
      kept.append(point)
    }
    return kept
  }
}
