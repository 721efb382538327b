import CTrainingKernels
import Dispatch
import Synchronization

/// Runs independent tasks on a fixed number of threads. Which thread takes which task is open; tasks must not depend on
/// it.
///
/// The threads stay from one call to the next: they look out for work for some tens of microseconds, as long as the steps
/// of a batch lie apart, then they sleep.
package final class ThreadTeam: Sendable {
  /// Threads that work at once; at least 1.
  package let threads: Int
  private let work: TeamWork

  package init(threads: Int) {
    self.threads = max(threads, 1)
    work = TeamWork(workers: self.threads - 1)
    for worker in 0..<self.threads - 1 {
      DispatchQueue(label: "training team \(worker)").async { [work] in work.attend(worker) }
    }
  }

  deinit { work.end() }

  /// Calls `body` once with each of 0..<`tasks` and returns when all are done. Not re-entrant.
  package func perform(_ tasks: Int, _ body: (Int) -> Void) {
    guard threads > 1, tasks > 1 else {
      for task in 0..<tasks { body(task) }
      return
    }
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { work.perform(tasks, $0) }
    }
  }
}

/// What a team's threads share.
private final class TeamWork: @unchecked Sendable {
  /// The call's number, 32 bits, and the count of its tasks that nobody has taken, 32 bits. Changed by compare and
  /// exchange, so that a thread that comes late can take nothing of a call that is over.
  private let open = Atomic<UInt64>(0)
  private let done = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  /// Read only by who has taken a task: until that is done the call cannot return.
  private var tasks = 0
  private var body: UnsafePointer<(Int) -> Void>?
  private let workers: [Worker]

  /// Where one worker sleeps.
  private final class Worker: Sendable {
    /// Set by the worker before it sleeps; who resets it owes it a signal, unless that is the worker itself.
    let sleeps = Atomic<Bool>(false)
    let signal = DispatchSemaphore(value: 0)
  }

  /// Looks at `open` before a thread gives up its processor: some tens of microseconds.
  private static let patience = 2000

  init(workers: Int) { self.workers = (0..<workers).map { _ in Worker() } }

  func perform(_ tasks: Int, _ body: UnsafePointer<(Int) -> Void>) {
    self.tasks = tasks
    self.body = body
    done.store(0, ordering: .relaxed)
    let call = (open.load(ordering: .relaxed) >> 32) &+ 1
    open.store(call << 32 | UInt64(tasks), ordering: .sequentiallyConsistent)
    for worker in workers.prefix(tasks - 1) where worker.sleeps.exchange(false, ordering: .sequentiallyConsistent) {
      worker.signal.signal()
    }
    takeTasks()
    var looks = 0
    while done.load(ordering: .acquiring) < tasks {
      looks += 1
      if looks < Self.patience { training_pause() } else { training_yield() }
    }
    self.body = nil
  }

  /// A worker's life.
  func attend(_ number: Int) {
    let worker = workers[number]
    var looks = 0
    while !isOver.load(ordering: .acquiring) {
      if takeTasks() {
        looks = 0
      } else if looks < Self.patience {
        looks += 1
        training_pause()
      } else {
        sleep(worker)
        looks = 0
      }
    }
  }

  private func sleep(_ worker: Worker) {
    worker.sleeps.store(true, ordering: .sequentiallyConsistent)
    let hasWork = open.load(ordering: .sequentiallyConsistent) & 0xffff_ffff > 0
    if hasWork || isOver.load(ordering: .sequentiallyConsistent) {
      // Awake again, unless the signal is under way already.
      if worker.sleeps.exchange(false, ordering: .sequentiallyConsistent) { return }
    }
    worker.signal.wait()
  }

  /// The threads leave; called once, outside of any `perform`.
  func end() {
    isOver.store(true, ordering: .sequentiallyConsistent)
    for worker in workers where worker.sleeps.exchange(false, ordering: .sequentiallyConsistent) {
      worker.signal.signal()
    }
  }

  /// Takes tasks until there are none; returns whether there was one.
  @discardableResult private func takeTasks() -> Bool {
    var word = open.load(ordering: .acquiring)
    var tookOne = false
    while word & 0xffff_ffff > 0 {
      let (exchanged, original) = open.compareExchange(
        expected: word, desired: word - 1, ordering: .acquiringAndReleasing)
      guard exchanged else {
        word = original
        continue
      }
      run(tasks - Int(word & 0xffff_ffff))
      done.wrappingAdd(1, ordering: .releasing)
      tookOne = true
      word = open.load(ordering: .acquiring)
    }
    return tookOne
  }

  /// Holds nothing of the body when it returns.
  @inline(never) private func run(_ task: Int) { body?.pointee(task) }
}
