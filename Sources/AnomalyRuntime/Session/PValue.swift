extension Blob {
  /// The p-value of a score: linear between the points of the quantile table, constant beyond its ends, 1 without one.
  ///
  /// Between points a and b: p = pa + (pb − pa)·((score − sa) / (sb − sa)), each operation rounded to float32, but never
  /// below pb.
  func pValue(of score: Float) -> Float {
    var low = 0
    var high = quantileCount
    if high == 0 { return 1 }
    // Invariant: every point before `low` has a score <= `score`, every point from `high` on a greater one.
    while low < high {
      let middle = (low &+ high) / 2
      if quantile(middle).score <= score { low = middle &+ 1 } else { high = middle }
    }
    if low == 0 { return quantile(0).p }
    let a = quantile(low &- 1)
    if low == quantileCount { return a.p }
    let b = quantile(low)
    let p = a.p + (b.p - a.p) * ((score - a.score) / (b.score - a.score))
    return p < b.p ? b.p : p
  }
}
