extension Frame {
  /// Runs that hold rows of an earlier run: stretches of `stretch` equal rows in which something changes, at least a tenth
  /// of a run. O(samples).
  public func repeatedRows(stretch: Int = 16) -> [DataFinding] {
    guard runs.count > 1 else { return [] }
    // Where each stretch of the runs before was seen first; stretches begin anywhere, so that shifts are found.
    var known: [UInt64: Int] = [:]
    var findings: [DataFinding] = []
    for (index, run) in runs.enumerated() {
      let digests = rowDigests(run)
      var found: [Int: Int] = [:]
      var row = 0
      while row + stretch <= digests.count {
        if let earlier = digest(of: digests[row..<row + stretch]).flatMap({ known[$0] }) {
          found[earlier, default: 0] += stretch
          row += stretch
        } else {
          row += 1
        }
      }
      if let (earlier, rows) = found.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), 10 * rows >= run.count {
        findings.append(
          .repeatedRows(recording: recordings[index], earlier: recordings[earlier], rows: rows, count: run.count))
      }
      for row in stride(from: 0, through: digests.count - stretch, by: stretch) {
        if let digest = digest(of: digests[row..<row + stretch]), known[digest] == nil { known[digest] = index }
      }
    }
    return findings
  }

  private func rowDigests(_ run: Range<Int>) -> [UInt64] {
    run.map { row in
      var digest = FNV1a()
      for column in 0..<columnCount { digest.combine(UInt64(self[row, column].bitPattern)) }
      return digest.value
    }
  }

  /// nil where all rows are equal.
  private func digest(of rows: ArraySlice<UInt64>) -> UInt64? {
    guard let first = rows.first, rows.contains(where: { $0 != first }) else { return nil }
    var digest = FNV1a()
    for row in rows { digest.combine(row) }
    return digest.value
  }
}
