import Foundation

/// The properties that can be fuzzed; ANOMALY_FUZZ_PROPERTY names the one of this run.
private enum Property: String {
  case blob
  case savedSession = "saved-session"
  case samples

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
  case .savedSession: SavedSessionProperty.check(input)
  case .samples: SampleProperty.check(input)
  }
  return 0
}
