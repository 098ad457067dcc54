internal import Dispatch
internal import Statistics
internal import Synchronization

extension BirthDeathProcess {
  /// Independent realisations. Number i draws from substream 2i of the seed, so that the result is
  /// the same for any number of threads, and the first realisations are the same for any count.
  ///
  /// - Parameter progress: called on any thread with how many are done.
  public func replicates(
    _ count: Int, from initial: Int, at times: [Double], seed: UInt32,
    maximumEvents: Int = 100_000_000, threads: Int = 1,
    progress: (@Sendable (_ done: Int) -> Void)? = nil
  ) -> [BirthDeathTrajectory] {
    precondition(count >= 0 && threads > 0, "counts are not negative, threads at least one")
    let next = Atomic(0)
    let found = Mutex<[(index: Int, trajectory: BirthDeathTrajectory)]>([])
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        var stream = RandomStream(seed: seed, substream: 2 * index)
        let trajectory = trajectory(
          from: initial, at: times, maximumEvents: maximumEvents, stream: &stream)
        let done = found.withLock { found in
          found.append((index, trajectory))
          return found.count
        }
        progress?(done)
      }
    }
    return found.withLock { $0.sorted { $0.index < $1.index }.map { $0.trajectory } }
  }
}
