/// A table of what others published: names in the first line, commas between fields, no quotes.
struct PublishedTable {
  let path: String
  let names: [String]
  private let lines: [[String]]

  /// The table `name` of the folder; nil where there is none.
  ///
  /// - Errors: `BenchmarkError.badTable`.
  init?(_ folder: BenchmarkFolder, _ name: String) throws {
    guard let text = try folder.text(name) else { return nil }
    path = folder.file(name)
    var lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard lines.count > 1 else { throw BenchmarkError.badTable(path: path, expected: "a line of names and more lines") }
    names = lines.removeFirst()
    self.lines = lines
    for (index, line) in lines.enumerated() where line.count != names.count {
      throw BenchmarkError.badTable(
        path: path, expected: "\(names.count) fields in line \(index + 2), found \(line.count)")
    }
  }

  /// One line.
  struct Row {
    fileprivate let table: PublishedTable
    fileprivate let index: Int

    /// The field of a column.
    func text(_ name: String) throws(BenchmarkError) -> String {
      guard let column = table.names.firstIndex(of: name) else {
        throw .badTable(path: table.path, expected: "a column \(name)")
      }
      return table.lines[index][column]
    }

    /// The number in a column.
    func number(_ name: String) throws(BenchmarkError) -> Double {
      let field = try text(name)
      guard let number = Double(field), number.isFinite else {
        throw .badTable(path: table.path, expected: "a number for \(name) in line \(index + 2), found \(field)")
      }
      return number
    }
  }

  /// What `body` makes of each line.
  func rows<Value>(_ body: (Row) throws -> Value) rethrows -> [Value] {
    try lines.indices.map { try body(Row(table: self, index: $0)) }
  }

  /// The means of each method's figures over those of `series` that the table has, in the order of the table.
  ///
  /// - Parameters:
  ///   - column: where the series stands; `method`: where the method does.
  func means(
    of series: [String], series column: String, method: String, _ figures: (Row) throws -> [BenchmarkMetric: Double]
  ) throws -> [PublishedRow] {
    var sums: [String: (count: Int, figures: [BenchmarkMetric: Double])] = [:]
    var order: [String] = []
    for entry in try rows({ (try $0.text(column), try $0.text(method), try figures($0)) })
    where series.contains(entry.0) {
      if sums[entry.1] == nil { order.append(entry.1) }
      var sum = sums[entry.1] ?? (0, [:])
      sum.count += 1
      sum.figures.merge(entry.2, uniquingKeysWith: +)
      sums[entry.1] = sum
    }
    return order.compactMap { name in
      sums[name].map { sum in
        PublishedRow(method: name, figures: sum.figures.mapValues { $0 / Double(sum.count) })
      }
    }
  }
}
