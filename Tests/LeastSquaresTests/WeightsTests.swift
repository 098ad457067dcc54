import LeastSquares
import Testing

/// A weight of m is m observations; a weight of 0 is none.
struct WeightsTests {
  static let start = [3.0, 1.0, 1.0]
  static let counts = (0..<24).map { 1 + ($0 * 5) % 4 }

  static func selected(_ indices: [Int]) -> CurveProblem {
    var problem = Decay.problem()
    problem.predictors = indices.map { problem.predictors[$0] }
    problem.responses = indices.map { problem.responses[$0] }
    return problem
  }

  @Test("Whole weights are repeated observations, but for the degrees of freedom")
  func repeatedObservations() throws {
    let weighted = LeastSquaresSolver().minimize(
      Decay.problem(), from: Self.start, weights: Self.counts.map { Double($0) })
    let indices = Self.counts.indices.flatMap { Array(repeating: $0, count: Self.counts[$0]) }
    let repeated = LeastSquaresSolver().minimize(Self.selected(indices), from: Self.start)
    #expect(relativeDistance(weighted.parameters, repeated.parameters) <= 1e-12)
    let ratio = weighted.residualSumOfSquares / repeated.residualSumOfSquares
    #expect((ratio - 1).magnitude <= 1e-12)
    let covariance = try #require(weighted.unscaledCovariance)
    #expect(relativeDistance(covariance, try #require(repeated.unscaledCovariance)) <= 1e-10)
    #expect(weighted.degreesOfFreedom == 24 - 3)
    #expect(repeated.degreesOfFreedom == Self.counts.reduce(0, +) - 3)
    // With a known variance the degrees of freedom do not matter.
    let errors = try #require(weighted.standardErrors(variance: 0.25))
    let expected = try #require(repeated.standardErrors(variance: 0.25))
    #expect(relativeDistance(errors, expected) <= 1e-10)
  }

  @Test("Observations of weight 0 might as well not be there")
  func zeroWeights() throws {
    let kept = (0..<24).filter { $0 % 5 != 2 }
    var problem = Decay.problem()
    for i in 0..<24 where i % 5 == 2 { problem.responses[i] = 1e6 }
    let weighted = LeastSquaresSolver().minimize(
      problem, from: Self.start, weights: (0..<24).map { $0 % 5 == 2 ? 0 : 1 })
    let without = LeastSquaresSolver().minimize(Self.selected(kept), from: Self.start)
    #expect(relativeDistance(weighted.parameters, without.parameters) <= 1e-12)
    #expect(weighted.degreesOfFreedom == without.degreesOfFreedom)
    let errors = try #require(weighted.standardErrors())
    #expect(relativeDistance(errors, try #require(without.standardErrors())) <= 1e-11)
  }

  @Test("A common factor of the weights changes no estimate and no standard error")
  func commonFactor() throws {
    let weights = Self.counts.map { Double($0) }
    let plain = LeastSquaresSolver().minimize(
      Decay.problem(), from: Self.start, weights: weights)
    for factor in [1e-6, 1024, 1e9] {
      let scaled = LeastSquaresSolver().minimize(
        Decay.problem(), from: Self.start, weights: weights.map { $0 * factor })
      #expect(relativeDistance(scaled.parameters, plain.parameters) <= 1e-12)
      let errors = try #require(scaled.standardErrors())
      #expect(relativeDistance(errors, try #require(plain.standardErrors())) <= 1e-11)
      let ratio = scaled.residualSumOfSquares / plain.residualSumOfSquares
      #expect((ratio / factor - 1).magnitude <= 1e-12)
    }
  }

  @Test("Too few observations of positive weight are too few observations")
  func tooFew() {
    var weights = [Double](repeating: 0, count: 24)
    weights[3] = 1
    weights[9] = 2
    let solution = LeastSquaresSolver().minimize(
      Decay.problem(), from: Self.start, weights: weights)
    #expect(solution.termination == .tooFewObservations)
    #expect(solution.degreesOfFreedom == -1)
    #expect(solution.parameters == Self.start)
    #expect(solution.standardErrors() == nil)
  }
}
