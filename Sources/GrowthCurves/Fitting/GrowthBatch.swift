internal import Dispatch
internal import Synchronization

/// Many fits on many threads.
public enum GrowthBatch {
  /// Fits a model to every series.
  ///
  /// Each thread has its own fitter and takes the next few series that are left. A fit depends on
  /// its series alone, and the results stand in the order of the series: they are the same, to the
  /// last bit, for any number of threads.
  ///
  /// - Parameters:
  ///   - threads: at least 1; more than there are processors is of no use.
  ///   - progress: called on any thread, now and then, with how many fits are done.
  public static func fit(
    _ model: any GrowthModel, to series: [GrowthSeries],
    options: GrowthFitOptions = GrowthFitOptions(), threads: Int = 1,
    progress: (@Sendable (_ done: Int) -> Void)? = nil
  ) -> [GrowthFit] {
    map(count: series.count, threads: threads, progress: progress) { fitter, index in
      fitter.fit(model, to: series[index], options: options)
    }
  }

  /// Whatever is to be made with a fitter for each index from 0 to `count`, in the order of the
  /// indices.
  public static func map<Result: Sendable>(
    count: Int, threads: Int = 1, progress: (@Sendable (_ done: Int) -> Void)? = nil,
    _ transform: @Sendable (_ fitter: GrowthFitter, _ index: Int) -> Result
  ) -> [Result] {
    precondition(threads > 0, "at least one thread is needed")
    let blockLength = 16
    let blockCount = (count + blockLength - 1) / blockLength
    let next = Atomic(0)
    let done = Atomic(0)
    let blocks = Mutex<[(index: Int, results: [Result])]>([])
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blockCount))) { _ in
      let fitter = GrowthFitter()
      while true {
        let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard block < blockCount else { return }
        let range = (block * blockLength)..<min((block + 1) * blockLength, count)
        let results = range.map { transform(fitter, $0) }
        blocks.withLock { $0.append((block, results)) }
        progress?(done.wrappingAdd(range.count, ordering: .relaxed).newValue)
      }
    }
    return blocks.withLock { blocks in
      blocks.sorted { $0.index < $1.index }.flatMap { $0.results }
    }
  }
}
