import AnomalyFormat

extension Export {
  /// A C header that holds the blob as an aligned array, with its sizes as macros for `_Static_assert`.
  ///
  /// - Parameter name: file name without extension; "model" gives `MODEL_BLOB_BYTES` and `model_blob`.
  public func cHeader(named name: String) -> String {
    let letters = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let lower = (letters.first?.isNumber ?? true ? "_" : "") + String(letters).lowercased()
    let upper = lower.uppercased()
    let header = blob.blob.header
    var text = """
      /* Written by `trainer export --emit-c`. A blob for libanomaly_rt; do not edit. */
      #ifndef \(upper)_H
      #define \(upper)_H

      #include <stdint.h>

      #define \(upper)_BLOB_BYTES \(header.blobBytes)u
      #define \(upper)_SESSION_BYTES \(blob.blob.sessionBytes)u
      #define \(upper)_COLUMNS \(header.columns)u
      #define \(upper)_WINDOW \(header.window)u
      #define \(upper)_MEMORY_SLOTS \(header.memorySlots)u

      #if defined(__cplusplus)
      alignas(64)
      #elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
      _Alignas(64)
      #elif defined(__GNUC__)
      __attribute__((aligned(64)))
      #endif
      static const uint8_t \(lower)_blob[\(upper)_BLOB_BYTES] = {

      """
    for first in stride(from: 0, to: bytes.count, by: 24) {
      text += bytes[first..<min(first + 24, bytes.count)].map { "\($0)," }.joined()
      text += "\n"
    }
    return text + "};\n\n#endif\n"
  }
}
