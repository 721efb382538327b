import AnomalyRuntime
import Foundation

/// The functions of `include/anomaly_rt.h`, of the ordinary Swift runtime or of the shared library.
public struct CFunctions: Sendable {
  public typealias Memory = UnsafeMutableRawPointer?
  public typealias Bytes = UnsafeRawPointer?
  public typealias Version = @convention(c) () -> UInt32
  public typealias ErrorString = @convention(c) (Int32) -> UnsafePointer<CChar>
  public typealias Inspect = @convention(c) (Bytes, UInt, Memory) -> Int32
  public typealias Initialize = @convention(c) (Memory, UInt, Bytes, UInt) -> Int32
  public typealias ColumnText = @convention(c) (Memory, UInt32) -> UnsafePointer<CChar>?
  public typealias Score = @convention(c) (Memory, UnsafePointer<Float>?, UInt, Memory) -> Int32
  public typealias ScoreReadings = @convention(c) (Memory, UnsafePointer<Int16>?, UInt, Memory) -> Int32
  public typealias Explain = @convention(c) (Memory, UnsafeMutablePointer<Float>?, UInt) -> Int32
  public typealias Command = @convention(c) (Memory) -> Int32
  public typealias Add = @convention(c) (Memory, UnsafePointer<Float>?, UInt) -> Int32
  public typealias AddReadings = @convention(c) (Memory, UnsafePointer<Int16>?, UInt) -> Int32
  public typealias Step = @convention(c) (Memory, UInt32, Memory) -> Int32
  public typealias Gap = @convention(c) (Memory, UInt64) -> Int32
  public typealias Health = @convention(c) (Memory, Memory) -> Int32
  public typealias ScoreMany = @convention(c) (Memory, UInt, UnsafePointer<Float>?, UInt, Memory) -> Int32
  public typealias Prototypes =
    @convention(c) (
      Memory, UnsafeMutablePointer<UInt32>?, UnsafeMutablePointer<Float>?, UInt
    ) -> Int32
  public typealias SetThresholds = @convention(c) (Memory, Float, Float) -> Int32
  public typealias Save = @convention(c) (Memory, Memory, UInt) -> Int32
  public typealias Restore = @convention(c) (Memory, UInt, Bytes, UInt, Bytes, UInt) -> Int32

  public var version: Version
  public var errorString: ErrorString
  public var inspect: Inspect
  public var initialize: Initialize
  public var columnName: ColumnText
  public var columnUnit: ColumnText
  public var push: Score
  public var pushReadings: ScoreReadings
  public var add: Add
  public var addReadings: AddReadings
  public var step: Step
  public var gap: Gap
  public var health: Health
  public var score: Score
  public var scoreReadings: ScoreReadings
  public var scoreMany: ScoreMany
  public var contributions: Explain
  public var reconstruction: Explain
  public var attention: Explain
  public var prototypes: Prototypes
  public var reset: Command
  public var setThresholds: SetThresholds
  public var save: Save
  public var restore: Restore
  public var selfTest: Command

  /// The ordinary build of the runtime, as the trainer uses it.
  public static var ordinary: CFunctions {
    CFunctions(
      version: { anomaly_version() }, errorString: { anomaly_error_string($0) },
      inspect: { anomaly_inspect($0, $1, $2) }, initialize: { anomaly_init($0, $1, $2, $3) },
      columnName: { anomaly_column_name($0, $1) }, columnUnit: { anomaly_column_unit($0, $1) },
      push: { anomaly_push($0, $1, $2, $3) }, pushReadings: { anomaly_push_int16($0, $1, $2, $3) },
      add: { anomaly_add($0, $1, $2) }, addReadings: { anomaly_add_int16($0, $1, $2) },
      step: { anomaly_step($0, $1, $2) }, gap: { anomaly_gap($0, $1) }, health: { anomaly_health($0, $1) },
      score: { anomaly_score($0, $1, $2, $3) }, scoreReadings: { anomaly_score_int16($0, $1, $2, $3) },
      scoreMany: { anomaly_score_many($0, $1, $2, $3, $4) },
      contributions: { anomaly_contributions($0, $1, $2) }, reconstruction: { anomaly_reconstruction($0, $1, $2) },
      attention: { anomaly_attention($0, $1, $2) }, prototypes: { anomaly_prototypes($0, $1, $2, $3) },
      reset: { anomaly_reset($0) },
      setThresholds: { anomaly_set_thresholds($0, $1, $2) }, save: { anomaly_save($0, $1, $2) },
      restore: { anomaly_restore($0, $1, $2, $3, $4, $5) }, selfTest: { anomaly_self_test($0) })
  }

  /// The Embedded build: `libanomaly_rt.so`, which the package builds beside the running executable.
  public static var sharedLibrary: CFunctions {
    get throws {
      let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      let path = folder.appendingPathComponent("libanomaly_rt.so").path
      guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else { throw MissingLibrary(path: path) }
      func symbol<Function>(_ name: String) throws -> Function {
        guard let address = dlsym(library, name) else { throw MissingLibrary(path: "\(name) in \(path)") }
        return unsafeBitCast(address, to: Function.self)
      }
      return CFunctions(
        version: try symbol("anomaly_version"), errorString: try symbol("anomaly_error_string"),
        inspect: try symbol("anomaly_inspect"), initialize: try symbol("anomaly_init"),
        columnName: try symbol("anomaly_column_name"), columnUnit: try symbol("anomaly_column_unit"),
        push: try symbol("anomaly_push"), pushReadings: try symbol("anomaly_push_int16"),
        add: try symbol("anomaly_add"), addReadings: try symbol("anomaly_add_int16"),
        step: try symbol("anomaly_step"), gap: try symbol("anomaly_gap"), health: try symbol("anomaly_health"),
        score: try symbol("anomaly_score"), scoreReadings: try symbol("anomaly_score_int16"),
        scoreMany: try symbol("anomaly_score_many"),
        contributions: try symbol("anomaly_contributions"), reconstruction: try symbol("anomaly_reconstruction"),
        attention: try symbol("anomaly_attention"), prototypes: try symbol("anomaly_prototypes"),
        reset: try symbol("anomaly_reset"),
        setThresholds: try symbol("anomaly_set_thresholds"), save: try symbol("anomaly_save"),
        restore: try symbol("anomaly_restore"), selfTest: try symbol("anomaly_self_test"))
    }
  }
}

/// The shared library, or a function of it, is not where it should be.
public struct MissingLibrary: Error, CustomStringConvertible {
  var path: String

  public var description: String { "cannot load \(path); build the whole package with `swift build`" }
}
