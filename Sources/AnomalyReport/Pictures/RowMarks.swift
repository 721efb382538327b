import AnomalyEvaluation

/// Ranges of rows as rectangles: labelled faults, alarms.
enum RowMarks {
  /// Path data of rectangles from `top` to `bottom`, one a contiguous range of marked rows; a range is at least
  /// 1.5 pixels wide, and ranges less than half a pixel apart are drawn as one.
  static func path(_ marks: [Bool], rows: RowAxis, top: Double, bottom: Double) -> String {
    var spans: [(from: Double, to: Double)] = []
    for range in rangesOfTrue(marks, in: [marks.indices]) {
      let from = rows.edge(Double(range.lowerBound))
      let to = max(rows.edge(Double(range.upperBound)), from + 1.5)
      if let last = spans.last, from - last.to < 0.5 {
        spans[spans.count - 1].to = max(last.to, to)
      } else {
        spans.append((from, to))
      }
    }
    return spans.map { span in
      let width = SVGText.pixels(span.to - span.from)
      return "M\(SVGText.pixels(span.from)) \(SVGText.pixels(top))h\(width)v\(SVGText.pixels(bottom - top))h-\(width)z"
    }.joined()
  }
}
