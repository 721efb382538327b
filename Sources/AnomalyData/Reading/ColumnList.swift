/// The columns of one file, found by what a user calls them.
struct ColumnList {
  let path: String
  let names: [String]

  /// The one column called `name`: by its whole name, without its unit where only one fits, or by its number (`#0` is the
  /// first).
  func index(of name: String) throws(DataError) -> Int {
    let found = try indices(of: name)
    guard found.count == 1 else { throw .ambiguousColumn(path: path, column: name) }
    return found[0]
  }

  /// The columns that `selector` means, in the order of the file but for a range that runs backwards: a name, a number
  /// (`#3`), a range (`#3-#7`, both ends included), or a pattern with `*` and `?` (`temp*`). A name that exists is no
  /// pattern.
  func indices(of selector: String) throws(DataError) -> [Int] {
    let whole = names.indices.filter { names[$0] == selector }
    if !whole.isEmpty { return whole }
    let quantities = names.indices.filter { ColumnName(names[$0]).quantity == selector }
    if !quantities.isEmpty {
      guard quantities.count == 1 else { throw .ambiguousColumn(path: path, column: selector) }
      return quantities
    }
    if let range = ColumnList.numbers(selector) {
      guard max(range.first, range.last) < names.count else {
        throw .columnNumber(path: path, number: max(range.first, range.last), count: names.count)
      }
      return Array(stride(from: range.first, through: range.last, by: range.first <= range.last ? 1 : -1))
    }
    let pattern = Array(selector)
    if pattern.contains("*") || pattern.contains("?") {
      let found = names.indices.filter { index in
        ColumnList.matches(pattern[...], Array(names[index])[...])
          || ColumnList.matches(pattern[...], Array(ColumnName(names[index]).quantity)[...])
      }
      if !found.isEmpty { return found }
    }
    throw .missingColumn(path: path, column: selector, nearest: nearestName(to: selector, in: names))
  }

  /// Both ends of `#3` or `#3-#7`.
  private static func numbers(_ text: String) -> (first: Int, last: Int)? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.first == "#" ? Int(part.dropFirst()) : nil
    }
    guard ends.count == 1 || ends.count == 2, let first = ends[0], let last = ends[ends.count - 1] else { return nil }
    return first < 0 || last < 0 ? nil : (first, last)
  }

  /// `*` stands for any characters, `?` for one.
  private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let head = pattern.first else { return text.isEmpty }
    if head == "*" {
      return matches(pattern.dropFirst(), text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
    }
    guard let character = text.first, head == "?" || head == character else { return false }
    return matches(pattern.dropFirst(), text.dropFirst())
  }
}
