/// Whether counts scatter more than Poisson counts about their curve.
///
/// Source: C. B. Dean (1992), J. Am. Stat. Assoc. 87:451–457: T = Σ((y − N)² − y)/√(2ΣN²), the score
/// of the negative binomial alternative. Pearson's statistic is not used, for it follows the
/// observations with the smallest means, of which a growth curve has many.
struct PoissonScatter {
  /// T, standard normal for Poisson counts.
  let score: Double
  /// Σ(y − N)²/ΣN, near 1 for Poisson counts.
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
    score = excess / (2 * meanSquares).squareRoot() * data.sizeScale
    dispersion = squares / means * data.sizeScale
  }
}
