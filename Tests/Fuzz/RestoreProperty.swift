/// Any bytes as a saved session, its magic and both checksums made right: refused, or a session that scores.
enum RestoreProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    GoldenBlob.withSessionMemory(input) { blob, memory, rest in
      withAlignedCopy(rest) { saved in
        guard let base = saved.baseAddress, let start = memory.baseAddress else { return }
        let size = blob.sessionBytes
        if saved.count >= size {
          base.storeBytes(of: SessionHeader.magicValue, as: UInt32.self)
          base.storeBytes(of: blob.header.checksum, toByteOffset: 16, as: UInt32.self)
          var crc = CRC32C()
          crc.add(base + 8, count: size - 8)
          base.storeBytes(of: crc.value, toByteOffset: 4, as: UInt32.self)
        }
        let source = UnsafeRawPointer(base)
        guard let session = try? Session.restore(start, bytes: size, blob: blob, from: source, savedBytes: saved.count)
        else { return }
        withAlignedMemory(blob.windowCount * 4) { values in
          let floats = values.bindMemory(to: Float.self)
          guard let values = floats.baseAddress else { return }
          try? session.contributions(into: values)
          try? session.reconstruction(into: values)
        }
        if blob.header.memorySlots > 0 {
          withAlignedMemory(Int(blob.header.memorySlots) * 4) { values in
            let floats = values.bindMemory(to: Float.self)
            if let values = floats.baseAddress { try? session.attention(into: values) }
          }
        }
        for index in 0..<blob.window { _ = session.push { Float(index + $0) } }
        SessionProperty.check(session, samples: [1, 2, 3])
      }
    }
  }
}
