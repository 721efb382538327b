import Foundation

/// Progress on standard error: a bar that redraws itself on a terminal, else a plain line at most every twentieth.
struct ProgressLine {
  private let label: String
  private let total: Int
  private let isTerminal: Bool
  private let start: ContinuousClock.Instant
  private var lastPlainStep = 0
  private let write: (String) -> Void

  /// - Parameters:
  ///   - label: what is going on, one word.
  ///   - total: steps until done, at least 1.
  ///   - isTerminal: whether the line may redraw itself.
  ///   - write: takes the text, line ends included.
  init(
    _ label: String, total: Int, isTerminal: Bool = isatty(STDERR_FILENO) == 1,
    write: @escaping (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
  ) {
    self.label = label
    self.total = max(1, total)
    self.isTerminal = isTerminal
    self.write = write
    start = .now
  }

  /// Shows that `step` of `total` steps are done; `detail` is a few words such as "loss 0.0123".
  mutating func show(step: Int, detail: String = "") {
    let elapsed = start.duration(to: .now)
    if isTerminal {
      write("\r\u{1B}[K" + Self.bar(label: label, step: step, total: total, detail: detail, elapsed: elapsed))
    } else if step == 1 || step >= total || (step - lastPlainStep) * 20 >= total {
      lastPlainStep = step
      write(Self.plain(label: label, step: step, total: total, detail: detail, elapsed: elapsed) + "\n")
    }
  }

  /// Ends the line, before `total` as well; what comes next starts on a fresh one.
  func finish() {
    if isTerminal { write("\n") }
  }

  /// `train ━━━━━━━━──────── 25/50  loss 0.0123  0:07 left`
  static func bar(label: String, step: Int, total: Int, detail: String, elapsed: Duration) -> String {
    let width = 24
    let filled = min(width, width * step / total)
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
    return parts("\(label) \(bar) \(step)/\(total)", detail, left(step: step, total: total, elapsed: elapsed))
  }

  /// `train 25/50  loss 0.0123  0:07 left`
  static func plain(label: String, step: Int, total: Int, detail: String, elapsed: Duration) -> String {
    parts("\(label) \(step)/\(total)", detail, left(step: step, total: total, elapsed: elapsed))
  }

  /// Time left at the pace so far; the time taken when done; empty before the first step.
  static func left(step: Int, total: Int, elapsed: Duration) -> String {
    guard step > 0 else { return "" }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    return step >= total ? "took \(clock(seconds))" : "\(clock(seconds / Double(step) * Double(total - step))) left"
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
