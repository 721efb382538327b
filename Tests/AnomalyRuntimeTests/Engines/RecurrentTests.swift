import AnomalyData
import AnomalyFormat
import CAnomalyKernels
import Testing

@testable import AnomalyExport
@testable import AnomalyRuntime

@Suite struct RecurrentTests {
  static let cells: [RecurrentCell] = [.simple, .lstm, .gru]

  /// Sizes at every edge of groups, blocks and alignment; each way of reading and returning.
  static func samples(_ cell: RecurrentCell) -> [RecurrentSample] {
    var samples: [RecurrentSample] = []
    for (index, units) in [1, 2, 3, 4, 5, 15, 16, 17, 20, 33, 50, 64, 65, 70].enumerated() {
      samples.append(
        RecurrentSample(
          cell: cell, window: 1 + index % 6, columns: 1 + index % 9,
          layers: [.init(units: units), .init(units: 1 + index * 3 % 8, returnsSequence: false)]))
    }
    for units in [4, 7, 18] {
      samples.append(
        RecurrentSample(
          cell: cell, window: 6, columns: 3,
          layers: [
            .init(units: 9), .init(units: units, returnsSequence: false), .init(units: 6, repeatsInput: true),
            .init(units: 5),
          ]))
    }
    return samples.enumerated().flatMap { index, sample in
      [(Storage.int8, Storage.int8), (.int16Planes, .int8), (.int8, .int16Planes), (.int16Planes, .int16Planes)].map {
        var sample = sample
        sample.seed = UInt64(index)
        (sample.hidden, sample.stored) = $0
        return sample
      }
    }
  }

  /// The values of an activation.
  private func integers(_ session: Session, _ offset: UInt32, _ count: Int, _ type: UInt8) -> [Int64] {
    let low = (session.arena + Int(offset)).assumingMemoryBound(to: Int8.self)
    let high = low + BlockedLayout.padded(count)
    let isPlanes = type == ElementType.int16Planes.rawValue
    return (0..<count).map { isPlanes ? Int64(low[$0]) + 256 * Int64(high[$0]) : Int64(low[$0]) }
  }

  /// Puts any bytes into the arena: every pattern is a valid activation, but for a low plane that calls for 128.
  private func scatter(_ session: Session, seed: UInt64) {
    var random = RandomSource(seed: seed)
    for index in 0..<Int(session.blob.header.arenaBytes) {
      session.arena.storeBytes(of: Int8(random.uniform() * 256 - 128), toByteOffset: index, as: Int8.self)
    }
  }

  @Test(arguments: cells)
  func everyIntegerIsThatOfTheReference(cell: RecurrentCell) throws {
    for sample in Self.samples(cell) {
      let loaded = try sample.blob(.int8)
      try loaded.withSession { session in
        for tier in Self.tiers {
          session.header.pointee.tier = tier
          scatter(session, seed: sample.seed)
          for index in sample.layers.indices {
            let op = session.blob.op(index)
            let x = integers(session, op.inputOffset, Int(op.inputLength), op.inputType)
            session.machine.runRecurrent(session.blob.record(index))
            let expected = RecurrentIntegerReference(blob: session.blob, op: op).output(for: x)
            let got = integers(session, op.outputOffset, expected.count, op.outputType)
            #expect(got == expected, "\(sample), operation \(index), tier \(tier)")
          }
        }
      }
    }
  }

  private static var tiers: [Int32] {
    #if arch(x86_64)
      Array(ANOMALY_TIER_PLAIN...anomaly_cpu_tier())
    #else
      [ANOMALY_TIER_PLAIN, anomaly_cpu_tier()]
    #endif
  }

  @Test(arguments: cells)
  func everyFloatIsNearTheReference(cell: RecurrentCell) throws {
    for sample in Self.samples(cell) where sample.hidden == .int8 && sample.stored == .int8 {
      let program = sample.program()
      let loaded = try sample.blob(.float32)
      let window = sample.windows(1, seed: 3)[0]
      let trace = sample.trace(program, window)
      try loaded.withSession { session in
        for tier in Self.tiers {
          session.header.pointee.tier = tier
          for (place, value) in window.enumerated() {
            session.arena.storeBytes(of: value, toByteOffset: 4 * place, as: Float.self)
          }
          for index in sample.layers.indices {
            session.machine.runRecurrent(session.blob.record(index))
            let expected = trace.buffers[index + 1]
            for (place, value) in expected.enumerated() {
              let offset = Int(session.blob.op(index).outputOffset) + 4 * place
              let got = session.arena.load(fromByteOffset: offset, as: Float.self)
              #expect(abs(Double(got) - value) < 1e-5, "\(sample), operation \(index), value \(place)")
            }
          }
        }
      }
    }
  }

  /// Over 60 steps, root mean square of the error in hidden values of at most 1.
  @Test(arguments: cells)
  func integersStayCloseToTheModel(cell: RecurrentCell) throws {
    for storage in [Storage.int8, .int16Planes] {
      var sample = RecurrentSample(
        cell: cell, window: 60, columns: 2, layers: [.init(units: 50), .init(units: 50, returnsSequence: false)])
      (sample.hidden, sample.stored) = (storage, .int8)
      let program = sample.program()
      let loaded = try sample.blob(.int8)
      let scale = Int8Scale(holding: sample.ranges(program)[.window])
      var squares = [0.0, 0.0]
      var counts = [0, 0]
      try loaded.withSession { session in
        for window in sample.windows(4, seed: 77) {
          let trace = sample.trace(program, window)
          for (place, value) in window.enumerated() {
            let q = Int8(max(min((Double(value) / scale.scale).rounded() + Double(scale.zero), 127), -128))
            session.arena.storeBytes(of: q, toByteOffset: place, as: Int8.self)
          }
          for index in sample.layers.indices {
            let op = session.blob.op(index)
            session.machine.runRecurrent(session.blob.record(index))
            let unit = 32 / Double(op.parameter1)
            let expected = trace.buffers[index + 1]
            let got = integers(session, op.outputOffset, expected.count, op.outputType)
            for (a, b) in zip(got, expected) {
              squares[index] += (Double(a) * unit - b) * (Double(a) * unit - b)
              counts[index] += 1
            }
          }
        }
      }
      for index in 0..<2 {
        let error = (squares[index] / Double(counts[index])).squareRoot()
        #expect(error < 0.01, "\(cell) \(storage) layer \(index)")
      }
    }
  }
}
