/// A table of a page.
public struct PageTable: Sendable {
  /// A column's title and whether it holds numbers, which stand on the right.
  public struct Column: Sendable {
    /// Above the column.
    public var title: String
    /// Whether cells stand on the right.
    public var isNumber: Bool

    /// A column of texts.
    public static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
    /// A column of numbers.
    public static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  /// What it holds, for those who cannot see it.
  public var title: String
  /// Left to right; the first names the row.
  public var columns: [Column]
  /// One cell a column.
  public private(set) var rows: [[String]] = []
  /// The row that stands out.
  public var emphasised: Int?

  /// A table without rows.
  public init(title: String, _ columns: Column...) { self.init(title: title, columns: columns) }

  /// A table without rows.
  public init(title: String, columns: [Column]) {
    self.title = title
    self.columns = columns
  }

  /// Adds a row, one cell a column.
  public mutating func add(_ cells: String...) { add(cells: cells) }

  /// Adds a row, one cell a column.
  public mutating func add(cells: [String]) {
    precondition(cells.count == columns.count, "one cell a column")
    rows.append(cells)
  }

  func html() -> String {
    let head = columns.map { column in
      Markup.element("th", [("scope", "col")] + (column.isNumber ? [("class", "number")] : []), text: column.title)
    }.joined()
    let body = rows.enumerated().map { index, row in
      let cells = zip(columns, row).enumerated().map { place, cell in
        place == 0
          ? Markup.element("th", [("scope", "row")], text: cell.1)
          : Markup.element("td", cell.0.isNumber ? [("class", "number")] : [], text: cell.1)
      }.joined()
      return Markup.element("tr", emphasised == index ? [("class", "emphasised")] : [], cells)
    }.joined(separator: "\n")
    let table = Markup.element(
      "table", [],
      Markup.element("caption", [("class", "hidden")], text: title)
        + Markup.element("thead", [], Markup.element("tr", [], head)) + Markup.element("tbody", [], body))
    return Markup.element(
      "div", [("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", title)], table)
  }
}
