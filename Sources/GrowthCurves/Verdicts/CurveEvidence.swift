internal import RealModule

/// Whether a curve through few observations explains more of them than noise could let it.
///
/// n·ln(TSS/RSS) must pass 7 + 3p, for p fitted parameters: noise about a constant gets there less
/// than once in a thousand series from n = 10 on, because a search over all shapes of a curve is worth
/// more than the p − 1 degrees of freedom of an F-test. With a known size of the errors it is by how
/// much χ² falls.
struct CurveEvidence {
  private let fit: GrowthFit
  private let data: FitData
  private let curve: FittedCurve
  private let statistics: FitStatistics

  /// What must be left without the observation that speaks most for the curve.
  static let shareWithoutOne = 0.5
  /// The residuals of a curve that explains so much of the variation may be correlated.
  static let correlatedShare = 0.8

  static func threshold(fittedCount: Int) -> Double { 7 + 3 * Double(fittedCount) }

  init(_ fit: GrowthFit, _ data: FitData, _ curve: FittedCurve, _ statistics: FitStatistics) {
    self.fit = fit
    self.data = data
    self.curve = curve
    self.statistics = statistics
  }

  var isEnough: Bool {
    let n = data.sizes.count
    guard let share = statistics.rSquared, share > 0 else { return false }
    let threshold = Self.threshold(fittedCount: n - statistics.degreesOfFreedom)
    if fit.options.hasKnownDispersion, let improvement = statistics.improvement {
      return improvement >= threshold
    }
    let logRatio = share < 1 ? -Double.log(onePlus: -share) : .infinity
    guard Double(n) * logRatio >= threshold else { return false }
    guard
      share >= Self.correlatedShare
        || EffectiveCount.of(n, correlation: curve.lagCorrelation) * logRatio >= threshold
    else { return false }
    return Double(n - 1) * logRatioWithoutOne >= Self.shareWithoutOne * threshold
  }

  /// ln(TSS/RSS) without the observation for which they differ most: growth that a single reading
  /// makes is none.
  private var logRatioWithoutOne: Double {
    let isLog = fit.options.scale == .log
    let observed = isLog ? data.sizes.map { Double.log($0) } : data.sizes
    let fitted = isLog ? curve.sizes.map { Double.log($0) } : curve.sizes
    func weight(_ i: Int) -> Double { data.weights.isEmpty ? 1 : data.weights[i] }
    func left(_ i: Int) -> Double {
      weight(i) * (observed[i] - fitted[i]) * (observed[i] - fitted[i])
    }
    var sum = 0.0
    var weights = 0.0
    for i in observed.indices {
      sum += weight(i) * observed[i]
      weights += weight(i)
    }
    var strongest = 0
    var most = -Double.infinity
    for i in observed.indices {
      let deviation = observed[i] - sum / weights
      let part = weight(i) * deviation * deviation - left(i)
      if part > most { (strongest, most) = (i, part) }
    }
    let mean = (sum - weight(strongest) * observed[strongest]) / (weights - weight(strongest))
    var total = 0.0
    var rest = 0.0
    for i in observed.indices where i != strongest {
      total += weight(i) * (observed[i] - mean) * (observed[i] - mean)
      rest += left(i)
    }
    return total > rest ? Double.log(total / rest) : 0
  }
}
