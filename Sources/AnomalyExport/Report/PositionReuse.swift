public import AnomalyFormat

/// What a stream saves because later windows take results over, see `KeptPositions`.
public struct PositionReuse: Sendable, Encodable {
  /// Multiply-accumulates of a window that are not computed again, once the stream runs.
  public var macs: Int
  /// Bytes of the session that hold results for later windows.
  public var bytes: Int

  /// nil where nothing is kept.
  public init?(_ blob: Blob) {
    macs = 0
    bytes = 0
    for index in 0..<Int(blob.header.opCount) {
      let op = blob.op(index)
      guard op.keepsPositions, let type = ElementType(rawValue: op.outputType) else { continue }
      macs += Int(op.kept.count) * Int(op.outputCount) * Int(op.inputCount)
      bytes += Int(op.kept.phases * op.kept.count) * Int(op.outputCount) * type.bytes
    }
    if bytes == 0 { return nil }
  }
}
