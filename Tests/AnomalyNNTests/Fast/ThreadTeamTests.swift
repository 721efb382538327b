import Dispatch
import Synchronization
import Testing

@testable import AnomalyNN

@Suite struct ThreadTeamTests {
  /// Counts how often each task of a call ran.
  private func counts(_ team: ThreadTeam, tasks: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: tasks)
    counts.withUnsafeMutableBufferPointer { counts in
      nonisolated(unsafe) let counts = counts
      team.perform(tasks) { counts[$0] += 1 }
    }
    return counts
  }

  @Test(arguments: [1, 2, 3, 8]) func everyTaskRunsOnceInEachOfManyCalls(_ threads: Int) {
    let team = ThreadTeam(threads: threads)
    for call in 0..<2_000 {
      let tasks = call % 7
      #expect(counts(team, tasks: tasks) == [Int](repeating: 1, count: tasks))
    }
  }

  @Test func aTeamThatHasGoneToSleepWakes() {
    let team = ThreadTeam(threads: 3)
    for _ in 0..<20 {
      // Long enough for its threads to stop looking out for work.
      _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(5))
      #expect(counts(team, tasks: 5) == [1, 1, 1, 1, 1])
    }
  }

  @Test func twoTasksAreUnderWayAtOnce() {
    let team = ThreadTeam(threads: 2)
    let arrived = Atomic<Int>(0)
    // Each waits for the other: a team of one would never return.
    team.perform(2) { _ in
      arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
      while arrived.load(ordering: .sequentiallyConsistent) < 2 {}
    }
    let count = arrived.load(ordering: .sequentiallyConsistent)
    #expect(count == 2)
  }

  @Test func teamsComeAndGo() {
    for _ in 0..<100 { #expect(counts(ThreadTeam(threads: 4), tasks: 4) == [1, 1, 1, 1]) }
  }
}
