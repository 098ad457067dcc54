internal import Activations

/// Profile likelihood: how far a function of the parameters may go, all parameters fitted anew on
/// the way, before the criterion Q = Σ wᵢrᵢ² has risen by a given amount.
///
/// ```
/// upper limit = max { g(p) : Q(p) ≤ Q(p̂) + rise },   lower limit likewise
/// ```
///
/// With rise = s²·t² (s² the residual variance, t the quantile of Student's t) these are the profile
/// limits of normal errors. They do not depend on how the model is parametrised, and they know what
/// a standard error cannot: that a side may be unbounded.
///
/// A limit is found by steps on the linearised problem, which is quadratic and has its extremes in
/// closed form (after Venzon and Moolgavkar 1988); where that does not converge, by constrained fits
/// along the profile (Bates and Watts 1988, chapter 6), which also tell an unbounded side.
public final class LeastSquaresProfile<Problem: LeastSquaresProblem> {
  let problem: Problem
  let domains: [ParameterDomain]
  let weights: [Double]
  let solver: LeastSquaresSolver
  /// The fit, in natural parameters.
  let best: [Double]
  let bestSquares: Double
  let rise: Double
  /// For differences in each parameter.
  let steps: [Double]

  let map: CoordinateMap
  private let evaluator: Evaluator
  private var linearization: Linearization
  private var residuals: [Double]
  private var columns: [Double]

  /// - Parameters:
  ///   - parameters: the fit, natural, inside the domains.
  ///   - rise: of the criterion, > 0.
  public init(
    _ problem: Problem, at parameters: [Double], domains: [ParameterDomain] = [],
    weights: [Double] = [], rise: Double, solver: LeastSquaresSolver
  ) {
    precondition(rise > 0, "a level above the minimum is needed")
    self.problem = problem
    self.domains = domains.isEmpty ? Array(repeating: .free, count: parameters.count) : domains
    self.weights = weights
    self.solver = solver
    self.rise = rise
    best = parameters
    let map = CoordinateMap(self.domains)
    let evaluator = ProblemEvaluator(problem, map, weights: weights)
    evaluator.isNatural = true
    let n = problem.observationCount
    var linearization = Linearization(observationCount: n, coordinateCount: map.freeCount)
    var residuals = [Double](repeating: 0, count: n)
    var columns = [Double](repeating: 0, count: n * map.freeCount)

    let point = map.free(of: parameters)
    var errors = point.map { $0.magnitude }
    var squares = Double.infinity
    if evaluator.evaluate(at: point, residuals: &residuals, columns: &columns) {
      squares = Self.sumOfSquares(residuals)
      if linearization.update(columns: columns, residuals: residuals) {
        let (inverse, _) = linearization.inverse()
        errors = point.indices.map { (inverse[$0 * point.count + $0] * rise).squareRoot() }
      }
    }
    bestSquares = squares
    steps = map.withFree(zip(point, errors).map { Self.step(value: $0, error: $1) })
    self.map = map
    self.evaluator = evaluator
    self.linearization = linearization
    self.residuals = residuals
    self.columns = columns
  }

  /// A ten-thousandth of the standard error, within what a double resolves and what is small.
  private static func step(value: Double, error: Double) -> Double {
    let size = value.magnitude
    guard size > 0 else { return error > 0 && error.isFinite ? 1e-4 * error : 1e-8 }
    return min(max(1e-4 * error, 1e-9 * size), 1e-5 * size)
  }

  private static func sumOfSquares(_ residuals: [Double]) -> Double {
    Reductions.sumOfSquares(residuals.span)
  }

  /// The criterion at the limits.
  var level: Double { bestSquares + rise }

  /// A criterion that cannot be explained by rounding at the fit.
  func isBetter(_ squares: Double) -> Bool {
    squares < bestSquares - 1e-6 * rise && squares < bestSquares * (1 - 1e-9)
  }

  /// One end of a function's values.
  ///
  /// - Parameter scale: a distance of the function's values that means something to a reader, such
  ///   as the range of the data; a side is unbounded only far beyond it.
  public func limit(
    of function: some ParameterFunction, _ side: ProfileLimit.Side, scale: Double
  ) -> ProfileLimit {
    let start = function.value(at: best)
    guard start.isFinite, bestSquares.isFinite, map.freeCount > 0 else { return .notFound }
    switch approach(function, side, from: map.free(of: best), beyond: start) {
    case .notFound: return search(function, side, scale: scale)
    case let end: return end
    }
  }

  /// The criterion, its linearisation and the function's slopes at a point.
  private struct Local {
    var squares: Double
    /// H⁻¹a for the function's gradient a, and aᵀH⁻¹a.
    var direction: [Double]
    var squaredLength: Double
    var gradient: [Double]
  }

  private func local(_ function: some ParameterFunction, at point: [Double]) -> Local? {
    guard evaluator.evaluate(at: point, residuals: &residuals, columns: &columns),
      linearization.update(columns: columns, residuals: residuals),
      let full = function.gradient(at: map.withFixed(point), steps: steps)
    else { return nil }
    let gradient = map.free(of: full)
    let direction = linearization.solve(gradient)
    let squaredLength = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    guard squaredLength > 0, squaredLength.isFinite else { return nil }
    return Local(
      squares: Self.sumOfSquares(residuals), direction: direction,
      squaredLength: squaredLength, gradient: gradient)
  }

  /// How far the function goes to either side if everything were linear; `nil` where that says
  /// nothing.
  func linearReach(of function: some ParameterFunction) -> Double? {
    local(function, at: map.free(of: best)).map { ($0.squaredLength * rise).squareRoot() }
  }

  /// Follows the extremes of the linearised problem until they stay where they are.
  ///
  /// With H = JᵀJ, the residuals' part beyond the tangent plane Q₀ = Q − rᵀJH⁻¹Jᵀr, and a the
  /// function's gradient, the step to the extreme is −H⁻¹Jᵀr ± √((level − Q₀)/aᵀH⁻¹a)·H⁻¹a.
  func approach(
    _ function: some ParameterFunction, _ side: ProfileLimit.Side, from start: [Double],
    beyond least: Double
  ) -> ProfileLimit {
    var point = start
    var last = Double.infinity
    var slow = 0
    for _ in 0..<40 {
      guard let local = local(function, at: point) else { return .notFound }
      if isBetter(local.squares) { return .betterFit(parameters: map.withFixed(point)) }
      let base = local.squares - linearization.explained
      guard base < level else { return .notFound }
      let factor = side.sign * ((level - base) / local.squaredLength).squareRoot()
      let step = zip(linearization.step, local.direction).map { $0 + factor * $1 }
      let along = zip(local.gradient, linearization.step).reduce(0) { $0 + $1.0 * $1.1 }
      let length =
        (linearization.explained + factor * factor * local.squaredLength + 2 * factor * along)
        / rise
      for j in point.indices { point[j] += step[j] }
      if length < 1e-15 {
        let end = map.withFixed(point)
        let value = function.value(at: end)
        guard value.isFinite, side.sign * (value - least) >= 0 else { return .notFound }
        return .reached(value: value, parameters: end)
      }
      if length > 0.3 * last { slow += 1 }
      guard slow < 5, length < 16 else { return .notFound }
      last = length
    }
    return .notFound
  }
}
