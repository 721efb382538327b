import Glibc
import Testing

@testable import AnomalyData

@Suite struct WindowLengthTests {
  private func sines(period: Double, columns: Int = 1, noise: Double = 0.3, rows: Int = 2000) -> Frame {
    var random = RandomSource(seed: 9)
    var values: [Float] = []
    for row in 0..<rows {
      for column in 0..<columns {
        values.append(Float(sin(2 * .pi * Double(row) / period + Double(column)) + noise * random.normal()))
      }
    }
    return Frame(values: values, columnNames: (0..<columns).map { "c\($0)" })
  }

  @Test(arguments: [12.0, 30, 60, 100])
  func findsThePeriod(_ period: Double) {
    let found = WindowLength.suggested(for: sines(period: period, columns: 2), rows: [0..<2000])
    #expect(abs(Double(found) - period) <= 3)
  }

  @Test func clampsShortAndLongPeriods() {
    #expect(WindowLength.suggested(for: sines(period: 4), rows: [0..<2000]) == 8)
    #expect(WindowLength.suggested(for: sines(period: 300), rows: [0..<2000]) == 128)
  }

  @Test func fallsBackWithoutAPeriod() {
    #expect(WindowLength.suggested(for: sines(period: 1e9, noise: 1), rows: [0..<2000]) == 32)
    #expect(WindowLength.suggested(for: Frame(values: [1, 1, 1], columnNames: ["a"]), rows: [0..<3]) == 32)
    #expect(WindowLength.suggested(for: sines(period: 10), rows: []) == 32)
    #expect(WindowLength.suggested(for: sines(period: 10), rows: [0..<2]) == 32)
  }

  @Test func harmonicsDoNotHideThePeriod() {
    let values = (0..<2000).map { row -> Float in
      let angle = 2 * Double.pi * Double(row) / 60
      return Float(sin(angle) + 0.7 * sin(3 * angle))
    }
    #expect(abs(WindowLength.suggested(for: Frame(values: values, columnNames: ["a"]), rows: [0..<2000]) - 60) <= 1)
  }

  @Test func constantColumnsAndGapsAreIgnored() {
    let sine = sines(period: 40)
    var values: [Float] = []
    for row in 0..<2000 { values += [5, row % 50 == 0 ? .nan : sine[row, 0]] }
    let found = WindowLength.suggested(for: Frame(values: values, columnNames: ["k", "s"]), rows: [0..<2000])
    #expect(abs(found - 40) <= 2)
  }

  @Test func autocorrelationOfAnAlternatingSeries() {
    let frame = Frame(values: (0..<100).map { $0 % 2 == 0 ? 1 : -1 }, columnNames: ["a"])
    let correlation = WindowLength.autocorrelation(of: frame, rows: 0..<100)
    #expect(correlation[0] == 1)
    #expect(abs(correlation[1] + 0.99) < 1e-9)
    #expect(abs(correlation[2] - 0.98) < 1e-9)
  }
}
