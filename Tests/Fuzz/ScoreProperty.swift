/// Any bits as one window after the other: results in their range, and the same window gives the same bits again.
enum ScoreProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    GoldenBlob.withSession(input) { session, bits in
      let count = session.blob.windowCount
      let values = (0..<min(bits.count / 4, 4 * count)).map {
        bits.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self)
      }
      var first = 0
      repeat {
        func value(_ place: Int) -> Float { first + place < values.count ? values[first + place] : 0 }
        let result = session.score(value)
        SessionProperty.check(result, session)
        let again = session.score(value)
        precondition(
          again.score.bitPattern == result.score.bitPattern && again.missing == result.missing,
          "a window has two scores")
        first += count
      } while first < values.count
    }
  }
}
