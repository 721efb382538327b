import Testing

@testable import AnomalyReport

@Suite struct TickTests {
  @Test func linearTicksAreRound() {
    #expect(Tick.linear(in: 0...1, count: 5).map(\.text) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Tick.linear(in: -120_000...130_000, count: 3).map(\.text) == ["−100,000", "0", "100,000"])
    #expect(Tick.linear(in: 61...84, count: 3).map(\.text) == ["70", "80"])
  }

  @Test func logarithmicTicksArePowers() {
    #expect(
      Tick.logarithmic(in: 0.0009...12000, count: 8).map(\.text)
        == ["0.001", "0.01", "0.1", "1", "10", "100", "1000", "10,000"])
    #expect(Tick.logarithmic(in: 3...30, count: 5).map(\.text) == ["5", "10", "20"])
    #expect(Tick.logarithmic(in: 1e-6...1e-5, count: 5).map(\.text) == ["10⁻⁶", "2·10⁻⁶", "5·10⁻⁶", "10⁻⁵"])
  }

  @Test func shortTextsKeepThreeDigits() {
    #expect(
      [0.05, 123.456, 98_765, 0.000_012_34, -2].map(Tick.shortText) == ["0.05", "123", "98,765", "1.23·10⁻⁵", "−2"])
  }
}
