internal import LeastSquares
internal import Statistics

/// Whether counts scatter more than Poisson counts about their curve.
///
/// Two tests look at both ends: T = Σ((y − N)² − y)/√(2ΣN²), the score of the negative binomial
/// alternative, at the large counts; the deviance at the small ones as well. The deviance of a single
/// Poisson count has a mean of at most 1.161 (at N = 1.35) and a variance of at most 2.41, so that
/// D/1.17 is not above χ². Pearson's statistic is not used, for it follows the observations with the
/// very smallest means, of which a growth curve has many.
///
/// Source: C. B. Dean (1992), J. Am. Stat. Assoc. 87:451–457.
struct PoissonScatter {
  private static let meanDeviance = 1.17

  /// Whether one of the tests says so at 0.001.
  let isOverdispersed: Bool
  /// How many times larger than of Poisson counts the variance is, at least 1.
  let dispersion: Double

  init(_ outcome: FitOutcome, _ data: FitData) {
    var squares = 0.0
    var excess = 0.0
    var means = 0.0
    var meanSquares = 0.0
    for i in data.sizes.indices {
      let weight = data.weights.isEmpty ? 1 : data.weights[i]
      let difference = data.sizes[i] - outcome.sizes[i]
      squares += weight * difference * difference
      excess += weight * (difference * difference - data.sizes[i] / data.sizeScale)
      means += weight * outcome.sizes[i]
      meanSquares += weight * outcome.sizes[i] * outcome.sizes[i]
    }
    let score = excess / (2 * meanSquares).squareRoot() * data.sizeScale
    let solution = outcome.solution
    let deviance = solution.residualSumOfSquares * data.sizeScale / Self.meanDeviance
    let freedom = Double(solution.degreesOfFreedom)
    guard freedom > 0, deviance.isFinite else {
      (isOverdispersed, dispersion) = (false, 1)
      return
    }
    isOverdispersed =
      score > Normal().upperQuantile(0.001)
      || ChiSquared(degreesOfFreedom: freedom).upperTail(deviance) < 0.001
    dispersion = max(1, squares / means * data.sizeScale, deviance / freedom)
  }
}
