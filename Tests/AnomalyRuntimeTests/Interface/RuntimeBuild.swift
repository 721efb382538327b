import SampleModels

/// The two builds of the runtime on this machine, both reached through the C interface.
enum RuntimeBuild: CaseIterable {
  /// As the trainer uses it.
  case ordinary
  /// Embedded Swift, `libanomaly_rt.so`.
  case sharedLibrary

  var functions: CFunctions {
    get throws {
      switch self {
      case .ordinary: .ordinary
      case .sharedLibrary: try .sharedLibrary
      }
    }
  }

  func detector(_ bytes: [UInt8]) throws -> Detector { try Detector(bytes, functions: functions) }
}
