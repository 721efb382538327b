public import AnomalyFormat
public import AnomalyRuntime

/// A validated blob in memory of its own, with the memory of sessions that run on it.
public final class LoadedBlob {
  private let storage: UnsafeMutableRawBufferPointer
  private let view: Blob
  /// The view that the runtime reads. It points into this object: a copy of it is good only as long as this object lives.
  public var blob: Blob {
    // A coroutine, so that `loaded.blob.header` keeps the object alive until the header was read.
    _read { yield view }
  }

  /// Copies and validates `bytes`.
  ///
  /// - Errors: what `BlobValidator` finds.
  public init(_ bytes: [UInt8]) throws(RuntimeError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(bytes.count, BlobHeader.byteCount), alignment: BlobHeader.sectionAlignment)
    memory.copyBytes(from: bytes)
    storage = memory
    guard let base = memory.baseAddress else { throw .null }
    do throws(RuntimeError) {
      view = try BlobValidator.validate(UnsafeRawPointer(base), count: bytes.count)
    } catch {
      // deinit does not run for an object that was never finished.
      memory.deallocate()
      throw error
    }
  }

  deinit { storage.deallocate() }

  /// A section's bytes; empty where it is absent.
  public func bytes(of section: Section) -> [UInt8] {
    let count = blob.bytes(of: section)
    return count == 0 ? [] : Array(UnsafeRawBufferPointer(start: blob.start(of: section), count: count))
  }

  /// A column's name and unit.
  public func column(_ index: Int) -> (name: String, unit: String) {
    let record = blob.column(index)
    return (String(cString: blob.string(at: record.name)), String(cString: blob.string(at: record.unit)))
  }

  /// Runs `body` with a fresh session.
  public func withSession<Result>(_ body: (Session) throws -> Result) throws -> Result {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: blob.sessionBytes, alignment: SessionLayout.alignment)
    defer { memory.deallocate() }
    return try body(Session.initialize(memory, bytes: blob.sessionBytes, blob: blob))
  }

  /// What the blob's smoothing makes of scores that follow each other, run by run, without those that it knew too few
  /// scores for.
  ///
  /// - Parameter runs: how many scores each run has.
  func smoothed(_ scores: [Float], runs: [Int]) throws -> [[Float]] {
    let start = blob.score.decision.smoothingStart
    return try withSession { session in
      var rest = scores[...]
      return runs.map { count in
        session.reset()
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count).map { session.smoothed($0) }.dropFirst(start))
      }
    }
  }

  /// Scores windows of raw samples, one after the other.
  ///
  /// - Parameter windows: `blob.windowCount` values each.
  public func scores(of windows: [Float]) throws -> [Float] {
    let count = blob.windowCount
    return try withSession { session in
      windows.withUnsafeBufferPointer { values in
        guard let start = values.baseAddress else { return [] }
        return stride(from: 0, to: windows.count - count + 1, by: count).map { first in
          session.score(.float32(start + first)).score
        }
      }
    }
  }
}
