internal import Dispatch
internal import Synchronization

/// Pieces of work on several threads. What belongs to a piece must depend on its index alone: then
/// no result depends on the number of threads.
package enum Parallel {
  /// Calls `body` once for each index from 0 to `count`.
  package static func forEach(count: Int, threads: Int, _ body: @Sendable (_ index: Int) -> Void) {
    precondition(threads > 0, "at least one thread is needed")
    guard threads > 1 && count > 1 else {
      for index in 0..<max(count, 0) { body(index) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        body(index)
      }
    }
  }

  /// The results for each index from 0 to `count`, in this order.
  package static func map<Result: Sendable>(
    count: Int, threads: Int, _ transform: @Sendable (_ index: Int) -> Result
  ) -> [Result] {
    guard threads > 1 && count > 1 else { return (0..<max(count, 0)).map { transform($0) } }
    let results = Mutex([Result?](repeating: nil, count: count))
    forEach(count: count, threads: threads) { index in
      let result = transform(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.map { $0! } }
  }

  /// Adds vectors of one length pairwise in their order: ((0 + 1) + (2 + 3)) + …
  package static func pairwiseSum(_ vectors: consuming [[Double]]) -> [Double] {
    var step = 1
    while step < vectors.count {
      for i in stride(from: 0, to: vectors.count - step, by: 2 * step) {
        let other = vectors[i + step]
        for j in other.indices { vectors[i][j] += other[j] }
      }
      step *= 2
    }
    return vectors.first ?? []
  }
}
