import Testing

@testable import trainer

@Suite struct ProgressLineTests {
  @Test func theBarShowsShareDetailAndTimeLeft() {
    let text = ProgressLine.bar(label: "train", step: 6, total: 24, detail: "loss 0.5", elapsed: .seconds(10))
    #expect(text == "train ━━━━━━────────────────── 6/24  loss 0.5  0:30 left")
    #expect(
      ProgressLine.plain(label: "train", step: 24, total: 24, detail: "", elapsed: .seconds(75))
        == "train 24/24  took 1:15")
  }

  @Test func clocks() {
    #expect([0, 7, 59.2, 750, 3750].map(ProgressLine.clock) == ["0:00", "0:07", "1:00", "12:30", "1:02:30"])
  }

  @Test func plainLinesAreFew() {
    var lines: [String] = []
    var progress = ProgressLine("train", total: 1000, isTerminal: false) { lines.append($0) }
    for step in 1...1000 { progress.show(step: step, detail: "loss 1") }
    progress.finish()
    #expect((20...22).contains(lines.count))
    #expect(lines.allSatisfy { $0.hasSuffix("\n") && !$0.contains("\r") })
    #expect(lines.last?.hasPrefix("train 1000/1000  loss 1  took") == true)
  }

  @Test func theTerminalLineRedrawsItself() {
    var text = ""
    var progress = ProgressLine("train", total: 2, isTerminal: true) { text += $0 }
    progress.show(step: 1)
    progress.show(step: 2)
    progress.finish()
    #expect(text.split(separator: "\r").count == 2)
    #expect(text.hasSuffix("\n") && text.filter { $0 == "\n" }.count == 1)
  }
}
