/// 400 scores of 25 values and labels that depend on them, from a linear congruential generator
/// (x ← 1103515245 x + 12345 mod 2³¹) that any other program can repeat.
struct TiedScores {
  var scores: [Float] = []
  var labels: [Bool] = []

  init() {
    var state: UInt64 = 12_345
    func draw(_ limit: UInt64) -> UInt64 {
      state = (state * 1_103_515_245 + 12_345) % (1 << 31)
      return (state >> 16) % limit
    }
    for _ in 0..<400 {
      let score = draw(25)
      scores.append(Float(score))
      labels.append(draw(100) < 10 + score)
    }
  }
}
