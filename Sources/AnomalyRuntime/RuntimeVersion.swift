/// The version of the C interface and of the trainer; `include/anomaly_rt.h` repeats it, and a test compares the two.
public enum RuntimeVersion {
  /// Changes when programs must be rewritten; 0 before the first stable interface.
  public static var major: UInt32 { 0 }
  /// Changes when the interface grows; before 1.0 also when it changes.
  public static var minor: UInt32 { 1 }
  /// Changes with every other release.
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
