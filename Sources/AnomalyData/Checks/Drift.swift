extension Frame {
  /// Columns of the rows of calibration that drifted from those of training.
  public func drift(from earlier: [Range<Int>], to later: [Range<Int>]) -> [DataFinding] {
    func statistics(_ rows: [Range<Int>]) -> ColumnStatistics {
      ColumnStatistics(
        of: values, spans: rows.map { $0.lowerBound * columnCount..<$0.upperBound * columnCount },
        columnCount: columnCount)
    }
    return statistics(earlier).drift(to: statistics(later), of: columnNames, in: .calibration)
  }
}

extension ColumnStatistics {
  /// Columns that lie elsewhere, or move otherwise, in `later` rows, those of `part`: by more than `limit` deviations, or by
  /// that factor. A column that is constant in the earlier rows counts when it changes.
  public func drift(
    to later: ColumnStatistics, of names: [String], in part: DataPart, limit: Double = 3
  ) -> [DataFinding] {
    names.indices.compactMap { column in
      guard count[column] > 1, later.count[column] > 1 else { return nil }
      let isConstant = isConstant(column)
      if isConstant && later.isConstant(column) && minimum[column] == later.minimum[column] { return nil }
      let difference = later.mean[column] - mean[column]
      let shift = difference / deviation[column]
      if difference != 0, isConstant || abs(shift) > limit {
        return .shifted(column: names[column], shift: shift, in: part)
      }
      let ratio = isConstant ? .infinity : later.deviation[column] / deviation[column]
      return ratio > limit || ratio < 1 / limit ? .rescaled(column: names[column], ratio: ratio, in: part) : nil
    }
  }
}
