/// All memory of one executor: every tensor is taken from it once, before the first batch, and starts as zeros.
final class Arena {
  private var regions: [UnsafeMutableRawPointer] = []

  /// A lane tensor for `blocks` × 16 windows.
  func lanes(blocks: Int, features: Int) -> LaneTensor {
    LaneTensor(base: take(blocks * features * Lanes.laneCount, as: Lanes.self), features: features)
  }

  /// A row tensor for `blocks` × 16 windows.
  func rows(blocks: Int, features: Int) -> RowTensor {
    let stride = RowTensor.stride(features: features)
    return RowTensor(base: floats(blocks * Lanes.laneCount * stride), stride: stride)
  }

  /// `count` floats on a cache line of their own.
  func floats(_ count: Int) -> UnsafeMutablePointer<Float> { take(count, as: Float.self) }

  /// `count` doubles on a cache line of their own.
  func doubles(_ count: Int) -> UnsafeMutablePointer<Double> { take(count * 2, as: Double.self) }

  private func take<T>(_ floats: Int, as type: T.Type) -> UnsafeMutablePointer<T> {
    let bytes = max(floats, 1) * MemoryLayout<Float>.stride
    let region = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    region.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    regions.append(region)
    return region.bindMemory(to: T.self, capacity: bytes / MemoryLayout<T>.stride)
  }

  deinit {
    for region in regions { region.deallocate() }
  }
}
