/// Any bytes as a saved session, its magic and both checksums made right: refused, or a session that scores.
enum SavedSessionProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    FixedBlob.withSessionMemory { blob, memory in
      withAlignedCopy(input) { saved in
        guard let base = saved.baseAddress, let start = memory.baseAddress else { return }
        let size = Int(blob.header.sessionBytes)
        if input.count >= size {
          base.storeBytes(of: SessionHeader.magicValue, as: UInt32.self)
          base.storeBytes(of: blob.header.checksum, toByteOffset: 16, as: UInt32.self)
          var crc = CRC32C()
          crc.add(base + 8, count: size - 8)
          base.storeBytes(of: crc.value, toByteOffset: 4, as: UInt32.self)
        }
        let source = UnsafeRawPointer(base)
        guard let session = try? Session.restore(start, bytes: size, blob: blob, from: source, savedBytes: input.count)
        else { return }
        withAlignedMemory(blob.windowCount * 4) { values in
          let floats = values.bindMemory(to: Float.self)
          guard let values = floats.baseAddress else { return }
          try? session.contributions(into: values)
          try? session.reconstruction(into: values)
          try? session.attention(into: values)
        }
        let sample = (0..<blob.columns).map(Float.init)
        sample.withUnsafeBufferPointer { values in
          guard let start = values.baseAddress else { return }
          for _ in 0..<blob.window { _ = session.push(.float32(start)) }
        }
        ScoreProperty.check(session, samples: [1, 2, 3])
      }
    }
  }
}
