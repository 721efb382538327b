import AnomalyData
import Testing

@testable import AnomalyNN

/// Products of the rows of one window, in all forms of their factors.
@Suite struct WindowProductTests {
  static let instructions = MatrixProduct.Instructions.allCases.filter(\.isAvailable)

  /// Multiples of 1/8 up to 1: sums of their products are exact in any order.
  private func numbers(_ count: Int, _ random: inout RandomSource) -> UnsafeMutablePointer<Float> {
    let numbers = UnsafeMutablePointer<Float>.allocate(capacity: count)
    for i in 0..<count { numbers[i] = Float(Int(random.next() % 17)) / 8 - 1 }
    return numbers
  }

  private func element(_ matrix: WindowMatrix, _ row: Int, _ column: Int) -> Float {
    matrix.base[row * matrix.row + column / 16 * matrix.panel + column % 16]
  }

  @Test(arguments: [(5, 3, 7), (50, 50, 64), (13, 16, 9), (6, 24, 5), (1, 33, 1)], instructions)
  func aProductEqualsItsDefinition(
    _ shape: (rows: Int, columns: Int, inner: Int), _ instructions: MatrixProduct.Instructions
  ) {
    var random = RandomSource(seed: 4)
    let (rows, columns, inner) = shape
    let width = WindowMatrix.width(columns)
    let depth = WindowMatrix.width(max(inner, rows))
    let pointers = [rows * width, inner * width, max(rows, inner) * depth, width].map { numbers($0, &random) }
    defer { for pointer in pointers { pointer.deallocate() } }
    let c = WindowMatrix(rows: pointers[0], stride: width)
    let a = WindowMatrix(rows: pointers[2], stride: depth)
    let product = MatrixProduct(instructions: instructions)
    for b in [WindowMatrix(rows: pointers[1], stride: width), WindowMatrix(panels: pointers[1], rows: inner)] {
      for isTransposed in [false, true] {
        for accumulates in [false, true] {
          let before = (0..<rows).map { row in (0..<columns).map { element(c, row, $0) } }
          product.multiply(
            isTransposed ? a.transposed() : a.factor, b, into: c, rows: rows, columns: columns, inner: inner,
            start: accumulates ? nil : UnsafePointer(pointers[3]), accumulate: accumulates)
          for row in 0..<rows {
            for column in 0..<columns {
              var sum = accumulates ? before[row][column] : pointers[3][column]
              for k in 0..<inner {
                sum += (isTransposed ? element(a, k, row) : element(a, row, k)) * element(b, k, column)
              }
              #expect(element(c, row, column) == sum)
            }
          }
        }
      }
    }
  }
}
