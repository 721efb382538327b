import AnomalyData
import Testing

@Suite struct RandomSourceTests {
  @Test func sameSeedSameNumbers() {
    var a = RandomSource(seed: 7)
    var b = RandomSource(seed: 7)
    var c = RandomSource(seed: 8)
    let first = (0..<100).map { _ in a.next() }
    #expect(first == (0..<100).map { _ in b.next() })
    #expect(first != (0..<100).map { _ in c.next() })
  }

  @Test func forksAreIndependentOfDraws() {
    let source = RandomSource(seed: 3)
    var fork = source.fork(1)
    var again = source.fork(1)
    var other = source.fork(2)
    let numbers = (0..<10).map { _ in fork.next() }
    #expect(numbers == (0..<10).map { _ in again.next() })
    #expect(numbers != (0..<10).map { _ in other.next() })
  }

  @Test func uniformStaysInItsRange() {
    var source = RandomSource(seed: 1)
    let numbers = (0..<10_000).map { _ in source.uniform(in: -2..<3) }
    #expect(numbers.allSatisfy { $0 >= -2 && $0 < 3 })
    #expect(abs(numbers.reduce(0, +) / 10_000 - 0.5) < 0.1)
  }

  @Test func normalHasMeanZeroAndDeviationOne() {
    var source = RandomSource(seed: 1)
    let numbers = (0..<20_000).map { _ in source.normal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
  }
}
