extension Frame {
  /// Columns that lie elsewhere, or move otherwise, in `later` rows than in `earlier` ones: by more than `limit` deviations, or
  /// by that factor. A column that is constant in the earlier rows counts when it changes.
  public func drift(from earlier: [Range<Int>], to later: [Range<Int>], limit: Double = 3) -> [DataFinding] {
    func statistics(_ rows: [Range<Int>]) -> ColumnStatistics {
      ColumnStatistics(
        of: values, spans: rows.map { $0.lowerBound * columnCount..<$0.upperBound * columnCount },
        columnCount: columnCount)
    }
    let (before, after) = (statistics(earlier), statistics(later))
    return columnNames.indices.compactMap { column in
      guard before.count[column] > 1, after.count[column] > 1 else { return nil }
      let isConstant = before.isConstant(column)
      if isConstant && after.isConstant(column) && before.minimum[column] == after.minimum[column] { return nil }
      let difference = after.mean[column] - before.mean[column]
      let shift = difference / before.deviation[column]
      if difference != 0, isConstant || abs(shift) > limit {
        return .shifted(column: columnNames[column], shift: shift)
      }
      let ratio = isConstant ? .infinity : after.deviation[column] / before.deviation[column]
      return ratio > limit || ratio < 1 / limit ? .rescaled(column: columnNames[column], ratio: ratio) : nil
    }
  }
}
