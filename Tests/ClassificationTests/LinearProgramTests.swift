import Classification
import Testing

@Suite struct LinearProgramTests {
  /// Hillier and Lieberman's Wyndor Glass: max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: 36 at (2, 6).
  static var wyndor: LinearProgram {
    var program = LinearProgram(
      cost: [-3, -5], lower: [0, 0], upper: [4, .infinity])
    program.append([0, -2], least: -12)
    program.append([-3, -2], least: -18)
    return program
  }

  @Test func optimum() throws {
    guard case .optimal(let x) = Self.wyndor.minimize() else {
      Issue.record("no optimum")
      return
    }
    #expect(abs(x[0] - 2) < 1e-12 && abs(x[1] - 6) < 1e-12)
  }

  @Test func withoutRows() {
    #expect(
      LinearProgram(cost: [1, -1, 0], lower: [-1, -1, 2], upper: [1, 1, 2]).minimize()
        == .optimal([-1, 1, 2]))
  }

  @Test func noOptimum() {
    var infeasible = Self.wyndor
    infeasible.append([1, 1], least: 9)
    #expect(infeasible.minimize() == .infeasible)
    var unbounded = LinearProgram(cost: [-1, 0], lower: [0, 0], upper: [.infinity, .infinity])
    unbounded.append([1, -1], least: -1)
    #expect(unbounded.minimize() == .failed)
    var limited = Self.wyndor
    limited.iterationLimit = 0
    #expect(limited.minimize() == .iterationLimit)
  }

  /// Each thread has its own environment, and one answer is as good as another.
  @Test func manyAtOnce() async {
    let first = Self.wyndor.minimize()
    await withTaskGroup(of: LinearProgram.Outcome.self) { group in
      for _ in 0..<200 { group.addTask { Self.wyndor.minimize() } }
      for await outcome in group { #expect(outcome == first) }
    }
  }
}
