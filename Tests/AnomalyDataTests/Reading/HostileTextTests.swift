import AnomalyData
import Testing

/// Whatever the bytes are, reading them ends in a frame that keeps its promises or in an error of one sentence.
@Suite struct HostileTextTests {
  @Test func changedBytesGiveAFrameOrAnError() {
    let sound = Array(
      "time,\"a [V]\",b,label\r\n2020-01-01 10:00:00,1.5,-2e3,0\r\n\"x \"\"y\"\"\",NaN,,1\r\n,3,4,0\n".utf8)
    let spice = Array("\n\r\",;\t|.-+eE0 9x\0".utf8) + [0xFF, 0xC3, 0xEF]
    var random = RandomSource(seed: 11)
    var frames = 0
    var errors = 0
    for _ in 0..<1500 {
      var bytes = sound
      for _ in 0...(random.next() % 4) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = spice[Int(random.next() % UInt64(spice.count))]
        case 1: bytes.insert(spice[Int(random.next() % UInt64(spice.count))], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(random.next() % 20)))
        }
        if bytes.isEmpty { bytes = sound }
      }
      do {
        let frame = try frame(bytes: bytes)
        frames += 1
        #expect(frame.rowCount > 0 && frame.values.allSatisfy { $0.isFinite || $0.isNaN })
        #expect((0..<frame.rowCount).allSatisfy { (frame.time?.text($0).utf8.count ?? 0) <= bytes.count })
      } catch {
        errors += 1
        #expect(error.description.contains("data.csv"))
      }
    }
    #expect(frames > 100 && errors > 100)
  }
}
