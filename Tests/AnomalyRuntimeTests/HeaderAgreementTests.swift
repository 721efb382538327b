@testable import AnomalyRuntime
import CAnomalyInterface
import Foundation
import Testing

/// `include/anomaly_rt.h` is written by hand: here it is held to the Swift side.
@Suite struct HeaderAgreementTests {
  /// The lines of a file of this package, each split at blanks.
  private func lines(of path: String) throws -> [[Substring]] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: " ") }
  }

  /// "blobShort" as "BLOB_SHORT".
  private func macroName(_ name: Substring) -> String {
    name.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }

  @Test func everyErrorIsDefinedAndEveryDefinitionIsAnError() throws {
    var defined: [String: Int32] = [:]
    let prefix = "ANOMALY_ERROR_"
    for words in try lines(of: "include/anomaly_rt.h")
    where words.count >= 3 && words[0] == "#define" && words[1].hasPrefix(prefix) {
      let number: Int32 = try #require(Int32(words[2].filter { $0 != "(" && $0 != ")" }))
      defined[String(words[1].dropFirst(prefix.count))] = number
    }
    // The sentence of an error hides the name of its case, so names are read from the source.
    var declared: [String: Int32] = [:]
    for words in try lines(of: "Sources/AnomalyFormat/RuntimeError.swift")
    where words.count == 4 && words[0] == "case" && words[2] == "=" {
      let number: Int32 = try #require(Int32(words[3]))
      declared[macroName(words[1])] = number
    }
    #expect(defined == declared)
    #expect(Set(declared.values) == Set(RuntimeError.allCases.map(\.rawValue)))
  }

  @Test func versionsAreEqual() throws {
    #expect(RuntimeVersion.major == UInt32(ANOMALY_VERSION_MAJOR))
    #expect(RuntimeVersion.minor == UInt32(ANOMALY_VERSION_MINOR))
    #expect(RuntimeVersion.patch == UInt32(ANOMALY_VERSION_PATCH))
    #expect(RuntimeVersion.text == "\(ANOMALY_VERSION_MAJOR).\(ANOMALY_VERSION_MINOR).\(ANOMALY_VERSION_PATCH)")
  }

  @Test func alignmentsVerdictsAndPrecisionsAreEqual() {
    #expect(SessionLayout.alignment == Int(ANOMALY_SESSION_ALIGNMENT))
    #expect(Verdict.normal.rawValue == ANOMALY_NORMAL)
    #expect(Verdict.warn.rawValue == ANOMALY_WARN)
    #expect(Verdict.alarm.rawValue == ANOMALY_ALARM)
    #expect(Verdict.unknown.rawValue == ANOMALY_UNKNOWN)
    #expect(Int32(ElementType.int8.rawValue) == ANOMALY_PRECISION_INT8)
    #expect(Int32(ElementType.float16.rawValue) == ANOMALY_PRECISION_FP16)
    #expect(Int32(ElementType.float32.rawValue) == ANOMALY_PRECISION_FP32)
  }

  @Test func infoHasTheLayoutOfTheHeader() {
    #expect(MemoryLayout<BlobInfo>.size == MemoryLayout<anomaly_info>.size)
    let offsets: [(Int?, Int?)] = [
      (MemoryLayout<BlobInfo>.offset(of: \.formatVersion), MemoryLayout<anomaly_info>.offset(of: \.format_version)),
      (MemoryLayout<BlobInfo>.offset(of: \.blobBytes), MemoryLayout<anomaly_info>.offset(of: \.blob_bytes)),
      (MemoryLayout<BlobInfo>.offset(of: \.sessionBytes), MemoryLayout<anomaly_info>.offset(of: \.session_bytes)),
      (
        MemoryLayout<BlobInfo>.offset(of: \.sessionAlignment),
        MemoryLayout<anomaly_info>.offset(of: \.session_alignment)
      ),
      (MemoryLayout<BlobInfo>.offset(of: \.columns), MemoryLayout<anomaly_info>.offset(of: \.columns)),
      (MemoryLayout<BlobInfo>.offset(of: \.window), MemoryLayout<anomaly_info>.offset(of: \.window)),
      (MemoryLayout<BlobInfo>.offset(of: \.stride), MemoryLayout<anomaly_info>.offset(of: \.stride)),
      (MemoryLayout<BlobInfo>.offset(of: \.precision), MemoryLayout<anomaly_info>.offset(of: \.precision)),
      (MemoryLayout<BlobInfo>.offset(of: \.memorySlots), MemoryLayout<anomaly_info>.offset(of: \.memory_slots)),
      (MemoryLayout<BlobInfo>.offset(of: \.operations), MemoryLayout<anomaly_info>.offset(of: \.operations)),
      (MemoryLayout<BlobInfo>.offset(of: \.macs), MemoryLayout<anomaly_info>.offset(of: \.macs)),
      (MemoryLayout<BlobInfo>.offset(of: \.warn), MemoryLayout<anomaly_info>.offset(of: \.warn)),
      (MemoryLayout<BlobInfo>.offset(of: \.alarm), MemoryLayout<anomaly_info>.offset(of: \.alarm)),
    ]
    for (swift, c) in offsets { #expect(swift == c) }
  }

  @Test func resultHasTheLayoutOfTheHeader() throws {
    #expect(MemoryLayout<ScoreResult>.size == MemoryLayout<anomaly_result>.size)
    // The verdict must fill all of its four bytes, whatever they held before.
    for verdict in [Verdict.normal, .warn, .alarm, .unknown] {
      let size = MemoryLayout<anomaly_result>.size
      let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
      defer { memory.deallocate() }
      memory.initializeMemory(as: UInt8.self, repeating: 0xFF, count: size)
      let result = ScoreResult(
        score: 1, smoothed: 0.25, pValue: 0.5, verdictCode: verdict.rawValue, missing: 3, sample: 1 << 40)
      memory.storeBytes(of: result, as: ScoreResult.self)
      let c = memory.load(as: anomaly_result.self)
      #expect(c.score == 1)
      #expect(c.smoothed == 0.25)
      #expect(c.reserved == 0)
      #expect(c.p_value == 0.5)
      #expect(c.verdict == verdict.rawValue)
      #expect(c.missing == 3)
      #expect(c.sample == 1 << 40)
    }
  }

  @Test func conditionHasTheLayoutOfTheHeader() {
    #expect(MemoryLayout<StreamHealth>.size == MemoryLayout<anomaly_condition>.size)
    let health = StreamHealth(samples: 1, windows: 2, missing: 3, saturated: 4, constantColumns: 5, meanPValue: 6)
    let c = withUnsafeBytes(of: health) { $0.load(as: anomaly_condition.self) }
    #expect((c.samples, c.windows, c.missing, c.saturated) == (1, 2, 3, 4))
    #expect((c.constant_columns, c.mean_p_value) == (5, 6))
  }

  @Test func sessionHeaderHasTheStatedLength() {
    #expect(MemoryLayout<SessionHeader>.size == SessionLayout.headerBytes)
    #expect(MemoryLayout<DecisionRecord>.size == 16)
    #expect(MemoryLayout<ScoreRecord>.size == 32)
  }
}
