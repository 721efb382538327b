/// A non-linearity of int8 programs: 257 int16 values at even distances, straight lines between them. Any values are valid.
public enum CurveLayout {
  /// Values.
  public static var count: Int { 257 }
  /// Bytes in the tensors section.
  public static var byteCount: Int { 514 }
}
