import AnomalyReport
import Foundation

extension ReportSource {
  private static var columnLimit: Int { 40 }
  private static var panelLimit: Int { 4 }

  /// What the model expected beside what was measured, in physical units.
  var predictions: Page.Section {
    let (name, title) = ("Expectations", "Expected and measured")
    guard views.contains(where: { $0.file.rows.contains { $0.expected.contains(where: \.isFinite) } }) else {
      return Page.Section(name, title, missing: "the model scores without saying what it expects to read.")
    }
    if scoring.isRowSamples {
      let view = views[0]
      let typical = typicalRow(view)
      return Page.Section(
        name, title,
        [
          .text("A row with a score in the middle of those without an alarm; events are above."),
          .charts([windowChart(view, typical, title: "row \(typical)")]),
        ])
    }
    let view = views.max { $0.rowCount < $1.rowCount } ?? views[0]
    let middle = typicalRow(view)
    let air = max(3 * scoring.blob.blob.window, 100)
    let run = view.file.frame.runs.first { $0.contains(middle) } ?? view.allRows
    let rows = max(run.lowerBound, middle - air)..<min(run.upperBound, middle + air)
    return Page.Section(
      name, title,
      [
        .text(
          "What the model expects of the last row of each window, from the window itself or from what came before it. "
            + "The explained share is 1 − error² ÷ variance over normal rows: near 1 the model knows the column, near 0 it "
            + "knows its mean alone, and a fault there stays unseen unless it leaves the usual range."),
        .table(errors()),
        .heading("A stretch with a usual score, around \(view.moment(middle))"),
        .stream(
          chart(
            view, rows, columns: ranking.prefix(Self.panelLimit).sorted(), withExpected: true, withScore: false,
            title: "expected and measured", identifier: "predictions-0", group: "predictions")),
      ])
  }

  /// The scored row whose score is in the middle of those that raised no alarm.
  private func typicalRow(_ view: RecordingView) -> Int {
    let quiet = view.file.rows.filter { $0.result.verdict == .normal }.sorted {
      $0.result.smoothed < $1.result.smoothed
    }
    return quiet.isEmpty ? view.file.rows[0].row : quiet[quiet.count / 2].row
  }

  private func errors() -> PageTable {
    let shown = ranking.prefix(Self.columnLimit)
    var table = PageTable(
      title: "errors of expectation", .text("column"), .text("unit"), .number("error, normal rows"),
      .number("error, alarmed rows"), .number("deviation of the column"), .number("explained"))
    for column in shown {
      var (normal, alarmed, spread) = (Moments(), Moments(), Moments())
      for view in views {
        for row in view.file.rows where row.expected.count > column && row.expected[column].isFinite {
          let measured = view.file.frame[row.row, column]
          if !measured.isFinite { continue }
          let error = Double(row.expected[column] - measured)
          if row.result.verdict == .alarm {
            alarmed.add(error)
          } else if !view.file.labels[row.row] {
            normal.add(error)
            spread.add(Double(measured))
          }
        }
      }
      let explained = spread.variance > 0 ? 1 - normal.meanSquare / spread.variance : nil
      table.add(
        columns[column].quantity, columns[column].unit,
        normal.count > 0 ? significant(normal.meanSquare.squareRoot()) : "–",
        alarmed.count > 0 ? significant(alarmed.meanSquare.squareRoot()) : "–",
        spread.count > 0 ? significant(spread.variance.squareRoot()) : "–",
        explained.map { String(format: "%.3f", $0) } ?? "–")
    }
    return table
  }
}

/// Sums of numbers and of their squares, about the first of them.
private struct Moments {
  private(set) var count = 0
  private var origin = 0.0
  private var sum = 0.0
  private var squares = 0.0
  private var raw = 0.0

  mutating func add(_ value: Double) {
    if count == 0 { origin = value }
    count += 1
    sum += value - origin
    squares += (value - origin) * (value - origin)
    raw += value * value
  }

  var meanSquare: Double { raw / Double(max(1, count)) }
  var variance: Double {
    let mean = sum / Double(max(1, count))
    return max(0, squares / Double(max(1, count)) - mean * mean)
  }
}
