extension BlobValidator {
  /// Checks scaler, converter and strings of every column.
  static func validateColumns(_ blob: Blob) throws(RuntimeError) {
    let strings = blob.bytes(of: .strings)
    if blob.start(of: .strings).load(fromByteOffset: strings &- 1, as: UInt8.self) != 0 { throw .blobColumn }
    let isInteger = blob.isInteger
    let limit = isInteger ? InputRange.integer : InputRange.float
    for index in 0..<blob.columns {
      let column = blob.column(index)
      guard column.center.isFiniteBits, column.gain.isUsableFactor,
        column.fill.magnitude <= limit, !isInteger || Float(Int(column.fill)) == column.fill,
        column.converterScale.isUsableFactor, column.converterOffset.isFiniteBits,
        column.name < UInt32(strings), column.unit < UInt32(strings), column.reserved == 0
      else { throw .blobColumn }
    }
  }
}

/// Where a scaled sample saturates.
public enum InputRange {
  /// Residual units of an int8 program.
  public static var integer: Float { 0x1p21 }
  /// Scaled units of a float program.
  public static var float: Float { 0x1p20 }
  /// The int32 that stands for a missing value in an int8 program's window; a float program uses NaN.
  public static var missing: Int32 { .min }
}
