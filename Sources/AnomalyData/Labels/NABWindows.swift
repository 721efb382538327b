import Foundation

/// The windows of the Numenta Anomaly Benchmark: `{"folder/file.csv": [["start", "end"], …], …}`. `combined_labels.json`,
/// which names single times, is read as windows of one instant each.
enum NABWindows {
  /// The windows of each recording. Throws `DataError.notLabels`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, path: String
  ) throws(DataError) -> [String: [LabelWindow]] {
    let data = Data(bytes)
    let windows: [String: [[String]]]
    if let pairs = try? JSONDecoder().decode([String: [[String]]].self, from: data) {
      windows = pairs
    } else if let times = try? JSONDecoder().decode([String: [String]].self, from: data) {
      windows = times.mapValues { $0.map { [$0, $0] } }
    } else {
      throw .notLabels(path: path, reason: "its JSON is not windows of start and end for names of files")
    }
    for (name, windows) in windows where !windows.allSatisfy({ $0.count == 2 }) {
      throw .notLabels(path: path, reason: "a window of \(name) is no start and end in time")
    }
    return windows.mapValues { $0.map { LabelWindow(start: $0[0], end: $0[1]) } }
  }
}
