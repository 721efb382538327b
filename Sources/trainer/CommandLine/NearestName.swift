/// The candidate that `name` was most likely meant to be, or nil when none is close: at most a third of its letters
/// (at least one, at most three) inserted, removed, replaced or swapped with their neighbour.
func nearestName(to name: String, in candidates: [String]) -> String? {
  let limit = min(3, max(1, name.count / 3))
  return candidates.map { (name: $0, distance: editDistance(name, $0)) }
    .filter { $0.distance <= limit }
    .min { $0.distance < $1.distance }?.name
}

/// Optimal string alignment distance (Damerau–Levenshtein with each pair of neighbours swapped at most once).
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
