import Foundation

/// Progress on standard error: a bar that redraws itself on a terminal, else a plain line at most every twentieth.
struct ProgressLine {
  private let label: String
  private let total: Int
  private let done: Int
  private let isTerminal: Bool
  private let start: ContinuousClock.Instant
  private var lastPlainStep = 0
  private var lastDrawn: ContinuousClock.Instant?
  private let write: (String) -> Void

  /// - Parameters:
  ///   - label: what is going on, one word.
  ///   - total: steps until done, at least 1.
  ///   - done: steps that were done before.
  ///   - isTerminal: whether the line may redraw itself.
  ///   - write: takes the text, line ends included.
  init(
    _ label: String, total: Int, done: Int = 0, isTerminal: Bool = isatty(STDERR_FILENO) == 1,
    write: @escaping (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
  ) {
    self.label = label
    self.total = max(1, total)
    self.done = done
    self.isTerminal = isTerminal
    self.write = write
    start = .now
  }

  /// Shows that `step` of `total` steps are done; `detail` is a few words such as "loss 0.0123".
  mutating func show(step: Int, detail: String = "") { show(step: step, part: 0) { detail } }

  /// The same within a step, of which `part` is done, from 0 to 1: on a terminal alone, and at most ten times a second.
  mutating func show(step: Int, part: Double, detail: () -> String) {
    let now = ContinuousClock.now
    let elapsed = start.duration(to: now)
    if isTerminal {
      if part > 0, let lastDrawn, lastDrawn.duration(to: now) < .milliseconds(100) { return }
      lastDrawn = now
      let text = Self.bar(
        label: label, step: step, part: part, total: total, done: done, detail: detail(), elapsed: elapsed)
      write("\r\u{1B}[K" + text)
    } else if part == 0, step == done + 1 || step >= total || (step - lastPlainStep) * 20 >= total {
      lastPlainStep = step
      let text = Self.plain(
        label: label, step: step, total: total, done: done, detail: detail(), elapsed: elapsed)
      write(text + "\n")
    }
  }

  /// Ends the line, before `total` as well; what comes next starts on a fresh one.
  func finish() {
    if isTerminal { write("\n") }
  }

  /// `train ━━━━━━━━──────── 25/50  loss 0.0123  0:07 left`
  static func bar(
    label: String, step: Int, part: Double = 0, total: Int, done: Int = 0, detail: String, elapsed: Duration
  ) -> String {
    let width = 24
    let filled = min(width, Int(Double(width) * (Double(step) + part) / Double(total)))
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
    return parts(
      "\(label) \(bar) \(step)/\(total)", detail,
      left(step: Double(step - done) + part, total: total - done, elapsed: elapsed))
  }

  /// `train 25/50  loss 0.0123  0:07 left`
  static func plain(
    label: String, step: Int, total: Int, done: Int = 0, detail: String, elapsed: Duration
  ) -> String {
    parts(
      "\(label) \(step)/\(total)", detail, left(step: Double(step - done), total: total - done, elapsed: elapsed))
  }

  /// Time left at the pace so far; the time taken when done; empty before the first step.
  static func left(step: Double, total: Int, elapsed: Duration) -> String {
    guard step > 0 else { return "" }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    return step >= Double(total)
      ? "took \(clock(seconds))" : "\(clock(seconds / step * (Double(total) - step))) left"
  }

  /// 0:07, 12:30, 1:02:30.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let tail = "\(two(whole % 60))"
    return whole < 3600
      ? "\(whole / 60):\(tail)" : "\(whole / 3600):\(two(whole / 60 % 60)):\(tail)"
  }

  private static func parts(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
