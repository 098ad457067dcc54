import LeastSquares
import TestSupport
import Testing

/// What a point is worth, without a step from it.
struct SolutionAtPointTests {
  let problem = NISTProblem.all.first { $0.name == "Misra1a" }!
  let solver = LeastSquaresSolver()

  @Test("At a minimum it is what a minimisation returns, bounded or not")
  func minimum() {
    for domains in [[], [.positive, .positive]] as [[ParameterDomain]] {
      let found = solver.minimize(problem, from: problem.starts[1], domains: domains)
      let same = solver.solution(of: problem, at: found.parameters, domains: domains)
      #expect(same.parameters == found.parameters)
      #expect(same.residualSumOfSquares == found.residualSumOfSquares)
      #expect(same.unscaledCovariance == found.unscaledCovariance)
      #expect(same.degreesOfFreedom == found.degreesOfFreedom)
      #expect(same.termination == .gradient)
      #expect(same.iterations == 0)
    }
  }

  @Test("Certified parameters have the certified sum of squares and deviations")
  func certified() throws {
    for problem in NISTProblem.all {
      let solution = solver.solution(of: problem, at: problem.certified)
      let squares = solution.residualSumOfSquares
      // Lanczos1 is exact but for the certified digits of its parameters.
      guard problem.name != "Lanczos1" else { continue }
      #expect(logRelativeError(squares, problem.certifiedSquares) > 6, "\(problem)")
      let errors = try #require(solution.standardErrors())
      for (error, wanted) in zip(errors, problem.certifiedDeviations) {
        #expect(logRelativeError(error, wanted) > 4, "\(problem)")
      }
    }
  }

  @Test("Elsewhere it is no stationary point, and where there is no value it says so")
  func elsewhere() {
    let far = solver.solution(of: problem, at: problem.starts[0])
    #expect(!far.termination.isConverged)
    #expect(far.parameters == problem.starts[0])
    let none = ResidualProblem(observationCount: 3, parameterCount: 1) { _ in nil }
    #expect(solver.solution(of: none, at: [1]).termination == .noValueAtStart)
  }

  @Test("A corner is an answer")
  func corner() {
    #expect(Termination.corner.isConverged)
    #expect(Termination.corner.description == "corner")
  }
}
