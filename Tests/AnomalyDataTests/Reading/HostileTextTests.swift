import AnomalyData
import Testing

/// Whatever the bytes are, reading them ends in a frame that keeps its promises or in an error of one sentence.
@Suite struct HostileTextTests {
  @Test func changedBytesUnderAnyOption() {
    let sound = Array("# c\ntime;a,1;b\n1.2.2020 10:00:00;1,5;2\n1.2.2020 10:00:07;;\n2.2.2020 10:01:00;3;4\n".utf8)
    let spice = Array("\n\r\",; \t#.:-+eE09TZx\0".utf8)
    var random = RandomSource(seed: 12)
    var frames = 0
    for _ in 0..<1500 {
      var bytes = sound
      for _ in 0..<(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        if random.next() % 2 == 0 {
          bytes[place] = spice[Int(random.next() % UInt64(spice.count))]
        } else {
          bytes.insert(spice[Int(random.next() % UInt64(spice.count))], at: place)
        }
      }
      let choice = random.next()
      do {
        let frame = try frame(bytes: bytes) {
          if choice & 15 != 0 { $0.comment = UInt8(ascii: "#") }
          if choice & 16 != 0 { $0.delimiter = [Delimiter.blanks, .semicolon][Int(choice >> 5 & 1)] }
          if choice & 64 != 0 { $0.decimal = .comma }
          if choice & 128 != 0 { $0.missing = [.drop, .linear(limit: 1), .forward(limit: nil)][Int(choice >> 8) % 3] }
          if choice & 512 != 0 { $0.maxGap = TimeSpan("1h") }
          if choice & 1024 != 0 { $0.resampling = Resampling(["1h", "1d:last", "7h:linear"][Int(choice >> 12) % 3]) }
        }
        frames += 1
        #expect(frame.values.allSatisfy { $0.isFinite || $0.isNaN })
        #expect(TableDescription(of: frame).rows == frame.rowCount)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(frames > 100)
  }

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
