internal import RealModule

/// The natural cubic smoothing spline of Reinsch: of all functions the one that makes
///
///     Σ wᵢ(yᵢ − f(tᵢ))² + λ ∫ f″(t)² dt
///
/// least. Its knots are the different times; beyond them it is straight. λ → 0 interpolates, λ → ∞
/// gives the straight regression line.
///
/// λ is given, or chosen by generalised cross-validation (Craven and Wahba 1979, Numer. Math.
/// 31:377–403): the least
///
///     GCV(λ) = Σ wᵢ(yᵢ − f(tᵢ))²/n / (1 − γ·df/n)²,   df = the trace of the smoother
///
/// with weights of mean 1 and γ = 1, from a scan of λ over all that differ from both limits. Repeated
/// times are averaged with their weights, and their scatter stays in the sum of squares: the result
/// is that of all observations. All is O(n): banded equations, and the trace by Hutchinson and de Hoog
/// (1985, Numer. Math. 47:99–106).
///
/// Cross-validation assumes independent errors. Where neighbouring errors agree, as readings of one
/// well do, it may follow them, up to a curve through every observation. An inflation γ of 1.4 makes
/// that rare at little cost (Kim and Gu 2004, J. R. Stat. Soc. B 66:337–356); curves with γ·df ≥ n
/// are then not considered.
///
/// The same as `smooth.spline(t, y, w, all.knots = TRUE, cv = FALSE, penalty = γ)` of R, whose
/// `lambda` is λ/(mean weight·(last time − first)³); R without `all.knots` takes fewer knots from 50
/// times on. The same as `make_smoothing_spline` of SciPy, whose cross-validation has γ = 1.
///
/// Source: C. H. Reinsch (1967), Numer. Math. 10:177–183; P. J. Green and B. W. Silverman (1994),
/// Nonparametric Regression and Generalized Linear Models, chapters 2 and 3.
public struct SmoothingSpline: Sendable, Hashable {
  /// How λ is found.
  public enum Penalty: Sendable, Hashable {
    /// By generalised cross-validation with an inflation γ, at least 1.
    case crossValidation(inflation: Double)
    /// λ, above 0.
    case fixed(Double)
  }

  /// The different times, ascending.
  public let times: [Double]
  /// f at the times.
  public let values: [Double]
  /// f″ at the times; 0 at both ends.
  public let secondDerivatives: [Double]
  /// λ.
  public let penalty: Double
  /// The trace of the smoother: 2 for a straight line, up to the number of different times.
  public let effectiveDegreesOfFreedom: Double
  /// Σ wᵢ(yᵢ − f(tᵢ))² over all observations.
  public let residualSumOfSquares: Double
  /// GCV(λ) with γ = 1, in the squared unit of the values.
  public let crossValidation: Double
  /// Σ wᵢ(yᵢ − f(tᵢ))²/(n − df), the variance of an observation of weight 1 (Wahba 1983); `nil`
  /// without degrees of freedom.
  public let residualVariance: Double?
  let equations: SplineEquations

  /// Fits observations in any order.
  ///
  /// - Parameters:
  ///   - weights: proportional to 1/variance, above 0, or empty when all are equal.
  /// - Returns: `nil` for fewer than four different times, or when the numbers go beyond a double's
  ///   range.
  /// - Precondition: one value, and one weight if any, a time; all are finite.
  public init?(
    times: [Double], values: [Double], weights: [Double] = [],
    penalty: Penalty = .crossValidation(inflation: 1)
  ) {
    precondition(times.count == values.count, "one value a time")
    precondition(weights.isEmpty || weights.count == times.count, "one weight a time")
    precondition(
      times.allSatisfy { $0.isFinite } && values.allSatisfy { $0.isFinite }, "finite numbers")
    precondition(
      weights.allSatisfy { $0 > 0 && $0.isFinite }, "weights are positive and finite")
    guard let equations = SplineEquations(times: times, values: values, weights: weights) else {
      return nil
    }
    let unit = equations.penaltyUnit
    let scaled: Double
    switch penalty {
    case .fixed(let value):
      precondition(value > 0 && value.isFinite, "a penalty is positive")
      scaled = value / unit
    case .crossValidation(let inflation):
      precondition(inflation >= 1 && inflation.isFinite, "an inflation is at least 1")
      scaled = Self.leastCrossValidation(equations, inflation)
    }
    guard scaled > 0, scaled.isFinite else { return nil }
    let solution = equations.solve(penalty: scaled)
    guard solution.isFinite else { return nil }

    self.times = equations.times
    self.values = solution.values
    let square = equations.duration * equations.duration
    secondDerivatives = solution.secondDerivatives.map { $0 / square }
    self.penalty = scaled * unit
    let n = Double(times.count)
    effectiveDegreesOfFreedom = n - solution.residualDegreesOfFreedom
    residualSumOfSquares = solution.squares * equations.meanWeight
    crossValidation = solution.crossValidation(count: times.count, inflation: 1)
    residualVariance =
      solution.residualDegreesOfFreedom > 0
      ? residualSumOfSquares / solution.residualDegreesOfFreedom : nil
    self.equations = equations
  }

  /// Over ln λ: a coarse look, from straight to rough, and golden sections around the best.
  private static func leastCrossValidation(
    _ equations: SplineEquations, _ inflation: Double
  ) -> Double {
    let count = equations.observationCount
    func score(_ logPenalty: Double) -> Double {
      let solution = equations.solve(penalty: Double.exp(logPenalty))
      return solution.crossValidation(count: count, inflation: inflation)
    }
    let centre = Double.log(equations.balancedPenalty)
    let knots = Double(equations.times.count)
    // Straight to a millionth at one end, through the averages to a millionth at the other.
    var top = centre + 4 * Double.log(knots) + 10
    let bottom = centre - 14
    var best = top
    var least = Double.infinity
    while top >= bottom {
      let value = score(top)
      if value < least {
        least = value
        best = top
      }
      top -= 1
    }
    let golden = 0.6180339887498949
    var low = best - 1
    var high = best + 1
    var left = high - golden * (high - low)
    var right = low + golden * (high - low)
    var leftScore = score(left)
    var rightScore = score(right)
    // To 10⁻⁶, finer than the score can tell near its least value.
    while high - low > 1e-6 {
      if leftScore < rightScore {
        (high, right, rightScore) = (right, left, leftScore)
        left = high - golden * (high - low)
        leftScore = score(left)
      } else {
        (low, left, leftScore) = (left, right, rightScore)
        right = low + golden * (high - low)
        rightScore = score(right)
      }
    }
    let found = (low + high) / 2
    return Double.exp(score(found) <= least ? found : best)
  }
}

extension SmoothingSpline {
  /// f at a time.
  public func value(at time: Double) -> Double {
    let last = times.count - 1
    if time <= times[0] { return values[0] + (time - times[0]) * slope(at: times[0]) }
    if time >= times[last] { return values[last] + (time - times[last]) * slope(at: times[last]) }
    let i = interval(of: time)
    let h = times[i + 1] - times[i]
    let u = (time - times[i]) / h
    let v = 1 - u
    let bend = (v * v - 1) * v * secondDerivatives[i] + (u * u - 1) * u * secondDerivatives[i + 1]
    return v * values[i] + u * values[i + 1] + h * h / 6 * bend
  }

  /// df/dt at a time.
  public func slope(at time: Double) -> Double {
    let time = min(max(time, times[0]), times[times.count - 1])
    let i = interval(of: time)
    let h = times[i + 1] - times[i]
    let u = (time - times[i]) / h
    let v = 1 - u
    let bend =
      (1 - 3 * v * v) * secondDerivatives[i] - (1 - 3 * u * u) * secondDerivatives[i + 1]
    return (values[i + 1] - values[i]) / h + h / 6 * bend
  }

  /// The knots between which a time lies: i and i + 1.
  func interval(of time: Double) -> Int {
    var low = 0
    var high = times.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    return low
  }
}
