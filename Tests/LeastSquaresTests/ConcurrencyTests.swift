import Dispatch
import LeastSquares
import Synchronization
import Testing

/// One solver a thread, and nothing shared between them.
struct ConcurrencyTests {
  /// Both starts of the problems that the default chain solves in few iterations.
  static let runs: [(problem: NISTProblem, start: [Double])] = NISTProblem.all
    .filter { !["Bennett5", "MGH10", "BoxBOD"].contains($0.name) }
    .flatMap { problem in problem.starts.map { (problem, $0) } }

  /// All runs, from run number `first` on and around, in the order of `runs`.
  static func solveAll(from first: Int) -> [SolutionBits?] {
    let solver = LeastSquaresSolver()
    var results = [SolutionBits?](repeating: nil, count: runs.count)
    for k in runs.indices {
      let index = (first + k) % runs.count
      let run = runs[index]
      results[index] = SolutionBits(solver.minimize(run.problem, from: run.start))
    }
    return results
  }

  @Test("Eight threads at once get, to the bit, what one gets")
  func eightThreads() {
    let alone = Self.solveAll(from: 0)
    #expect(alone.count == 48)
    #expect(alone.allSatisfy { $0 != nil })
    let together = Mutex<[[SolutionBits?]]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      let results = Self.solveAll(from: thread * 6)
      together.withLock { $0.append(results) }
    }
    let all = together.withLock { $0 }
    #expect(all.count == 8)
    for results in all { #expect(results == alone) }
  }
}
