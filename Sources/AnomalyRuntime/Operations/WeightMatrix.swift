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

/// int8 weights, int32 accumulators.
extension WeightMatrix {
  #if arch(x86_64)
    /// The same for kernels.
    var integer: anomaly_matrix {
      anomaly_matrix(
        weights: weights.assumingMemoryBound(to: Int8.self), rows: Int32(truncatingIfNeeded: rows),
        columns: Int32(truncatingIfNeeded: columns))
    }

    /// acc ← start + W·x for `count` rows from `row` on, a multiple of 16.
    ///
    /// - Parameters:
    ///   - x: int8 values, or the low plane of values of 16 bits; aligned to 4.
    ///   - high: the high plane, likewise; nil for int8 values.
    ///   - start: `count` numbers; may be `acc`.
    @inline(never)
    func multiply(
      _ row: Int, _ count: Int, by x: UnsafePointer<Int8>, high: UnsafePointer<Int8>?, from start: UnsafePointer<Int32>,
      into acc: UnsafeMutablePointer<Int32>, tier: Int32
    ) {
      var matrix = integer
      var input = anomaly_take(tier, x, high, matrix.columns)
      anomaly_multiply(
        tier, acc, start, &matrix, Int32(truncatingIfNeeded: row), Int32(truncatingIfNeeded: count), &input)
    }
  #else
    /// acc += W·x for `count` rows from `row` on, a multiple of 16: whole groups by the micro-kernel, then the rows and
    /// columns that are left over.
    ///
    /// - Parameters:
    ///   - x: int8 values, or the low plane of values of 16 bits; aligned to 4.
    ///   - high: the high plane, likewise; nil for int8 values.
    @inline(never)
    func add(
      _ row: Int, _ count: Int, of x: UnsafePointer<Int8>, high: UnsafePointer<Int8>?,
      to acc: UnsafeMutablePointer<Int32>, tier: Int32
    ) {
      let whole = count & ~3
      let matrix = weights.assumingMemoryBound(to: Int8.self)
      let start = matrix + row &* groupedColumns
      if whole > 0 && groupedColumns > 0 {
        let (rows, columns) = (Int32(truncatingIfNeeded: whole), Int32(truncatingIfNeeded: groupedColumns))
        if BuiltOperations.planes, let high {
          anomaly_dot_wide(tier, acc, start, x, high, rows, columns)
        } else {
          anomaly_dot(tier, acc, start, x, rows, columns)
        }
      }
      let high = BuiltOperations.planes ? high : nil
      if whole < count {
        anomaly_dot_last_plain(
          acc + whole, start + whole &* groupedColumns, x, high, Int32(truncatingIfNeeded: count &- whole),
          Int32(truncatingIfNeeded: groupedColumns))
      }
      let rest = columns &- groupedColumns
      if rest > 0 {
        anomaly_dot_rest_plain(
          acc, matrix + (rows &* groupedColumns &+ row &* rest), x + groupedColumns,
          high.map { $0 + groupedColumns }, Int32(truncatingIfNeeded: count), Int32(truncatingIfNeeded: rest))
      }
    }
  #endif
}

/// float32 or float16 weights, float32 arithmetic: every row is summed in column order, multiplication and addition
/// rounded apart, so that the bits do not depend on the width of the processor's vectors.
extension WeightMatrix {
  /// acc += W·x for `count` rows from `row` on, a multiple of 16: multiples of 4 rows by the micro-kernel, then the last.
  @inline(never)
  func add(_ row: Int, _ count: Int, of x: UnsafePointer<Float>, to acc: UnsafeMutablePointer<Float>, tier: Int32) {
    let first = row &* columns
    if element == .float16 {
      let start = weights.assumingMemoryBound(to: UInt16.self) + first
      add(start, count, of: x, to: acc, tier, by: anomaly_dot_f16, decode: Half.decode)
    } else {
      let start = weights.assumingMemoryBound(to: Float.self) + first
      add(start, count, of: x, to: acc, tier, by: anomaly_dot_f32) { $0 }
    }
  }

  @inline(__always)
  private func add<Weight>(
    _ start: UnsafePointer<Weight>, _ count: Int, of x: UnsafePointer<Float>, to acc: UnsafeMutablePointer<Float>,
    _ tier: Int32,
    by kernel: (Int32, UnsafeMutablePointer<Float>, UnsafePointer<Weight>, UnsafePointer<Float>, Int32, Int32) -> Void,
    decode: (Weight) -> Float
  ) {
    let whole = count & ~3
    if whole > 0 {
      kernel(tier, acc, start, x, Int32(truncatingIfNeeded: whole), Int32(truncatingIfNeeded: columns))
    }
    let height = count &- whole
    let block = start + whole &* columns
    for column in 0..<(height > 0 ? columns : 0) {
      for last in 0..<height { acc[whole &+ last] += decode(block[column &* height &+ last]) * x[column] }
    }
  }
}
