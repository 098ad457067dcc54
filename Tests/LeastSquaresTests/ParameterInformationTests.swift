import LeastSquares
import Testing

/// The information at a point is that of a minimisation that ended there.
struct ParameterInformationTests {
  static let times = (0..<12).map { Double($0) }
  static let weights = times.map { 1 / (1 + $0) }

  /// A line with a bend: a + b·t + c·t².
  struct Parabola: LeastSquaresProblem {
    var observationCount: Int { ParameterInformationTests.times.count }
    var parameterCount: Int { 3 }

    func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
      for (i, t) in ParameterInformationTests.times.enumerated() {
        residuals[i] = p[0] + t * (p[1] + t * p[2]) - 1 / (1 + t)
      }
      return true
    }

    func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
      let times = ParameterInformationTests.times
      for (i, t) in times.enumerated() {
        columns[i] = 1
        columns[times.count + i] = t
        columns[2 * times.count + i] = t * t
      }
      return true
    }
  }

  @Test(
    "With the weights of the fit it is the fit's own",
    arguments: [
      [ParameterDomain.free, .free, .free], [.free, .fixed(-0.2), .free],
      [.positive, .interval(lower: -1, upper: 1), .free],
    ])
  func agrees(_ domains: [ParameterDomain]) throws {
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(
      Parabola(), from: [1, -0.1, 0.01], domains: domains, weights: Self.weights)
    let information = solver.information(
      Parabola(), at: solution.parameters, domains: domains, weights: Self.weights)
    let wanted = try #require(solution.unscaledCovariance)
    for (a, b) in zip(try #require(information.unscaledCovariance), wanted) {
      #expect((a - b).magnitude <= 1e-10 * b.magnitude)
    }
    #expect((information.conditionNumber / solution.conditionNumber - 1).magnitude <= 1e-8)
  }

  @Test("Other weights scale it, and residuals do not matter")
  func scales() throws {
    let solver = LeastSquaresSolver()
    let one = solver.information(Parabola(), at: [1, 0, 0])
    let four = solver.information(
      Parabola(), at: [100, -7, 3], weights: Self.times.map { _ in 4 })
    for (a, b) in zip(
      try #require(one.unscaledCovariance), try #require(four.unscaledCovariance))
    {
      #expect((a - 4 * b).magnitude <= 1e-12 * a.magnitude)
    }
  }

  @Test("Where there is none, it says so")
  func unknown() {
    let solver = LeastSquaresSolver()
    var weights = Self.times.map { _ in 0.0 }
    weights[3] = 1
    let singular = solver.information(Parabola(), at: [1, 0, 0], weights: weights)
    #expect(singular.unscaledCovariance == nil && singular.conditionNumber == .infinity)
    weights[3] = .infinity
    #expect(
      solver.information(Parabola(), at: [1, 0, 0], weights: weights).unscaledCovariance == nil)
    let fixed = [ParameterDomain](repeating: .fixed(1), count: 3)
    #expect(
      solver.information(Parabola(), at: [1, 1, 1], domains: fixed).unscaledCovariance == nil)
  }
}
