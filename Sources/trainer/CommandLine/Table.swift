/// A table for people: columns padded to their widest cell, two blanks between them.
struct Table {
  /// Where the cells of a column stand.
  enum Column {
    case left(String)
    case right(String)

    var title: String {
      switch self {
      case .left(let title), .right(let title): title
      }
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: Column...) { self.init(columns) }

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; one cell a column.
  mutating func add(_ cells: String...) { add(cells) }

  /// Adds a row; one cell a column.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "one cell a column")
    rows.append(cells)
  }

  /// Title line, rule, rows; each line ends with a newline and without blanks.
  var text: String {
    let widths = columns.indices.map { column in
      max(columns[column].title.count, rows.map { $0[column].count }.max() ?? 0)
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    return ([columns.map(\.title), rule] + rows).map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      switch columns[column] {
      case .left: line += cell + padding
      case .right: line += padding + cell
      }
      line += "  "
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
