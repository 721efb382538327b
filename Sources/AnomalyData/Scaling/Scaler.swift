/// Maps physical units to the units a model learns in, column by column: scaled = (x − center) · gain, in Float, one
/// rounding for the subtraction and one for the product (never fused), so that the device repeats it bit for bit.
public struct Scaler: Sendable, Codable, Equatable {
  /// How center and gain follow from the training samples.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The least sample becomes 0 and the greatest 1.
    case minmax
    /// The mean becomes 0 and one standard deviation (of the population) 1.
    case standard
    /// The median becomes 0 and the interquartile range 1.349, as that of a Gaussian of deviation 1: faults among the
    /// training samples hardly move it. Where both quartiles are equal, the deviation stands in.
    case robust
    /// The 0.5 % quantile becomes 0 and the 99.5 % quantile 1: `minmax` without the extremes. Where both are equal, the
    /// range stands in.
    case quantile
    /// Nothing: samples are in good units already.
    case none
  }

  /// How center and gain were found, but for columns that were given a kind of their own.
  public let kind: Kind
  /// The value that becomes 0, in physical units, one for each column.
  public let center: [Float]
  /// Scaled units for one physical unit, one for each column; always finite, positive and normal.
  public let gain: [Float]
  /// The scaled value that stands for a missing sample, one for each column: the mean of the training samples.
  public let fill: [Float]
  /// Indices of columns that never change in the training rows (or have no sample there). Their center is that
  /// constant; their unit is one percent of it (at least 1e-6), or 1 where the constant is 0, so that a departure
  /// is visible and finite.
  public let constantColumns: [Int]

  /// A scaler with given numbers.
  public init(kind: Kind, center: [Float], gain: [Float], fill: [Float], constantColumns: [Int] = []) {
    precondition(center.count == gain.count && gain.count == fill.count && !gain.isEmpty, "one number a column")
    self.kind = kind
    self.center = center
    self.gain = gain
    self.fill = fill
    self.constantColumns = constantColumns
  }

  /// The number of columns.
  public var columnCount: Int { center.count }

  /// Fits a scaler, NaN ignored.
  ///
  /// - Parameters:
  ///   - kind: for every column without a kind of its own.
  ///   - frame: the samples.
  ///   - rows: the training rows.
  ///   - isShared: for frames whose columns are the samples of one variable: one center and one gain, fitted on all columns
  ///     together; `columnCount` is then 1.
  ///   - exceptions: kinds of single columns by their index.
  public init(
    _ kind: Kind, fittedTo frame: Frame, rows: [Range<Int>], isShared: Bool = false, exceptions: [Int: Kind] = [:]
  ) {
    let width = isShared ? 1 : frame.columnCount
    let spans = rows.map { $0.lowerBound * frame.columnCount..<$0.upperBound * frame.columnCount }
    let statistics = ColumnStatistics(of: frame.values, spans: spans, columnCount: width)
    var center: [Float] = []
    var gain: [Float] = []
    var fill: [Float] = []
    var constant: [Int] = []
    for column in 0..<width {
      let mean = statistics.mean[column]
      let low = statistics.minimum[column]
      let high = statistics.maximum[column]
      let kind = exceptions[column] ?? kind
      if statistics.isConstant(column) && kind != .none {
        let value = statistics.count[column] == 0 ? 0 : low
        constant.append(column)
        center.append(value)
        gain.append(value == 0 ? 1 : Scaler.gain(unit: max(abs(Double(value)) * 0.01, 1e-6)))
        fill.append(0)
        continue
      }
      switch kind {
      case .minmax:
        center.append(low)
        gain.append(Scaler.gain(unit: Double(high) - Double(low)))
      case .standard:
        center.append(Float(mean))
        gain.append(Scaler.gain(unit: statistics.deviation[column]))
      case .robust:
        let order = OrderStatistics(of: frame.values, spans: spans, column: column, columnCount: width)
        let range = order.quantile(0.75) - order.quantile(0.25)
        center.append(Float(order.quantile(0.5)))
        gain.append(Scaler.gain(unit: range > 0 ? range / 1.349 : statistics.deviation[column]))
      case .quantile:
        let order = OrderStatistics(of: frame.values, spans: spans, column: column, columnCount: width)
        let (least, most) = (order.quantile(0.005), order.quantile(0.995))
        center.append(least < most ? Float(least) : low)
        gain.append(Scaler.gain(unit: least < most ? most - least : Double(high) - Double(low)))
      case .none:
        center.append(0)
        gain.append(1)
        if statistics.isConstant(column) { constant.append(column) }
      }
      fill.append(Scaler.scaled(Float(mean), center: center[column], gain: gain[column]))
    }
    self.init(kind: kind, center: center, gain: gain, fill: fill, constantColumns: constant)
  }

  /// The samples of `frame` in scaled units, same layout, missing samples filled.
  public func scaled(_ frame: Frame) -> [Float] {
    var values = frame.values
    scale(&values)
    return values
  }

  /// Brings row-major `values`, whole rows of this scaler's columns, to scaled units where they stand; missing samples are
  /// filled.
  public func scale(_ values: inout [Float]) {
    precondition(values.count % columnCount == 0, "a scaler fits frames of its own columns")
    values.withUnsafeMutableBufferPointer { values in
      var column = 0
      for index in values.indices {
        values[index] = scaled(values[index], column: column)
        column += 1
        if column == columnCount { column = 0 }
      }
    }
  }

  /// The scaled value of sample `x` of `column`.
  public func scaled(_ x: Float, column: Int) -> Float {
    x.isNaN ? fill[column] : Scaler.scaled(x, center: center[column], gain: gain[column])
  }

  /// The physical value of scaled value `y` of `column`: y / gain + center.
  public func unscaled(_ y: Float, column: Int) -> Float { y / gain[column] + center[column] }

  private static func scaled(_ x: Float, center: Float, gain: Float) -> Float { (x - center) * gain }

  /// One over `unit`, kept where Float numbers are normal.
  private static func gain(unit: Double) -> Float {
    Float(min(max(1 / unit, 0x1p-126), 0x1p126))
  }
}
