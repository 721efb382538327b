extension AttentionLayout {
  /// Writes a matrix as `BlockedLayout` orders it, rows rounded up to a multiple of 4, columns to one of `group`, zeros
  /// behind the last, so that a head's keys and values can be what the micro-kernels take for weights.
  ///
  /// - Parameters:
  ///   - source: the first element; `rowStride` and `columnStride` elements lead to the next row and column.
  ///   - group: columns that stand side by side, 4 or 1.
  ///   - low: lesser elements become this.
  @inline(never)
  static func pack<Element: Comparable & ExpressibleByIntegerLiteral>(
    _ source: UnsafePointer<Element>, rows: Int, columns: Int, rowStride: Int, columnStride: Int, group: Int,
    low: Element, into matrix: UnsafeMutablePointer<Element>
  ) {
    let paddedRows = BlockedLayout.padded(rows)
    let paddedColumns = (columns &+ group &- 1) / group &* group
    var place = 0
    var top = 0
    while top < paddedRows {
      let end = min(top &+ BlockedLayout.blockRows, paddedRows)
      var first = 0
      while first < paddedColumns {
        for row in top..<end {
          let from = source + (row &* rowStride &+ first &* columnStride)
          for offset in 0..<group {
            let isInside = row < rows && first &+ offset < columns
            let element = isInside ? from[offset &* columnStride] : 0
            matrix[place] = element < low ? low : element
            place &+= 1
          }
        }
        first &+= group
      }
      top = end
    }
  }
}
