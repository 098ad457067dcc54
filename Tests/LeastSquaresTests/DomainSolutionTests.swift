import LeastSquares
import Testing

/// Bounds and fixed values change where a solution may lie, never what it means.
struct DomainSolutionTests {
  static let start = [3.0, 1.0, 1.0]
  static let free = LeastSquaresSolver().minimize(Decay.problem(), from: start)

  @Test(
    "With the optimum inside its domains, a bounded problem has the free problem's solution",
    arguments: [
      [.positive, .positive, .positive],
      [.free, .above(0.1), .below(20)],
      [.interval(lower: 0, upper: 10), .interval(lower: 0.5, upper: 2), .free],
      [.below(6), .below(100), .interval(lower: -1000, upper: 1.7)],
    ] as [[ParameterDomain]])
  func inside(_ domains: [ParameterDomain]) throws {
    let bounded = LeastSquaresSolver().minimize(Decay.problem(), from: Self.start, domains: domains)
    #expect(bounded.termination == .gradient)
    #expect(relativeDistance(bounded.parameters, Self.free.parameters) <= 1e-12)
    #expect(bounded.degreesOfFreedom == 21)
    let errors = try #require(bounded.standardErrors())
    let freeErrors = try #require(Self.free.standardErrors())
    #expect(relativeDistance(errors, freeErrors) <= 1e-11)
    let covariance = try #require(bounded.unscaledCovariance)
    #expect(relativeDistance(covariance, try #require(Self.free.unscaledCovariance)) <= 1e-10)
  }

  @Test(
    "With the optimum outside, the search ends at the edge and says so",
    arguments: [
      (1, ParameterDomain.above(1.2), 1.2), (1, .below(0.4), 0.4),
      (2, .interval(lower: 2, upper: 9), 2), (0, .interval(lower: 0, upper: 3), 3),
      (2, .below(0), 0),
    ])
  func outside(_ parameter: Int, _ domain: ParameterDomain, edge: Double) throws {
    var domains: [ParameterDomain] = [.free, .free, .free]
    domains[parameter] = domain
    let solution = LeastSquaresSolver().minimize(
      Decay.problem(), from: Self.start, domains: domains)
    #expect(solution.termination == .edgeOfDomain(parameter: parameter))
    #expect((solution.parameters[parameter] - edge).magnitude <= 1e-8)

    // The others are where they are when the parameter is fixed at the edge.
    domains[parameter] = .fixed(edge)
    let onEdge = LeastSquaresSolver().minimize(Decay.problem(), from: Self.start, domains: domains)
    #expect(onEdge.termination == .gradient)
    #expect((solution.residualSumOfSquares / onEdge.residualSumOfSquares - 1).magnitude <= 1e-6)
    #expect(solution.residualSumOfSquares > Self.free.residualSumOfSquares)
  }

  @Test("A fixed parameter leaves the problem of the others", arguments: 0..<3)
  func fixed(_ parameter: Int) throws {
    let value = [4.9, 0.72, 1.45][parameter]
    var domains: [ParameterDomain] = [.free, .positive, .free]
    domains[parameter] = .fixed(value)
    let solution = LeastSquaresSolver().minimize(
      Decay.problem(), from: Self.start, domains: domains)

    var reduced = Decay.problem()
    reduced.parameterCount = 2
    reduced.model = { b, x in
      var all = b
      let none = b[0].gradient.map { _ in 0.0 }
      all.insert(Dual(value: value, gradient: none), at: parameter)
      return Decay.model(all, x)
    }
    var start = Self.start
    start.remove(at: parameter)
    let expected = LeastSquaresSolver().minimize(reduced, from: start)

    #expect(solution.parameters[parameter] == value)
    var others = solution.parameters
    others.remove(at: parameter)
    #expect(relativeDistance(others, expected.parameters) <= 1e-12)
    #expect(solution.degreesOfFreedom == 22)
    var errors = try #require(solution.standardErrors())
    #expect(errors[parameter] == 0)
    errors.remove(at: parameter)
    #expect(relativeDistance(errors, try #require(expected.standardErrors())) <= 1e-11)
    let covariance = try #require(solution.unscaledCovariance)
    for other in 0..<3 {
      #expect(covariance[parameter * 3 + other] == 0)
      #expect(covariance[other * 3 + parameter] == 0)
    }
  }
}
