import Foundation
import LeastSquares
import Testing

/// Profile limits where they are known without a search.
struct ProfileTests {
  private let line = LinearProblem(
    columns: [[1, 1, 1, 1, 1, 1], [0, 1, 2, 4, 5, 9]], responses: [1.2, 2.9, 5.3, 8.8, 11.1, 19.2])

  private struct Ratio: ParameterFunction {
    func value(at p: [Double]) -> Double { p[0] / p[1] }
  }

  /// The criterion of a linear model is quadratic: limits are estimate ± √(rise·(XᵀX)⁻¹ⱼⱼ).
  @Test(arguments: [0, 1], ProfileLimit.Side.allCases)
  func linearModel(index: Int, side: ProfileLimit.Side) throws {
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(line, from: [0, 1])
    let rise = 0.37
    let profile = LeastSquaresProfile(
      line, at: solution.parameters, rise: rise, solver: solver)
    let covariance = try #require(solution.unscaledCovariance)
    let reach = (rise * covariance[index * 3]).squareRoot()
    let expected = solution.parameters[index] + (side == .upper ? reach : -reach)
    guard
      case .reached(let value, let point) = profile.limit(
        of: SingleParameter(index), side, scale: 1)
    else {
      Issue.record("no limit")
      return
    }
    #expect((value - expected).magnitude <= 1e-12 * reach)
    #expect(point[index] == value)
  }

  /// The limits of a ratio of linear parameters are the roots of a quadratic equation (Fieller 1954):
  /// (a − ρb)² = rise·(Cₐₐ − 2ρCₐ_b + ρ²C_bb).
  @Test func ratioOfLinearParameters() throws {
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(line, from: [0, 1])
    let (a, b) = (solution.parameters[0], solution.parameters[1])
    let c = try #require(solution.unscaledCovariance)
    let rise = 0.37
    let profile = LeastSquaresProfile(line, at: solution.parameters, rise: rise, solver: solver)
    let (quadratic, linear, constant) = (
      b * b - rise * c[3], -2 * (a * b - rise * c[1]), a * a - rise * c[0]
    )
    let root = (linear * linear - 4 * quadratic * constant).squareRoot()
    for (side, sign) in [(ProfileLimit.Side.lower, -1.0), (.upper, 1)] {
      let expected = (-linear + sign * root) / (2 * quadratic)
      guard case .reached(let value, _) = profile.limit(of: Ratio(), side, scale: 1) else {
        Issue.record("no limit")
        continue
      }
      #expect((value - expected).magnitude <= 1e-9)
    }
  }

  /// With a slope that may be 0, Fieller's interval for the ratio is unbounded.
  @Test func unboundedRatio() {
    let flat = LinearProblem(
      columns: [[1, 1, 1, 1, 1, 1], [-3, -2, -1, 1, 2, 3]], responses: [3.2, 2.9, 3.1, 3.3, 3, 3.2])
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(flat, from: [0, 1])
    let profile = LeastSquaresProfile(flat, at: solution.parameters, rise: 0.1, solver: solver)
    #expect(profile.limit(of: Ratio(), .upper, scale: 10) == .unbounded)
  }

  /// y = exp(−kx) with k > 0 and data that hardly fall: k may be as small as it likes.
  @Test func edgeOfDomain() {
    let x = [0.0, 1, 2, 3, 4]
    let y = [1.02, 0.97, 1.01, 0.96, 0.99]
    let model: CurveProblem.Model = { b, x in Dual.exp(b[0] * -x) }
    let problem = CurveProblem(model: model, parameterCount: 1, predictors: x, responses: y)
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(problem, from: [0.1], domains: [.positive])
    let profile = LeastSquaresProfile(
      problem, at: solution.parameters, domains: [.positive], rise: 0.01, solver: solver)
    #expect(profile.limit(of: SingleParameter(0), .lower, scale: 1) == .unbounded)
    guard case .reached(let value, _) = profile.limit(of: SingleParameter(0), .upper, scale: 1)
    else {
      Issue.record("no limit")
      return
    }
    let squares = zip(x, y).reduce(0) { sum, point in
      let residual = exp(-value * point.0) - point.1
      return sum + residual * residual
    }
    #expect((squares - solution.residualSumOfSquares - 0.01).magnitude <= 1e-10)
  }

  /// A profile that starts from a worse minimum than there is says so.
  @Test func betterFitIsReported() {
    // (p² − 1)² + 0.1(p − 1): minima near 1 and −1, the lower at −1.
    let problem = ResidualProblem(observationCount: 2, parameterCount: 1) { b in
      [b[0] * b[0] - 1, 0.3 * (b[0] + 1)]
    }
    let solver = LeastSquaresSolver()
    let solution = solver.minimize(problem, from: [1.5])
    #expect(solution.parameters[0] > 0.5)
    let profile = LeastSquaresProfile(problem, at: solution.parameters, rise: 3, solver: solver)
    guard case .betterFit(let better) = profile.limit(of: SingleParameter(0), .lower, scale: 1)
    else {
      Issue.record("the lower minimum was not seen")
      return
    }
    #expect(better[0] < 0)
  }
}
