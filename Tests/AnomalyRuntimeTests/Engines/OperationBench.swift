import AnomalyFormat
import SampleModels

@testable import AnomalyRuntime

/// One operation on its own: a header, tensors and an arena, without a program around it.
final class OperationBench {
  private let memory: GuardedMemory
  private let arena: GuardedMemory

  /// - Parameters:
  ///   - tensors: the tensors section.
  ///   - arena: what the arena holds before, all of it.
  init(tensors: [UInt8], arena contents: [UInt8]) {
    var header = BlobHeader()
    header.sections[.tensors] = SectionEntry(offset: UInt32(BlobHeader.byteCount), bytes: UInt32(tensors.count))
    memory = GuardedMemory(withUnsafeBytes(of: header) { Array($0) } + tensors)
    arena = GuardedMemory(contents)
  }

  var blob: Blob { Blob(validated: UnsafeRawPointer(memory.start)) }

  /// Runs an operation with the micro-kernels of a tier. Returns the arena.
  func run(_ op: OpRecord, tier: Int32) -> [UInt8] {
    let machine = Machine(
      blob: blob, tensors: blob.start(of: .tensors), arena: arena.start,
      window: WindowRing(
        values: arena.start.assumingMemoryBound(to: Int32.self), count: 0, start: 0, targetOffset: 0, missing: 0),
      tier: tier, windows: 0)
    let isFloat = op.outputType == ElementType.float32.rawValue
    let place = MemoryLayout<BlobHeader>.offset(of: \.inputType) ?? 0
    memory.start.storeBytes(
      of: (isFloat ? ElementType.float32 : .int8).rawValue, toByteOffset: place, as: UInt8.self)
    withUnsafePointer(to: op) { op in
      if op.pointee.code == OpCode.attention.rawValue { machine.runAttention(op) } else { machine.runLayerNorm(op) }
    }
    return Array(UnsafeRawBufferPointer(start: arena.start, count: arena.count))
  }
}

/// A number as it lies in memory.
func bytes<Value: BitwiseCopyable>(_ value: Value) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

/// The float32 at a place.
func float(_ bytes: [UInt8], _ offset: Int) -> Float {
  bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Float.self) }
}
