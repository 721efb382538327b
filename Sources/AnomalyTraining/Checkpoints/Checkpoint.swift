import AnomalyData
import AnomalyNN
import Foundation

/// A training between two epochs, from which it continues to the same bits.
public struct Checkpoint: Sendable, Equatable {
  /// What belongs to one run and no other.
  struct Identity: Codable, Sendable, Equatable {
    /// As `name value`.
    var settings: [String]
    var dataDigest: String
    var graphDigest: String
    var options: TrainingOptions
  }

  /// All but the floats.
  struct Header: Codable, Sendable, Equatable {
    var identity: Identity
    /// From 0; 1 after a trim.
    var fit: Int
    var phase: TrainingProgress.Phase
    /// The epochs of the warm-up, once that is over.
    var warmUp: [TrainingRecord.Epoch]
    /// What was trimmed, and which windows.
    var trim: TrainingRecord.Trim?
    var dropped: RisingIndices
    var epochs: [TrainingRecord.Epoch]
    var bestEpoch: Int
    /// Steps and number of buffers of each optimiser.
    var steps: [Int]
    var buffers: [Int]
    /// Floats of one buffer.
    var count: Int
  }

  let header: Header
  /// Parameters, best parameters, buffers of the optimisers.
  private let floats: [[Float]]

  init(
    identity: Identity, fit: Int, phase: TrainingProgress.Phase, warmUp: [TrainingRecord.Epoch],
    trim: TrainingRecord.Trim?, dropped: RisingIndices, state: LoopState
  ) {
    header = Header(
      identity: identity, fit: fit, phase: phase, warmUp: warmUp, trim: trim, dropped: dropped, epochs: state.epochs,
      bestEpoch: state.bestEpoch, steps: state.optimisers.map(\.steps),
      buffers: state.optimisers.map(\.buffers.count), count: state.parameters.count)
    floats = [state.parameters, state.best] + state.optimisers.flatMap(\.buffers)
  }

  /// The state of the loop that was under way.
  var state: LoopState {
    var state = LoopState(parameters: floats[0])
    state.best = floats[1]
    state.epochs = header.epochs
    state.bestEpoch = header.bestEpoch
    var next = 2
    for (steps, count) in zip(header.steps, header.buffers) {
      state.optimisers.append(Optimiser.State(steps: steps, buffers: Array(floats[next..<next + count])))
      next += count
    }
    return state
  }

  /// "epoch 12".
  public var place: String { "\(header.phase == .warmUp ? "warm-up epoch" : "epoch") \(header.epochs.count)" }

  // MARK: Bytes

  private static let magic = Array("ANOMCKP1".utf8)

  /// The file: eight bytes "ANOMCKP1", the length of the header as little-endian UInt64, the header as JSON, the floats
  /// little-endian one buffer after the other, and the FNV-1a digest of all of it.
  public func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let json = try encoder.encode(header)
    var bytes = Self.magic
    bytes.reserveCapacity(json.count + floats.count * header.count * 4 + 32)
    bytes.append(contentsOf: Self.bytes(of: UInt64(json.count)))
    bytes.append(contentsOf: json)
    for buffer in floats {
      for value in buffer {
        let bits = value.bitPattern
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
      }
    }
    bytes.append(contentsOf: Self.bytes(of: Self.digest(bytes[...])))
    return bytes
  }

  /// Reads what `bytes()` wrote. Throws `CheckpointError.damaged`.
  public init(bytes: [UInt8]) throws(CheckpointError) {
    guard bytes.count >= 24, bytes.starts(with: Self.magic) else { throw .notACheckpoint }
    let end = bytes.count - 8
    guard Self.number(bytes[end...]) == Self.digest(bytes[..<end]) else { throw .damaged }
    let length = Self.number(bytes[8..<16])
    guard length <= UInt64(end - 16),
      let header = try? JSONDecoder().decode(Header.self, from: Data(bytes[16..<16 + Int(length)]))
    else { throw .damaged }
    let buffers = 2 + header.buffers.reduce(0, +)
    var next = 16 + Int(length)
    guard header.count >= 0, header.steps.count == header.buffers.count, header.buffers.allSatisfy({ $0 >= 0 }),
      buffers < 1 << 16, (end - next) == buffers * header.count * 4
    else { throw .damaged }
    self.header = header
    var floats: [[Float]] = []
    for _ in 0..<buffers {
      floats.append(
        (0..<header.count).map { index in
          let i = next + index * 4
          return Float(
            bitPattern: UInt32(bytes[i]) | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2]) << 16
              | UInt32(bytes[i + 3]) << 24)
        })
      next += header.count * 4
    }
    self.floats = floats
  }

  private static func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func digest(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var digest = FNV1a()
    digest.combine(bytes)
    return digest.value
  }
}
