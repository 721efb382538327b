/// The horizontal axis that all panels share: rows at equal distances, named by number or by time.
struct RowAxis {
  /// Rows shown.
  let rowCount: Int
  /// Unix seconds a row, or nil to name rows by number.
  let times: [Double]?
  /// The number of the first row.
  let firstRow: Int
  let area: PlotArea

  /// Times that do not rise from row to row (several files, say) are not used.
  init(rowCount: Int, times: [Double]?, firstRow: Int = 0, area: PlotArea) {
    self.rowCount = rowCount
    self.firstRow = firstRow
    self.area = area
    let isRising = times.map { times in
      times.count == rowCount && times.allSatisfy(\.isFinite) && zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    }
    self.times = isRising == true && times!.first != times!.last ? times : nil
  }

  /// The pixel of the middle of `row`.
  func x(_ row: Int) -> Double { edge(Double(row) + 0.5) }

  /// The pixel of a place in rows: 0 is the left edge of the first row, `rowCount` the right edge of the last.
  func edge(_ place: Double) -> Double { area.left + area.width * place / Double(max(1, rowCount)) }

  /// "row" or "time (UTC)" with the first day.
  var title: String {
    guard let first = times?.first else { return "row" }
    return "time (UTC), from \(CalendarTime(unixSeconds: first).date)"
  }

  /// Places in rows and their texts, far enough apart to be read.
  var ticks: [Tick] {
    guard let times else {
      let first = Double(firstRow)
      return Tick.linear(in: first...first + Double(max(1, rowCount)), count: 10)
        .map { Tick(value: $0.value - first, text: $0.text) }
    }
    let step = CalendarTime.step(for: times[times.count - 1] - times[0], count: 8)
    var ticks: [Tick] = []
    var time = (times[0] / step).rounded(.up) * step
    var row = 0
    while time <= times[times.count - 1] {
      while times[row] < time { row += 1 }
      if ticks.last.map({ edge(Double(row)) - edge($0.value) > 70 }) ?? true {
        ticks.append(Tick(value: Double(row), text: CalendarTime(unixSeconds: time).text(step: step)))
      }
      time += step
    }
    return ticks
  }

  /// The axis line with ticks, texts and title below `y`.
  func svg(below y: Double) -> String {
    var svg = SVGText.line(x1: area.left, y1: y, x2: area.right, y2: y, style: "axis")
    for tick in ticks {
      let x = edge(tick.value)
      svg += SVGText.line(x1: x, y1: y, x2: x, y2: y + 5, style: "axis")
      svg += SVGText.label(tick.text, x: x, y: y + 20, style: "tick", anchor: "middle")
    }
    return svg + SVGText.label(title, x: area.left + area.width / 2, y: y + 40, style: "note", anchor: "middle")
  }
}
