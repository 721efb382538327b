import Foundation

/// The properties that can be fuzzed; ANOMALY_FUZZ_PROPERTY names the one of this run.
private enum Property: String {
  case blob
  case push
  case score
  case restore

  static let chosen: Property = {
    guard let name = getenv("ANOMALY_FUZZ_PROPERTY"), let property = Property(rawValue: String(cString: name))
    else { fatalError("ANOMALY_FUZZ_PROPERTY names no property; run tools/fuzz") }
    return property
  }()
}

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = UnsafeRawBufferPointer(start: data, count: count)
  switch Property.chosen {
  case .blob: BlobProperty.check(input)
  case .push: PushProperty.check(input)
  case .score: ScoreProperty.check(input)
  case .restore: RestoreProperty.check(input)
  }
  return 0
}

/// What libFuzzer calls for a new input made from an old one.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
  switch Property.chosen {
  case .blob: BlobMutation.mutate(data, count, limit: limit, seed: seed)
  case .push, .score, .restore: anyMutation(data, count, limit)
  }
}

/// What libFuzzer calls once, before all.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer) -> Int32 {
  switch Property.chosen {
  case .blob: break  // its seeds are the golden blobs themselves
  case .push, .score: Seeds.writeStreams()
  case .restore: Seeds.writeSavedSessions()
  }
  return 0
}
