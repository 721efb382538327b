/// The version of the blob format that this source tree reads and writes.
public enum FormatVersion {
  public static var major: UInt16 { 1 }
  public static var minor: UInt16 { 0 }
}
