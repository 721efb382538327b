/// The name among `names` that most resembles `name`, or nil when none is near: at most a third of its letters,
/// and at least two, may differ (Levenshtein distance, ignoring case).
public func nearestName(to name: String, in names: [String]) -> String? {
  let wanted = Array(name.lowercased())
  let limit = max(2, wanted.count / 3)
  let distances = names.map { other in
    let full = editDistance(wanted, Array(other.lowercased()))
    return min(full, editDistance(wanted, Array(ColumnName(other).quantity.lowercased())))
  }
  guard let least = distances.min(), least <= limit, let index = distances.firstIndex(of: least) else { return nil }
  return names[index]
}

/// The least number of insertions, deletions and replacements that turn `a` into `b`.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
