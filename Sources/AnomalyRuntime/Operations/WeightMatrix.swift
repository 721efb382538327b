import CAnomalyKernels

/// A weight matrix in `BlockedLayout` and its products with vectors, some rows at a time.
struct WeightMatrix {
  let weights: UnsafeRawPointer
  /// Outputs.
  let rows: Int
  /// Inputs, and those of them whose weights stand in groups.
  let columns: Int
  let groupedColumns: Int
  let element: ElementType

  @inline(__always)
  init(_ weights: UnsafeRawPointer, rows: Int, columns: Int, element: ElementType) {
    self.weights = weights
    self.rows = rows
    self.columns = columns
    self.element = element
    groupedColumns = BlockedLayout(rows: rows, columns: columns, element: element).groupedColumns
  }
}
