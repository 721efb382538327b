/// The version of the C interface and of the trainer; `include/anomaly_rt.h` repeats it, and a test compares the two.
public enum RuntimeVersion {
  public static var major: UInt32 { 0 }
  public static var minor: UInt32 { 1 }
  public static var patch: UInt32 { 0 }
  /// major << 16 | minor << 8 | patch.
  public static var packed: UInt32 { major << 16 | minor << 8 | patch }
}

#if !hasFeature(Embedded)
  extension RuntimeVersion {
    /// "major.minor.patch".
    public static var text: String { "\(major).\(minor).\(patch)" }
  }
#endif
