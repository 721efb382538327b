/// What this build of the runtime can do. All of it, unless `tools/build-runtime --ops` left something out; a blob that
/// needs more is refused with `RuntimeError.blobProgram`.
///
/// The answers are constants, so that the code behind what is left out goes as well.
public enum BuiltOperations {
  /// Whether an operation is there. Dense always is: every program ends with it.
  @inline(__always)
  public static func contains(_ code: OpCode) -> Bool {
    switch code {
    case .dense: true
    case .softmax:
      #if ANOMALY_WITHOUT_SOFTMAX
        false
      #else
        true
      #endif
    case .recurrent:
      #if ANOMALY_WITHOUT_RECURRENT
        false
      #else
        true
      #endif
    case .attention:
      #if ANOMALY_WITHOUT_ATTENTION
        false
      #else
        true
      #endif
    case .layerNorm:
      #if ANOMALY_WITHOUT_LAYERNORM
        false
      #else
        true
      #endif
    case .combine:
      #if ANOMALY_WITHOUT_COMBINE
        false
      #else
        true
      #endif
    case .distance:
      #if ANOMALY_WITHOUT_DISTANCE
        false
      #else
        true
      #endif
    case .divergence:
      #if ANOMALY_WITHOUT_DIVERGENCE
        false
      #else
        true
      #endif
    }
  }

  /// Whether any operation writes `ElementType.int16Planes`.
  @inline(__always)
  public static var planes: Bool { contains(.softmax) || contains(.recurrent) || contains(.layerNorm) }

  /// Whether scores of a stream are smoothed and verdicts held, see `DecisionRecord`.
  @inline(__always)
  public static var decision: Bool {
    #if ANOMALY_WITHOUT_DECISION
      false
    #else
      true
    #endif
  }

  /// Whether a stream's missing and saturated values are counted.
  @inline(__always)
  public static var health: Bool {
    #if ANOMALY_WITHOUT_HEALTH
      false
    #else
      true
    #endif
  }

  /// Whether results go on from window to window, see `KeptPositions`.
  @inline(__always)
  public static var reuse: Bool {
    #if ANOMALY_WITHOUT_REUSE
      false
    #else
      true
    #endif
  }

  /// Whether int8 programs run.
  @inline(__always)
  public static var int8: Bool {
    #if ANOMALY_WITHOUT_INT8
      false
    #else
      true
    #endif
  }

  /// Whether programs with float16 or float32 weights run.
  @inline(__always)
  public static var float: Bool {
    #if ANOMALY_WITHOUT_FLOAT
      false
    #else
      true
    #endif
  }
}

extension Blob {
  /// Whether this is an int8 program; a constant where the build knows one kind only.
  @inline(__always)
  public var isInteger: Bool {
    if !BuiltOperations.float { return true }
    return BuiltOperations.int8 && header.inputType == ElementType.int8.rawValue
  }
}
