/// Values as the caller holds them: samples in physical units, or readings of a converter that the blob's columns scale.
public enum Readings {
  /// Physical units; NaN stands for a missing value.
  case float32(UnsafePointer<Float>)
  /// A converter's readings, physical value = reading · `ColumnRecord.converterScale` + `ColumnRecord.converterOffset`.
  case int16(UnsafePointer<Int16>)
}
