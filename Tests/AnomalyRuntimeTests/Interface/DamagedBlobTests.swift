import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

/// Every change of one byte with the checksum made right again: the runtime refuses the blob, or runs on it inside its
/// memory. Blob, session and arrays end at pages that nobody may touch.
@Suite struct DamagedBlobTests {
  private static let changes: [UInt8] = [0x01, 0x02, 0x10, 0x40, 0x7F, 0x80, 0xFF]

  /// The memory of all trials, mapped once. A damaged blob may ask for a large session; beyond this it is not run.
  private final class Trial {
    let functions: CFunctions
    let blob: GuardedMemory
    let info = GuardedMemory(MemoryLayout<BlobInfo>.size)
    let session = GuardedMemory(1 << 16)
    let result = GuardedMemory(WindowResult.byteCount)
    let values = GuardedMemory(4 << 12)
    var refused = 0
    var ran = 0

    init(_ functions: CFunctions, blobBytes: Int) {
      self.functions = functions
      blob = GuardedMemory(blobBytes)
    }

    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      (values.start + (values.count - 4 * count)).assumingMemoryBound(to: Float.self)
    }

    /// Calls every function that reads the blob.
    func run(_ bytes: [UInt8]) {
      UnsafeMutableRawBufferPointer(start: blob.start, count: blob.count).copyBytes(from: bytes)
      if functions.inspect(blob.start, UInt(blob.count), info.start) < 0 {
        refused += 1
        return
      }
      let info = info.start.load(as: BlobInfo.self)
      let count = Int(info.window * info.columns)
      let size = Int(info.sessionBytes)
      if size > session.count || count > 1 << 12 || info.memorySlots > 1 << 12 { return }
      let session = session.start + (session.count - size)
      #expect(functions.initialize(session, UInt(size), blob.start, UInt(blob.count)) == 0)
      let window = floats(count)
      for place in 0..<count { window[place] = Float(place % 5) }
      #expect(functions.score(session, window, UInt(count), result.start) == 0)
      let scored = WindowResult(at: result.start)
      #expect(scored.score >= 0 && scored.score.isFinite && scored.smoothed == scored.score)
      #expect(scored.pValue > 0 && scored.pValue <= 1)
      let columns = Int(info.columns)
      for _ in 0...info.window {
        #expect(functions.push(session, floats(columns), UInt(columns), result.start) >= 0)
        let pushed = WindowResult(at: result.start)
        #expect(pushed.smoothed >= 0 && pushed.smoothed.isFinite && (0...3).contains(pushed.verdict))
      }
      _ = functions.score(session, floats(count), UInt(count), result.start)
      #expect(functions.contributions(session, floats(columns), UInt(columns)) == 0)
      #expect(functions.reconstruction(session, floats(count), UInt(count)) == 0)
      let slots = Int(info.memorySlots)
      if slots > 0 { #expect(functions.attention(session, floats(slots), UInt(slots)) == 0) }
      for column in 0..<info.columns {
        for text in [functions.columnName(session, column), functions.columnUnit(session, column)] {
          #expect(text.map { String(cString: $0).utf8.count < 4 * blob.count } == true)
        }
      }
      _ = functions.selfTest(session)
      ran += 1
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func changedBytesNeverLeadOutside(precision: Precision, build: RuntimeBuild) throws {
    let bytes = try SampleModel.tiny.export(precision).bytes
    let trial = try Trial(build.functions, blobBytes: bytes.count)
    for place in bytes.indices {
      for change in Self.changes {
        var damaged = bytes
        damaged[place] ^= change
        trial.run(sealed(damaged))
      }
    }
    // The reader neither refuses nor accepts everything.
    #expect(trial.refused > 1000 && trial.ran > 1000)
  }

  /// Pairs of fields, which single changes never reach: words of the header and of the program replaced by each other.
  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func swappedWordsNeverLeadOutside(precision: Precision, build: RuntimeBuild) throws {
    let bytes = try SampleModel.tiny.export(precision).bytes
    let trial = try Trial(build.functions, blobBytes: bytes.count)
    let words = Array(Swift.stride(from: 20, to: 256 + 64 * 5 + 128, by: 4))
    for from in words {
      for to in words where to != from {
        var damaged = bytes
        for byte in 0..<4 { damaged.swapAt(from + byte, to + byte) }
        trial.run(sealed(damaged))
      }
    }
    #expect(trial.refused > 1000 && trial.ran > 100)
  }
}
