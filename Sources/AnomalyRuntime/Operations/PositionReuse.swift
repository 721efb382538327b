/// Results that one window of a stream leaves for a later one. Rows of a position are a multiple of 4.
extension DenseLayer {
  /// Takes over what an earlier window computed. Returns the positions that need no computing.
  @inline(never)
  func recall() -> Range<Int> {
    let kept = op.kept
    if machine.windows < kept.phases { return 0..<0 }
    let first = Int(kept.first)
    copy(kept, from: set(of: kept), to: result(at: first))
    return first..<first &+ Int(kept.count)
  }

  /// Keeps what a later window will take over.
  @inline(never)
  func remember() {
    let kept = op.kept
    copy(kept, from: result(at: Int(kept.first &+ kept.shift)), to: set(of: kept))
  }

  /// 32-bit words of the results of a position.
  private var positionWords: Int {
    (rows &* ElementType(rawValue: op.outputType).unsafelyUnwrapped.bytes) &>> 2
  }

  @inline(never)
  private func copy(_ kept: KeptPositions, from: UnsafeMutablePointer<Int32>, to: UnsafeMutablePointer<Int32>) {
    for index in 0..<Int(kept.count) &* positionWords { to[index] = from[index] }
  }

  private func result(at position: Int) -> UnsafeMutablePointer<Int32> {
    (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Int32.self) + position &* positionWords
  }

  /// The set that this window's phase reads and then writes, the sets being the end of the scratch memory.
  private func set(of kept: KeptPositions) -> UnsafeMutablePointer<Int32> {
    let end = (machine.arena + Int(op.scratchOffset &+ op.scratchBytes)).assumingMemoryBound(to: Int32.self)
    let phase = machine.windows & (kept.phases &- 1)
    return end - Int(kept.phases &- phase) &* Int(kept.count) &* positionWords
  }
}
