/// The version of the blob format that this source tree reads and writes.
///
/// A reader accepts its own major version and any minor version up to its own: a minor version only adds op codes,
/// sections and record fields that were reserved before.
public enum FormatVersion {
  /// Changes when an old reader would misread a new blob.
  public static var major: UInt16 { 1 }
  /// Changes when an old reader could not read a new blob, but a new reader still reads an old one.
  public static var minor: UInt16 { 0 }
  /// `major << 16 | minor`, as the C interface reports it.
  public static var packed: UInt32 { UInt32(major) << 16 | UInt32(minor) }
}
