import CTrainingKernels

/// The parameters of an attention layer as its products read them: head by head, in whole panels, on the way forth
/// transposed. They are laid out once a batch.
struct AttentionWeights {
  /// One matrix of a head, the way forth and back.
  private struct Part {
    /// `[inner][columns]` in panels: x · W_qᵀ, x · W_kᵀ, x · W_vᵀ, answers · W_oᵀ.
    let forth: UnsafeMutablePointer<Float>
    /// `[columns][inner]` row behind row; nil in inference.
    let back: UnsafeMutablePointer<Float>?
    let inner: Int
    let columns: Int
    /// Floats of a head in `forth` and in `back`.
    var forthSize: Int { inner * WindowMatrix.width(columns) }
    var backSize: Int { columns * WindowMatrix.width(inner) }

    init(inner: Int, columns: Int, heads: Int, trains: Bool, arena: Arena) {
      self.inner = inner
      self.columns = columns
      forth = arena.floats(heads * inner * WindowMatrix.width(columns))
      back = trains ? arena.floats(heads * columns * WindowMatrix.width(inner)) : nil
    }

    func forth(_ head: Int) -> WindowMatrix { WindowMatrix(panels: forth + head * forthSize, rows: inner) }
    func back(_ head: Int) -> WindowMatrix {
      guard let back else { preconditionFailure("an executor for inference has no way back") }
      return WindowMatrix(rows: back + head * backSize, stride: WindowMatrix.width(inner))
    }

    /// Takes W `[columns][inner]` of a head, whose rows are `stride` floats apart.
    func take(_ head: Int, _ weight: UnsafePointer<Float>, stride: Int, _ instructions: Instructions) {
      let lanes = Lanes.laneCount
      let target = forth(head)
      withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: lanes) { rows in
        for first in Swift.stride(from: 0, to: columns, by: lanes) {
          for lane in 0..<lanes { rows[lane] = first + lane < columns ? weight + (first + lane) * stride : nil }
          training_lanes_from_windows(
            instructions.rawValue, rows.baseAddress, inner, target.base + first / lanes * target.panel)
        }
      }
      guard back != nil else { return }
      let copy = back(head)
      for row in 0..<columns { (copy.base + row * copy.row).update(from: weight + row * stride, count: inner) }
    }
  }

  private let layer: AttentionLayer
  private let offsets: AttentionOffsets
  private let parts: (query: Part, key: Part, value: Part, output: Part)
  /// b_q, b_k, b_v of each head and b_o, each padded to a multiple of 16.
  private let biases: UnsafeMutablePointer<Float>
  private let width: Int
  private let channels: Int

  init(layer: AttentionLayer, channels: Int, context: Int, trains: Bool, arena: Arena) {
    self.layer = layer
    self.channels = channels
    offsets = AttentionOffsets(layer: layer, channels: channels, context: context)
    func part(_ inner: Int, _ columns: Int) -> Part {
      Part(inner: inner, columns: columns, heads: layer.heads, trains: trains, arena: arena)
    }
    let own = layer.headWidth
    parts = (part(channels, own), part(context, own), part(context, own), part(own, channels))
    width = WindowMatrix.width(own)
    biases = arena.floats(3 * layer.heads * width + WindowMatrix.width(channels))
  }

  /// `[channels][headWidth]`: a step's values to its query.
  func query(_ head: Int) -> WindowMatrix { parts.query.forth(head) }
  /// The same to its key.
  func key(_ head: Int) -> WindowMatrix { parts.key.forth(head) }
  /// The same to its value.
  func value(_ head: Int) -> WindowMatrix { parts.value.forth(head) }
  /// `[headWidth][channels]`: a head's answer to its share of the result.
  func output(_ head: Int) -> WindowMatrix { parts.output.forth(head) }

  /// `[headWidth][channels]`: a query's δ to that of its step.
  func queryBack(_ head: Int) -> WindowMatrix { parts.query.back(head) }
  /// The same from a key's δ.
  func keyBack(_ head: Int) -> WindowMatrix { parts.key.back(head) }
  /// The same from a value's δ.
  func valueBack(_ head: Int) -> WindowMatrix { parts.value.back(head) }
  /// `[channels][headWidth]`: the result's δ to that of a head's answer.
  func outputBack(_ head: Int) -> WindowMatrix { parts.output.back(head) }

  func queryBias(_ head: Int) -> UnsafePointer<Float> { UnsafePointer(biases + head * width) }
  func keyBias(_ head: Int) -> UnsafePointer<Float> { UnsafePointer(biases + (layer.heads + head) * width) }
  func valueBias(_ head: Int) -> UnsafePointer<Float> { UnsafePointer(biases + (2 * layer.heads + head) * width) }
  var outputBias: UnsafePointer<Float> { UnsafePointer(biases + 3 * layer.heads * width) }

  /// Lays the parameters out anew.
  func take(_ parameters: UnsafePointer<Float>, _ instructions: Instructions) {
    let own = layer.headWidth
    func take(_ place: Int, _ head: Int, _ part: Part, _ offset: AttentionOffsets.Part) {
      part.take(head, parameters + offset.weight + head * own * part.inner, stride: part.inner, instructions)
      (biases + (place * layer.heads + head) * width).update(from: parameters + offset.bias + head * own, count: own)
    }
    for head in 0..<layer.heads {
      take(0, head, parts.query, offsets.query)
      take(1, head, parts.key, offsets.key)
      take(2, head, parts.value, offsets.value)
      parts.output.take(
        head, parameters + offsets.output.weight + head * own, stride: layer.width, instructions)
    }
    (biases + 3 * layer.heads * width).update(from: parameters + offsets.output.bias, count: channels)
  }
}
