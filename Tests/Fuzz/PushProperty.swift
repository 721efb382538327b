/// Any bits as a stream of samples, a reset behind each that begins with a byte AA: every score is finite, every p-value
/// in (0, 1], and no sample is lost or counted twice.
enum PushProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    GoldenBlob.withSession(input) { session, bits in
      let blob = session.blob
      var pushed: UInt64 = 0
      var offset = 0
      while offset + 4 <= bits.count {
        // A sample takes what is left, and NaN behind the end of the input.
        let result = session.push { column in
          let place = offset + 4 * column
          return place + 4 <= bits.count ? bits.loadUnaligned(fromByteOffset: place, as: Float.self) : .nan
        }
        let isReset = bits[offset] == 0xAA
        offset += 4 * blob.columns
        pushed += 1
        let isDue = pushed >= UInt64(blob.window) && (pushed - UInt64(blob.window)) % UInt64(blob.header.stride) == 0
        precondition((result != nil) == isDue, "a window was not scored when it was due, or when it was not")
        if let result {
          precondition(result.sample == pushed, "samples were lost or counted twice")
          SessionProperty.check(result, session)
        }
        if isReset {
          session.reset()
          pushed = 0
        }
      }
    }
  }
}
