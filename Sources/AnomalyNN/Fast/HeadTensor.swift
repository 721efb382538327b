/// What the heads of an attention layer hold, head by head: `[blocks][heads][steps][width]` lanes.
struct HeadTensor {
  /// Its lanes; a feature is a place in `[heads][steps][stride]`.
  let lanes: LaneTensor
  let steps: Int
  let width: Int
  /// Lanes from step to step.
  let stride: Int

  /// Takes memory for `blocks` blocks.
  init(heads: Int, steps: Int, width: Int, blocks: Int, arena: Arena) {
    // An odd number of cache lines: rows a power of two apart would share few sets of a cache.
    stride = width | 1
    self.steps = steps
    self.width = width
    lanes = arena.lanes(blocks: blocks, features: heads * steps * stride)
  }

  /// First feature of a head.
  func first(_ head: Int) -> Int { head * steps * stride }

  /// `[steps][width]` of one head.
  func matrix(_ block: Int, _ head: Int) -> LaneMatrix {
    LaneMatrix(base: lanes.lanes(block) + first(head), row: stride, column: 1)
  }

  /// The values of one head at one step.
  func row(_ block: Int, _ head: Int, _ step: Int) -> UnsafeMutablePointer<Lanes> {
    lanes.lanes(block) + first(head) + step * stride
  }
}
