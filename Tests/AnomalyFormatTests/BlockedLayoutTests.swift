import AnomalyFormat
import Testing

@Suite struct BlockedLayoutTests {
  /// Every element's place by walking the matrix as the format describes it: block, group of columns, row, column, and
  /// behind all blocks the columns that fill no group, row by row.
  private func places(_ layout: BlockedLayout) -> [[Int]] {
    var places = [[Int]](repeating: [Int](repeating: -1, count: layout.columns), count: layout.rows)
    let group = layout.element == .int8 ? 4 : 1
    let grouped = layout.columns - layout.columns % group
    let fours = layout.rows - layout.rows % 4
    var blocks = stride(from: 0, to: fours, by: 16).map { $0..<min($0 + 16, fours) }
    blocks.append(fours..<layout.rows)
    var next = 0
    for block in blocks {
      for left in stride(from: 0, to: grouped, by: group) {
        for row in block {
          for column in left..<left + group {
            places[row][column] = next
            next += 1
          }
        }
      }
    }
    for row in 0..<layout.rows {
      for column in grouped..<layout.columns {
        places[row][column] = next
        next += 1
      }
    }
    return places
  }

  private static var sizes: [(Int, Int)] {
    let counts = [1, 2, 3, 4, 5, 15, 16, 17, 20, 31, 33, 64, 67]
    return counts.flatMap { rows in counts.map { (rows, $0) } }
  }

  @Test(arguments: [ElementType.int8, .float16, .float32])
  func indexIsThePlaceInTheWalk(element: ElementType) {
    for (rows, columns) in Self.sizes {
      let layout = BlockedLayout(rows: rows, columns: columns, element: element)
      let places = places(layout)
      for row in 0..<rows {
        for column in 0..<columns { #expect(layout.index(row: row, column: column) == places[row][column]) }
      }
    }
  }

  @Test(arguments: [ElementType.int8, .float16, .float32])
  func indexIsABijectionIntoTheBytes(element: ElementType) {
    for (rows, columns) in Self.sizes {
      let layout = BlockedLayout(rows: rows, columns: columns, element: element)
      var seen = Set<Int>()
      for row in 0..<rows {
        for column in 0..<columns { seen.insert(layout.index(row: row, column: column)) }
      }
      #expect(seen.count == rows * columns)
      #expect(seen.allSatisfy { $0 >= 0 && ($0 + 1) * element.bytes <= layout.bytes })
    }
  }

  @Test func activationsArePaddedToFourAndMatricesAreNot() {
    #expect((0...9).map(BlockedLayout.padded) == [0, 4, 4, 4, 4, 8, 8, 8, 8, 12])
    #expect(BlockedLayout(rows: 5, columns: 3, element: .int8).bytes == 5 * 3)
    #expect(BlockedLayout(rows: 5, columns: 3, element: .float16).bytes == 5 * 3 * 2)
    #expect(BlockedLayout(rows: 5, columns: 3, element: .float32).bytes == 5 * 3 * 4)
  }
}
