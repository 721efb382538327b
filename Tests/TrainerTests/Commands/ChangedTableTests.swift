import AnomalyData
import AnomalyExport
import Foundation
import Testing

@testable import trainer

/// Whatever bytes a changed table holds, learning from it and scoring it end in a result or in one sentence.
@Suite struct ChangedTableTests {
  @Test func seededChanges() throws {
    let files = try SampleFiles()
    let scoring = Scoring(blob: try LoadedBlob(path: files.blob))
    let sound = Array(try files.bytes("test.csv").prefix(4000))
    let spice = Array("\n\r\",;\t|.-+eE09xNa\0[]".utf8) + [0xFF, 0xC3, 0xEF, 0x1B]
    let fields = ["", "NaN", "1e38", "-3e38", "inf", "0", "-0", "1e-44", "12345678901234567890123", "\"7\"", " 7 "]
    var random = RandomSource(seed: 77)
    func place(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    var results = 0
    var sentences = 0
    for _ in 0..<400 {
      var bytes = sound
      for _ in 0...place(3) {
        let start = place(bytes.count)
        let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        switch place(8) {
        case 0: bytes[start] = spice[place(spice.count)]
        case 1: bytes.insert(spice[place(spice.count)], at: start)
        case 2: bytes.removeSubrange(start..<min(bytes.count, start + 1 + place(40)))
        case 3: bytes.removeSubrange(lineEnd...)
        case 4: bytes.insert(contentsOf: bytes[start..<lineEnd], at: lineEnd)
        default:
          guard let comma = bytes[start...].firstIndex(of: UInt8(ascii: ",")),
            let next = bytes[(comma + 1)...].firstIndex(where: { $0 == UInt8(ascii: ",") || $0 == 0x0A })
          else { continue }
          bytes.replaceSubrange(comma + 1..<next, with: fields[place(fields.count)].utf8)
        }
        if bytes.isEmpty { bytes = [0x0A] }
      }
      try files.write(bytes, to: "changed.csv")
      let path = files.folder.file("changed.csv")
      for attempt in [{ try Self.learn(path) }, { try Self.score(path, scoring) }] {
        do {
          try attempt()
          results += 1
        } catch {
          sentences += 1
          let text = "\(error)"
          #expect(text.count < 500 && !text.contains("Error") && !text.contains("operation"), "\(text)")
          #expect(ExitCode(for: error) == .badData)
        }
      }
    }
    #expect(results > 50 && sentences > 50, "\(results) results, \(sentences) sentences")
  }

  private static func learn(_ path: String) throws {
    let frame = try Frame(reading: [path])
    let data = try TrainingData(frame, window: 4, horizon: 0, stride: 1, isRowSamples: false, scaler: .standard)
    #expect(data.scaled.allSatisfy { $0.isFinite })
  }

  private static func score(_ path: String, _ scoring: Scoring) throws {
    let frame = try scoring.read([path], TableArguments())
    for row in try scoring.rows(of: frame, withExpected: true) {
      #expect(row.result.score.isFinite && row.result.score >= 0)
      #expect(row.result.pValue > 0 && row.result.pValue <= 1)
      #expect(row.expected.allSatisfy { $0.isFinite })
    }
  }
}
