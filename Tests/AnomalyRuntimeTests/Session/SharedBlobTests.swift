import AnomalyExport
import Foundation
import SampleModels
import Synchronization
import Testing

@Suite struct SharedBlobTests {
  /// Eight threads, each with a session of its own on one blob.
  @Test(arguments: RuntimeBuild.allCases)
  func threadsScoreOnOneBlob(build: RuntimeBuild) throws {
    let model = SampleModel(window: 6, columns: 3, hidden: [12, 6], slots: 10, isCosine: true)
    let windows = model.windows(50, seed: 50)
    let detector = try build.detector(model.export(.int8).bytes)
    let expected = try windows.map { try detector.score($0).score.bitPattern }
    let functions = try build.functions
    nonisolated(unsafe) let blob = detector.blob
    let sessionBytes = Int(detector.info.sessionBytes)
    let agreeing = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let session = GuardedMemory(sessionBytes)
      let result = GuardedMemory(WindowResult.byteCount)
      guard functions.initialize(session.start, UInt(sessionBytes), blob.start, UInt(blob.count)) == 0 else { return }
      for _ in 0..<20 {
        let scores = windows.map { window in
          functions.score(session.start, window, UInt(window.count), result.start) == 0
            ? result.start.load(as: UInt32.self) : 0
        }
        if scores != expected { return }
      }
      agreeing.add(1, ordering: .relaxed)
    }
    #expect(agreeing.load(ordering: .relaxed) == 8)
  }
}
