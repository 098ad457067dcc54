import Foundation
import LeastSquares
import Testing

/// Problems without a proper answer get an answer that says so, never a crash, a NaN or a lie.
struct DegenerateProblemTests {
  static func solve(
    _ problem: some LeastSquaresProblem, _ start: [Double], _ domains: [ParameterDomain] = []
  ) -> LeastSquaresSolution {
    LeastSquaresSolver().minimize(problem, from: start, domains: domains)
  }

  @Test("Two parameters that only matter as a sum are not determined")
  func rankDeficient() {
    let line = [1.0, 2, 3, 4]
    let problem = LinearProblem(columns: [line, line], responses: [1.1, 1.9, 3.2, 3.9])
    let solution = Self.solve(problem, [0.3, 0.1])
    #expect(solution.unscaledCovariance == nil)
    #expect(solution.standardErrors() == nil)
    #expect(solution.conditionNumber == .infinity)
    // The sum is determined all the same: Σxy/Σx² = 30.1/30.
    #expect((solution.parameters[0] + solution.parameters[1] - 30.1 / 30).magnitude <= 1e-6)
  }

  @Test("A residual that no parameter moves adds its square and nothing else")
  func constantResidual() {
    let columns = [[1.0, 1, 0], [0, 1, 0]]
    let solution = Self.solve(
      LinearProblem(columns: columns, responses: [2, 5, 7]), [0, 0])
    #expect(relativeDistance(solution.parameters, [2, 3]) <= 1e-14)
    #expect((solution.residualSumOfSquares - 49).magnitude <= 1e-12)
    #expect(solution.termination == .gradient)
  }

  @Test("A parameter that no residual feels is not determined")
  func idleParameter() {
    let problem = LinearProblem(columns: [[1, 1, 1], [0, 0, 0]], responses: [1, 2, 4])
    let solution = Self.solve(problem, [0, 5])
    #expect(solution.unscaledCovariance == nil)
    #expect(!solution.termination.isConverged)
    #expect((solution.parameters[0] - 7.0 / 3).magnitude <= 1e-6)
    #expect(solution.parameters[1] == 5)
  }

  @Test("No value at the start ends there", arguments: [Double.nan, .infinity, 1e300])
  func noValueAtStart(_ value: Double) {
    let problem = ResidualProblem(observationCount: 2, parameterCount: 1) { b in [value, b[0]] }
    let solution = Self.solve(problem, [4])
    #expect(solution.termination == .noValueAtStart)
    #expect(solution.parameters == [4])
    #expect(solution.residualSumOfSquares == .infinity)
    #expect(solution.unscaledCovariance == nil)
  }

  @Test("Steps into a region without values are taken back", arguments: [true, false])
  func halfSpace(_ refuses: Bool) {
    // The first Gauss–Newton step from 0.5 overshoots far beyond 3.
    let problem = ResidualProblem(observationCount: 2, parameterCount: 1) { b in
      guard b[0] < 3 else { return refuses ? nil : [.nan, .nan] }
      return [atan(4 * (b[0] - 2.5)), 0.01]
    }
    let solution = Self.solve(problem, [0.5])
    #expect(solution.termination.isConverged)
    #expect((solution.parameters[0] - 2.5).magnitude <= 1e-9)
  }

  @Test("With as many observations as parameters the curve goes through them, without errors")
  func exactlyDetermined() {
    let problem = CurveProblem(
      model: Decay.model, parameterCount: 3, predictors: [0, 1, 3], responses: [6.5, 4, 2])
    let solution = Self.solve(problem, [3, 1, 1])
    #expect(solution.termination.isConverged)
    #expect(solution.residualSumOfSquares <= 1e-26)
    #expect(solution.degreesOfFreedom == 0)
    #expect(solution.residualVariance == nil)
    #expect(solution.standardErrors() == nil)
    #expect(solution.standardErrors(variance: 1) != nil)
  }

  @Test("Fewer observations than parameters are not fitted", arguments: 0...2)
  func tooFew(_ count: Int) {
    let problem = CurveProblem(
      model: Decay.model, parameterCount: 3, predictors: Array([0, 1, 3].prefix(count)),
      responses: Array([6.5, 4, 2].prefix(count)))
    let solution = Self.solve(problem, [3, 1, 1])
    #expect(solution.termination == .tooFewObservations)
    #expect(solution.parameters == [3, 1, 1])
  }

  @Test("With every parameter fixed, the answer is the sum of squares there")
  func nothingToFit() {
    let problem = LinearProblem(columns: [[1, 1, 1]], responses: [1, 2, 4])
    let solution = Self.solve(problem, [9], [.fixed(2)])
    #expect(solution.parameters == [2])
    #expect(solution.residualSumOfSquares == 5)
    #expect(solution.degreesOfFreedom == 3)
    #expect(solution.termination.isConverged)

    let undefined = ResidualProblem(observationCount: 2, parameterCount: 1) { _ in nil }
    #expect(Self.solve(undefined, [9], [.fixed(2)]).termination == .noValueAtStart)
  }

  @Test("Residuals that vanish everywhere are an exact fit of nothing in particular")
  func allZero() {
    let problem = LinearProblem(columns: [[0, 0, 0], [0, 0, 0]], responses: [0, 0, 0])
    let solution = Self.solve(problem, [1, -2])
    #expect(solution.parameters == [1, -2])
    #expect(solution.residualSumOfSquares == 0)
    #expect(solution.unscaledCovariance == nil)
    #expect(solution.termination == .exactFit)
  }

  @Test("A parameter that runs away is not called a minimum with a standard error")
  func runaway() {
    // e^{−bx} at x = 0, 1, 2 against data that are 1 at 0 and 0 after it: b → ∞.
    let problem = CurveProblem(
      model: { b, x in Dual.exp(-b[0] * x) }, parameterCount: 1, predictors: [0, 1, 2],
      responses: [1, -0.1, -0.1])
    let solution = Self.solve(problem, [1])
    #expect(solution.parameters[0] > 5)
    #expect(solution.residualSumOfSquares < 0.0201)
    let error = solution.standardErrors()?[0] ?? .infinity
    #expect(!solution.termination.isConverged || error > solution.parameters[0])
  }
}
