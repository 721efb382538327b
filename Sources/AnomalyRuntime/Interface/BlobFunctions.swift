/// The library and blobs.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

@_cdecl("anomaly_version")
public func anomaly_version() -> UInt32 { RuntimeVersion.packed }

@_cdecl("anomaly_error_string")
public func anomaly_error_string(_ value: Int32) -> UnsafePointer<CChar> {
  let text: StaticString
  if let error = RuntimeError(rawValue: value) {
    text = error.text
  } else if value == 0 {
    text = "no error"
  } else if value > 0 {
    text = "no error; a window was scored or is due"
  } else {
    text = "unknown error; the library is older than the program that asks"
  }
  return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

@_cdecl("anomaly_inspect")
public func anomaly_inspect(
  _ blob: UnsafeRawPointer?, _ bytes: UInt, _ info: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let info = try require(info)
    let blob = try BlobValidator.validate(require(blob), count: clamped(bytes))
    info.storeBytes(of: BlobInfo(blob), as: BlobInfo.self)
    return 0
  }
}
