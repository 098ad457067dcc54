import LeastSquares
import Testing

/// What a solver did before leaves no trace in what it does next.
struct WorkspaceReuseTests {
  @Test("A used solver gives the bits of a fresh one, over more shapes than it keeps")
  func manyShapes() {
    let used = LeastSquaresSolver()
    let counts = Array(4...60) + Array((4...60).reversed())
    for count in counts {
      let problem = Decay.problem(count: count)
      let again = SolutionBits(used.minimize(problem, from: [3, 1, 1]))
      let fresh = SolutionBits(LeastSquaresSolver().minimize(problem, from: [3, 1, 1]))
      #expect(again == fresh, "\(count) observations")
    }
  }

  @Test("Failed, refused and rank-deficient problems leave no trace either")
  func afterFailures() {
    let used = LeastSquaresSolver()
    let problem = Decay.problem()
    let fresh = SolutionBits(used.minimize(problem, from: [3, 1, 1]))
    let disturbances: [ResidualProblem] = [
      ResidualProblem(observationCount: 24, parameterCount: 3) { _ in nil },
      ResidualProblem(observationCount: 24, parameterCount: 3) { b in
        (0..<24).map { $0 == 7 && b[0] != 3 ? .nan : b[0] + b[1] }
      },
      ResidualProblem(observationCount: 24, parameterCount: 3) { b in
        (0..<24).map { b[0] + b[1] + b[2] - Double($0) }
      },
      ResidualProblem(observationCount: 24, parameterCount: 3) { b in
        (0..<24).map { 1e100 * (b[0] + Double($0) * b[1] - b[2] * b[2]) }
      },
    ]
    for disturbance in disturbances {
      _ = used.minimize(disturbance, from: [3, 1, 1])
      #expect(SolutionBits(used.minimize(problem, from: [3, 1, 1])) == fresh)
    }
  }

  @Test("Weights and domains of one fit do not reach the next")
  func settings() {
    let used = LeastSquaresSolver()
    let problem = Decay.problem()
    let fresh = SolutionBits(LeastSquaresSolver().minimize(problem, from: [3, 1, 1]))
    let weighted = used.minimize(
      problem, from: [3, 1, 1], weights: (0..<24).map { 1 / Double($0 + 1) })
    let bounded = used.minimize(
      problem, from: [3, 1, 1], domains: [.positive, .interval(lower: 0, upper: 0.5), .free])
    #expect(SolutionBits(weighted) != fresh)
    #expect(SolutionBits(bounded) != fresh)
    #expect(SolutionBits(used.minimize(problem, from: [3, 1, 1])) == fresh)
  }

  @Test("The same fit twice is the same", arguments: NISTProblem.all)
  func repeated(_ problem: NISTProblem) {
    let solver = LeastSquaresSolver()
    let options = LeastSquaresOptions(maximumIterations: 50, maximumGeodesicIterations: 50)
    let first = solver.minimize(problem, from: problem.starts[0], options: options)
    let second = solver.minimize(problem, from: problem.starts[0], options: options)
    #expect(SolutionBits(first) == SolutionBits(second))
  }
}
