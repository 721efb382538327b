import AnomalyFormat
import Foundation

/// The tensors section while it is being filled, in the order in which operations use them.
struct TensorStore {
  private(set) var bytes: [UInt8] = []
  /// Offsets of the curves that are there.
  private var curves: [[Int16]: UInt32] = [:]
  /// Offsets of the matrices that are there.
  private var matrices: [Matrix: UInt32] = [:]

  /// A matrix as it is stored, which two layers may share.
  private struct Matrix: Hashable {
    var rows: Int
    var columns: Int
    var bytes: [UInt8]
  }

  /// From this size on a matrix begins at a cache line, which is worth more than the bytes before it.
  private static let largeMatrix = 4096

  /// The offset of a matrix of a dense operation, appended where no dense operation had the same before.
  mutating func addSharedMatrix<Element: FixedWidthInteger>(
    rows: Int, columns: Int, element: ElementType, _ encode: (_ row: Int, _ column: Int) -> Element
  ) -> UInt32 {
    var alone = TensorStore()
    _ = alone.addMatrix(rows: rows, columns: columns, element: element, encode)
    let matrix = Matrix(rows: rows, columns: columns, bytes: alone.bytes)
    if let known = matrices[matrix] { return known }
    let offset = addMatrix(rows: rows, columns: columns, element: element, encode)
    matrices[matrix] = offset
    return offset
  }

  /// Appends a weight matrix in `BlockedLayout`, each element converted by `encode`. Returns its offset.
  mutating func addMatrix<Element: FixedWidthInteger>(
    rows: Int, columns: Int, element: ElementType, _ encode: (_ row: Int, _ column: Int) -> Element
  ) -> UInt32 {
    let layout = BlockedLayout(rows: rows, columns: columns, element: element)
    var elements = [Element](repeating: 0, count: layout.bytes / element.bytes)
    for row in 0..<rows {
      for column in 0..<columns { elements[layout.index(row: row, column: column)] = encode(row, column) }
    }
    return add(elements, alignment: layout.bytes < Self.largeMatrix ? 4 : BlobHeader.sectionAlignment)
  }

  /// Appends one 4-byte value a row, padded with zeros to a multiple of 4 rows. Returns its offset.
  mutating func addRows(_ values: [Int32]) -> UInt32 {
    add(values + [Int32](repeating: 0, count: BlockedLayout.padded(values.count) - values.count), alignment: 4)
  }

  /// The same for float32.
  mutating func addRows(_ values: [Float]) -> UInt32 { addRows(values.map { Int32(bitPattern: $0.bitPattern) }) }

  /// The offset of the table of 2^(14 − i / 256), appended where no operation had it before.
  mutating func addPowers() -> UInt32 {
    addCurve((0..<AttentionLayout.powerCount).map { Int16((0x1p14 * exp2(-Double($0) / 256)).rounded()) })
  }

  /// The offset of a curve, appended where no operation had the same before.
  mutating func addCurve(_ values: [Int16]) -> UInt32 {
    if let known = curves[values] { return known }
    let offset = add(values + [Int16](repeating: 0, count: values.count % 2), alignment: 4)
    curves[values] = offset
    return offset
  }

  /// Appends a table of values of any size. Returns its offset; the next tensor is aligned again.
  mutating func addTable<Element: FixedWidthInteger>(_ values: [Element]) -> UInt32 { add(values, alignment: 4) }

  private mutating func add<Element: FixedWidthInteger>(_ elements: [Element], alignment: Int) -> UInt32 {
    bytes += [UInt8](repeating: 0, count: (alignment - bytes.count % alignment) % alignment)
    let offset = UInt32(bytes.count)
    for element in elements { withUnsafeBytes(of: element.littleEndian) { bytes += $0 } }
    return offset
  }
}
