import AnomalyReport
import Foundation

extension ReportSource {
  private static var slotLimit: Int { 6 }
  private static var columnLimit: Int { 3 }
  private static var windowLimit: Int { 3 }

  /// What a memory network remembers of normal operation, and who resembles it.
  var prototypes: Page.Section {
    let (name, title) = ("Prototypes", "Prototypes")
    let slots = Int(scoring.blob.blob.header.memorySlots)
    if slots == 0 { return Page.Section(name, title, missing: "the model has no memory of prototypes.") }
    let users = users(slots)
    let used = users.indices.filter { !users[$0].isEmpty }.sorted {
      users[$0].count == users[$1].count ? $0 < $1 : users[$0].count > users[$1].count
    }
    let decoded = model?.model.decodedPrototypes
    let shown = Array(used.prefix(Self.slotLimit))
    let drawn = tellingColumns(shown, users)
    let all = users.reduce(0) { $0 + $1.count }
    var text =
      "The memory holds \(Wording.count(slots, "prototype")); \(used.count) of them are what some window of the recordings "
      + "resembles most. Each chart shows in scaled units \(Wording.list(drawn.map { columns[$0].quantity })) over a window: "
      + "thin, the windows with the most attention on the prototype"
    text += decoded == nil ? "." : "; bold, what the decoder makes of the prototype alone."
    if decoded == nil, model == nil { text += " With --model the decoded prototypes are drawn too." }
    return Page.Section(
      name, title,
      [
        .text(text),
        .charts(
          shown.map { slot in
            prototypeChart(
              slot, users[slot], columns: drawn, decoded: decoded?[slot],
              share: Double(users[slot].count) / Double(max(1, all)))
          }),
        .fold("Use of all \(slots) prototypes", [.table(usage(users))]),
      ])
  }

  /// The windows that resemble each prototype most.
  private typealias User = (view: Int, row: ScoredRow, attention: Float)

  private func users(_ slots: Int) -> [[User]] {
    var users = [[User]](repeating: [], count: slots)
    for (index, view) in views.enumerated() {
      for row in view.file.rows {
        if let (slot, attention) = row.prototype, slot < slots { users[slot].append((index, row, attention)) }
      }
    }
    return users
  }

  private func window(_ user: User) -> [Float] {
    scoring.blob.blob.scaled(Array(views[user.view].file.frame.values[user.row.span]))
  }

  /// The columns whose mean over a window differs most from prototype to prototype.
  private func tellingColumns(_ slots: [Int], _ users: [[User]]) -> [Int] {
    let width = columns.count
    let means = slots.compactMap { users[$0].max { $0.attention < $1.attention } }.map { user in
      let values = window(user)
      return (0..<width).map { column in
        stride(from: column, to: values.count, by: width).reduce(0) { $0 + values[$1] } / Float(values.count / width)
      }
    }
    let spread = (0..<width).map { column -> Float in
      let ofColumn = means.map { $0[column] }
      return (ofColumn.max() ?? 0) - (ofColumn.min() ?? 0)
    }
    return (0..<width).sorted { spread[$0] == spread[$1] ? $0 < $1 : spread[$0] > spread[$1] }
      .prefix(Self.columnLimit).sorted()
  }

  private func prototypeChart(
    _ slot: Int, _ users: [User], columns shown: [Int], decoded: [Float]?, share: Double
  ) -> XYChart {
    let width = columns.count
    func points(_ values: [Float], _ column: Int) -> [(x: Double, y: Double)] {
      stride(from: column, to: values.count, by: width).enumerated().map { (Double($0), Double(values[$1])) }
    }
    let closest = users.sorted { $0.attention > $1.attention }.prefix(Self.windowLimit)
    var series: [XYChart.Series] = []
    for (index, column) in shown.enumerated() {
      let name = columns[column].quantity
      for user in closest {
        series.append(
          .init(decoded == nil ? name : "", .line, style: "s\(index) faint", points: points(window(user), column)))
      }
      if let decoded {
        series.append(.init(name, .line, style: "s\(index) bold", points: points(decoded, column)))
      }
    }
    var chart = XYChart(
      title: "Prototype \(slot)", x: .init("sample of the window"), y: .init("scaled units"), series: series)
    let alarmed = users.count { $0.row.result.verdict == .alarm }
    chart.note =
      "\(Wording.percent(share)) of windows, \(Wording.count(alarmed, "alarmed one")); attention up to "
      + String(format: "%.2f", closest.first?.attention ?? 0)
    return chart
  }

  private func usage(_ users: [[User]]) -> PageTable {
    var table = PageTable(
      title: "use of prototypes", .text("prototype"), .number("windows"), .number("of them alarmed"),
      .number("mean attention"), .text("closest window"))
    for (slot, ofSlot) in users.enumerated() {
      let best = ofSlot.max { $0.attention < $1.attention }
      let mean = ofSlot.reduce(Float(0)) { $0 + $1.attention } / Float(max(1, ofSlot.count))
      table.add(
        "\(slot)", Wording.grouped(ofSlot.count),
        Wording.grouped(ofSlot.count { $0.row.result.verdict == .alarm }),
        ofSlot.isEmpty ? "–" : String(format: "%.3f", mean),
        best.map {
          "ends at \(views[$0.view].moment($0.row.row))"
            + (views.count > 1 ? " of \(Wording.name(views[$0.view].file.path))" : "")
        } ?? "not used")
    }
    return table
  }
}
