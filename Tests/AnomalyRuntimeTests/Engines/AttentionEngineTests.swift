import AnomalyData
import AnomalyFormat
import CAnomalyKernels
import Foundation
import Testing

@testable import AnomalyRuntime

/// Heads of attention, one operation on its own.
@Suite struct AttentionEngineTests {
  /// Sizes below, at and above blocks of 4 and 16: heads, width, queries, keys.
  private static let sizes = [
    (1, 1, 1, 1), (1, 4, 5, 4), (2, 3, 4, 5), (3, 5, 2, 17), (2, 16, 9, 16), (2, 17, 33, 33), (1, 33, 3, 3),
    (4, 2, 20, 20), (1, 2, 2, 1023),
  ]

  /// An operation with random operands, and the places of its arena.
  private struct Example {
    var op: OpRecord
    var tensors: [UInt8]
    var arena: [UInt8]
    var layout: AttentionLayout
  }

  /// - Parameter isShared: queries, keys and values are rows of one buffer.
  private func integerExample(
    _ size: (heads: Int, width: Int, queries: Int, keys: Int), mask: AttentionMask, isShared: Bool, seed: UInt64
  ) -> Example {
    var random = RandomSource(seed: seed)
    let columns = size.heads * size.width
    let layout = AttentionLayout(
      queries: size.queries, keys: isShared ? size.queries : size.keys, heads: size.heads, width: size.width,
      queryRow: isShared ? 3 * columns : columns, keyRow: isShared ? 3 * columns : 2 * columns + 1,
      firstKey: isShared ? columns : 1)
    var op = OpRecord(layout, mask, isShared: isShared, isInteger: true)
    var tensors = (0..<256).flatMap { bytes(Int16(0x4000 - 32 * $0)) }
    op.multipliers = UInt32(tensors.count)
    tensors += (0..<BlockedLayout.padded(columns)).flatMap { _ in
      bytes(Int32(Int.random(in: 0..<1 << 16, using: &random)))
    }
    op.secondMultipliers = UInt32(tensors.count)
    tensors += (0..<BlockedLayout.padded(size.heads)).flatMap { _ in
      bytes(Int32(Int.random(in: 0..<1 << 26, using: &random)))
    }
    op.preshift = 1
    op.secondPreshift = 9
    op.outputZero = Int32.random(in: -20...20, using: &random)
    let arena = (0..<Int(op.scratchOffset + op.scratchBytes)).map { _ in UInt8.random(in: 0...255, using: &random) }
    return Example(op: op, tensors: tensors, arena: arena, layout: layout)
  }

  @Test(arguments: [AttentionMask.none, .causal], [false, true])
  func integersAreThoseOfTheReference(mask: AttentionMask, isShared: Bool) {
    for (index, size) in Self.sizes.enumerated() where !isShared || size.3 == size.2 {
      let example = integerExample(size, mask: mask, isShared: isShared, seed: UInt64(index))
      let bench = OperationBench(tensors: example.tensors, arena: example.arena)
      var reference = IntegerReference(bench.blob)
      func values(_ offset: UInt32, _ count: Int) -> [Int64] {
        example.arena[Int(offset)..<Int(offset) + count].map { Int64(Int8(bitPattern: $0)) }
      }
      let op = example.op
      reference.activations[op.inputOffset] = values(
        op.inputOffset, example.layout.queries * example.layout.queryRow)
      reference.activations[op.secondOffset] = values(op.secondOffset, Int(op.secondCount))
      let expected = reference.attention(op)
      for tier in TierTests.tiers {
        let arena = bench.run(op, tier: tier)
        let got = arena[Int(op.outputOffset)...].prefix(expected.count).map { Int64(Int8(bitPattern: $0)) }
        #expect(got == expected, "\(size), tier \(tier)")
      }
    }
  }

  /// The same in Double, row by row.
  private func expected(_ example: Example) -> [Double] {
    let layout = example.layout
    let op = example.op
    func value(_ offset: UInt32, _ index: Int) -> Double { Double(float(example.arena, Int(offset) + 4 * index)) }
    var result: [Double] = []
    for row in 0..<layout.queries {
      for column in 0..<layout.columns {
        let first = column / layout.width * layout.width
        let seen = op.variant == AttentionMask.causal.rawValue ? min(row + 1, layout.keys) : layout.keys
        let weights = (0..<seen).map { key in
          (first..<first + layout.width).reduce(0) {
            $0 + value(op.inputOffset, row * layout.queryRow + $1)
              * value(op.secondOffset, key * layout.keyRow + layout.firstKey + $1)
          }
        }.map { exp($0 / Double(layout.width).squareRoot()) }
        let sum = (0..<seen).reduce(0) {
          $0 + weights[$1] * value(op.secondOffset, $1 * layout.keyRow + layout.firstKey + layout.columns + column)
        }
        result.append(sum / weights.reduce(0, +))
      }
    }
    return result
  }

  @Test(arguments: [AttentionMask.none, .causal], [false, true])
  func floatsAreNearTheFormula(mask: AttentionMask, isShared: Bool) {
    for (index, size) in Self.sizes.enumerated() where !isShared || size.3 == size.2 {
      var random = RandomSource(seed: UInt64(index))
      let columns = size.0 * size.1
      let layout = AttentionLayout(
        queries: size.2, keys: size.3, heads: size.0, width: size.1, queryRow: isShared ? 3 * columns : columns,
        keyRow: isShared ? 3 * columns : 2 * columns + 1, firstKey: isShared ? columns : 1)
      var op = OpRecord(layout, mask, isShared: isShared, isInteger: false)
      op.parameter0 = (1 / Float(size.1).squareRoot()).bitPattern
      let arena = (0..<Int(op.scratchOffset + op.scratchBytes) / 4).flatMap { _ in bytes(Float(random.normal())) }
      let bench = OperationBench(tensors: [], arena: arena)
      let expected = expected(Example(op: op, tensors: [], arena: arena, layout: layout))
      var results: [[UInt32]] = []
      for tier in TierTests.tiers {
        let after = bench.run(op, tier: tier)
        let got = expected.indices.map { float(after, Int(op.outputOffset) + 4 * $0) }
        for (a, b) in zip(got, expected) { #expect(abs(Double(a) - b) < 2e-5, "\(size), tier \(tier)") }
        results.append(got.map(\.bitPattern))
      }
      for result in results { #expect(result == results[0], "\(size)") }
    }
  }
}

extension OpRecord {
  /// An attention whose input, second input (the same where it is shared), output and scratch memory follow each other.
  fileprivate init(_ layout: AttentionLayout, _ mask: AttentionMask, isShared: Bool, isInteger: Bool) {
    self.init()
    let type = isInteger ? ElementType.int8 : .float32
    code = OpCode.attention.rawValue
    variant = mask.rawValue
    (inputType, outputType, secondType) = (type.rawValue, type.rawValue, type.rawValue)
    positions = UInt32(layout.queries)
    inputStride = UInt32(layout.queryRow)
    inputCount = UInt32(layout.columns)
    outputCount = UInt32(layout.columns)
    secondCount = UInt32(layout.keys * layout.keyRow)
    parameter1 = UInt32(layout.heads)
    parameter2 = UInt32(layout.keys)
    parameter3 = UInt32(layout.firstKey)
    scratchBytes = UInt32(layout.scratchBytes(isInteger: isInteger))
    func end(_ offset: UInt32, _ count: Int) -> UInt32 { offset + UInt32((count * type.bytes + 15) / 16 * 16) }
    secondOffset = isShared ? 0 : end(0, layout.queries * layout.queryRow)
    outputOffset = end(secondOffset, Int(secondCount))
    scratchOffset = end(outputOffset, layout.queries * layout.columns)
  }
}
