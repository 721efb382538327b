/// Any bits as samples: every score is finite, every p-value in (0, 1].
enum SampleProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    let samples = (0..<input.count / 4).map { input.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    FixedBlob.withSessionMemory { blob, memory in
      guard let start = memory.baseAddress else { return }
      let session = try Session.initialize(start, bytes: memory.count, blob: blob)
      ScoreProperty.check(session, samples: samples)
    }
  }
}
