import AnomalyData
import Foundation

/// `reading-bench FILE [ROUNDS]` prints the fewest seconds of processor time that reading a table took, by how many bytes
/// the first reading raised the peak memory, and rows, columns and the sum of all samples, so that one sees that it was read.
@main
struct ReadingBench {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      FileHandle.standardError.write(Data("usage: reading-bench FILE [ROUNDS]\n".utf8))
      exit(2)
    }
    try measure(
      CommandLine.arguments[1], rounds: CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 1 : 1)
  }

  private nonisolated static func measure(_ path: String, rounds: Int) throws {
    let before = peakMemory()
    var start = processorTime()
    let frame = try Frame(reading: [path])
    var best = processorTime() - start
    let growth = peakMemory() - before
    for _ in 1..<max(1, rounds) {
      start = processorTime()
      _ = try Frame(reading: [path])
      best = min(best, processorTime() - start)
    }
    var sum = 0.0
    for value in frame.values where !value.isNaN { sum += Double(value) }
    print(best, growth, frame.rowCount, frame.columnCount, sum)
  }

  private nonisolated static func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) * 1024
  }

  private nonisolated static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
