import Dispatch
import Synchronization

/// Runs independent tasks on a fixed number of threads. Which thread takes which task is open; tasks must not depend on
/// it.
package final class ThreadTeam: Sendable {
  /// Threads that work at once; at least 1.
  package let threads: Int
  private let next = Atomic<Int>(0)

  package init(threads: Int) { self.threads = max(threads, 1) }

  /// Calls `body` once with each of 0..<`tasks` and returns when all are done. Not re-entrant.
  package func perform(_ tasks: Int, _ body: (Int) -> Void) {
    guard threads > 1, tasks > 1 else {
      for task in 0..<tasks { body(task) }
      return
    }
    next.store(0, ordering: .relaxed)
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: min(threads, tasks)) { _ in
        while true {
          let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
          if task >= tasks { return }
          body(task)
        }
      }
    }
  }
}
