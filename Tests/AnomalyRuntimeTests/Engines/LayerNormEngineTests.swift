import AnomalyData
import AnomalyFormat
import Foundation
import Testing

@testable import AnomalyRuntime

/// Layer normalisation, one operation on its own.
@Suite struct LayerNormEngineTests {
  /// Rows and channels.
  private static let sizes = [(1, 1), (3, 2), (2, 5), (7, 16), (5, 67)]

  private static let types: [ElementType] = [.int8, .int16, .int16Planes]

  /// The values of an integer activation.
  private func values(_ arena: [UInt8], at offset: UInt32, count: Int, type: ElementType) -> [Int64] {
    let start = Int(offset)
    func byte(_ place: Int) -> Int64 { Int64(Int8(bitPattern: arena[place])) }
    return (0..<count).map { index in
      switch type {
      case .int8: byte(start + index)
      case .int16Planes: byte(start + index) + 256 * byte(start + BlockedLayout.padded(count) + index)
      default: Int64(arena[start + 2 * index]) + 256 * byte(start + 2 * index + 1)
      }
    }
  }

  @Test(arguments: types, types)
  func integersAreThoseOfTheReference(input: ElementType, output: ElementType) {
    for (index, size) in Self.sizes.enumerated() {
      for hasSecond in [false, true] {
        for isFlat in [false, true] {
          var random = RandomSource(seed: UInt64(index))
          var op = OpRecord(rows: size.0, channels: size.1, input, second: hasSecond ? .int8 : nil, output)
          op.inputZero = 5
          op.secondZero = -7
          op.parameter0 = UInt32.random(in: 0..<1 << 21, using: &random)
          op.preshift = 14
          op.parameter1 = UInt32.random(in: 0..<1 << 21, using: &random)
          op.secondPreshift = 22
          op.parameter2 = isFlat ? 0 : 77
          op.parameter3 = isFlat ? 0 : 3
          let channels = BlockedLayout.padded(size.1)
          let tensors =
            (0..<channels).flatMap { _ in bytes(Int32.random(in: -9000...9000, using: &random)) }
            + (0..<channels).flatMap { _ in bytes(Int32.random(in: -1 << 20...1 << 20, using: &random)) }
          op.multipliers = UInt32(4 * channels)
          let arena = (0..<Int(op.scratchOffset + op.scratchBytes)).map { _ in
            isFlat ? 3 : UInt8.random(in: 0...255, using: &random)
          }
          let bench = OperationBench(tensors: tensors, arena: arena)
          var reference = IntegerReference(bench.blob)
          let count = size.0 * size.1
          reference.activations[op.inputOffset] = values(arena, at: op.inputOffset, count: count, type: input)
          if hasSecond {
            reference.activations[op.secondOffset] = values(arena, at: op.secondOffset, count: count, type: .int8)
          }
          let got = values(bench.run(op, tier: 0), at: op.outputOffset, count: count, type: output)
          #expect(got == reference.layerNorm(op), "\(size)")
        }
      }
    }
  }

  @Test(arguments: [false, true])
  func floatsAreNearTheFormula(hasSecond: Bool) {
    for (index, size) in Self.sizes.enumerated() {
      var random = RandomSource(seed: UInt64(index))
      var op = OpRecord(
        rows: size.0, channels: size.1, .float32, second: hasSecond ? .float32 : nil, .float32)
      op.parameter0 = Float(-1.5).bitPattern
      op.parameter1 = Float(1.25).bitPattern
      op.parameter2 = Float(1e-3).bitPattern
      let channels = BlockedLayout.padded(size.1)
      let tensors = (0..<2 * channels).flatMap { _ in bytes(Float(random.normal())) }
      op.multipliers = UInt32(4 * channels)
      let arena = (0..<Int(op.outputOffset) / 4 + size.0 * size.1).flatMap { _ in bytes(Float(random.normal())) }
      let after = OperationBench(tensors: tensors, arena: arena).run(op, tier: 0)
      for row in 0..<size.0 {
        let x = (row * size.1..<(row + 1) * size.1).map { place in
          Double(float(arena, 4 * place))
            + (hasSecond ? Double(float(arena, Int(op.secondOffset) + 4 * place)) : 0)
        }
        let mean = x.reduce(0, +) / Double(x.count)
        let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
        for (channel, value) in x.enumerated() {
          let normal = (value - mean) / (variance + 1e-3).squareRoot()
          let scaled =
            normal * Double(float(tensors, 4 * (channels + channel))) + Double(float(tensors, 4 * channel))
          let got = Double(float(after, Int(op.outputOffset) + 4 * (row * size.1 + channel)))
          #expect(abs(got - min(max(scaled, -1.5), 1.25)) < 1e-5, "\(size)")
        }
      }
    }
  }
}

extension OpRecord {
  /// A layer normalisation whose input, second input, output and scratch memory follow each other.
  fileprivate init(rows: Int, channels: Int, _ input: ElementType, second: ElementType?, _ output: ElementType) {
    self.init()
    code = OpCode.layerNorm.rawValue
    inputType = input.rawValue
    outputType = output.rawValue
    secondType = second?.rawValue ?? 0
    positions = UInt32(rows)
    inputStride = UInt32(channels)
    inputCount = UInt32(channels)
    outputCount = UInt32(channels)
    func end(_ offset: UInt32, _ type: ElementType) -> UInt32 {
      offset + UInt32((BlockedLayout.padded(rows * channels) * type.bytes + 15) / 16 * 16)
    }
    let behind = end(0, input)
    secondOffset = second == nil ? 0 : behind
    secondCount = second == nil ? 0 : UInt32(rows * channels)
    outputOffset = second.map { end(behind, $0) } ?? behind
    if output != .float32 {
      scratchOffset = end(outputOffset, output)
      scratchBytes = UInt32(4 * channels)
    }
  }
}
