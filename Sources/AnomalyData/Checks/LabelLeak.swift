extension Frame {
  /// Columns of which one threshold separates all labelled rows from all others. Empty without labels of both kinds.
  public var columnsThatAreLabels: [DataFinding] {
    guard let labels, labels.contains(0), labels.contains(where: { $0 != 0 }) else { return [] }
    return columnNames.indices.compactMap { column in
      var normal = (low: Float.infinity, high: -Float.infinity)
      var anomalous = normal
      for row in 0..<rowCount {
        let value = self[row, column]
        if value.isNaN { continue }
        if labels[row] == 0 {
          normal = (min(normal.low, value), max(normal.high, value))
        } else {
          anomalous = (min(anomalous.low, value), max(anomalous.high, value))
        }
      }
      let isSeparated = normal.high < anomalous.low || anomalous.high < normal.low
      return isSeparated && normal.low <= normal.high && anomalous.low <= anomalous.high
        ? .columnIsLabel(columnNames[column]) : nil
    }
  }
}
