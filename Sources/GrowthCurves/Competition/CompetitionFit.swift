public import Dynamics
internal import RealModule

/// Two competing species fitted together by the Lotka–Volterra equations; see
/// `CompetingPopulations`.
///
/// Least squares over both series at once. Each species' residuals are weighted by one over its own
/// variance, and the variances are those of the residuals themselves: fit and variances are repeated
/// until they agree, which is maximum likelihood for normal errors with one standard deviation a
/// species.
public struct CompetitionFit: Sendable {
  /// r1, K1, a12, N10, r2, K2, a21, N20.
  public static let parameters: [GrowthParameter] = {
    let model = CompetingPopulations()
    let all = (model.parameters + model.initialSizes).map { GrowthParameter($0) }
    return order.map { all[$0] }
  }()

  /// Where each reported parameter stands in the order of the population model.
  static let order = [0, 1, 2, 6, 3, 4, 5, 7]

  /// How well the curve of one species describes its observations.
  public struct Species: Sendable, Hashable {
    public var observations: Int
    /// Σ wᵢ(Nᵢ − N(tᵢ))².
    public var residualSumOfSquares: Double
    /// √(RSS/n·N/(N − p)), with n observations of the species and N of both, and p fitted
    /// parameters; `nil` without degrees of freedom.
    public var residualStandardError: Double?
    /// 1 − RSS/Σ wᵢ(Nᵢ − N̄)².
    public var rSquared: Double?
  }

  /// The share of its growth rate that is left to a few individuals of a species where the other is
  /// at its capacity: 1 − a12·K2/K1 for species 1. Positive when it can spread there.
  public struct Invasion: Sendable, Hashable {
    public var estimate: Double
    public var standardError: Double?
    public var limits: ConfidenceLimits
  }

  /// The two, as they were fitted (without observations of weight 0).
  public var series: [GrowthSeries]
  /// Time 0 of the equations, in the time of the data.
  public var origin: Double
  public var status: GrowthFit.Status
  /// What a reader must know before using the numbers; `[.ok]` when nothing.
  public var verdicts: [Verdict]
  /// In the order of `CompetitionFit.parameters`; empty when not fitted.
  public var parameters: [ParameterEstimate] = []
  /// One a species; empty when not fitted.
  public var species: [Species] = []
  /// Of both together; −n/2·(ln(2π·RSS/n) + 1) + ½Σ ln wᵢ summed over the species. `nil` when not
  /// fitted, or when a sum of squares is 0.
  public var logLikelihood: Double?
  /// The two variances count as parameters.
  public var aic: Double?
  public var aicc: Double?
  public var bic: Double?
  /// Observations of both minus fitted parameters.
  public var degreesOfFreedom = 0
  public var convergence: Convergence?
  /// In the order of the parameters, row-major; `nil` when it is not known.
  public var covariance: [Double]?
  /// The coverage of the intervals.
  public var confidence: Double
  public var tQuantile = Double.nan

  /// The parameter values, in their order; empty when not fitted.
  public var values: [Double] { parameters.map { $0.estimate } }

  /// The values in the order of `CompetingPopulations`, without the initial sizes.
  private var modelValues: [Double] {
    let values = values
    return (0..<6).map { position in values[Self.order.firstIndex(of: position)!] }
  }

  /// How the competition ends by the estimates; `nil` when not fitted.
  public var outcome: CompetitionOutcome? {
    status == .notFitted ? nil : CompetitionOutcome(modelValues)
  }

  /// Whether the intervals of both invasions leave no other outcome.
  public var isOutcomeCertain: Bool {
    !invasions.isEmpty
      && invasions.allSatisfy { invasion in
        guard let lower = invasion.limits.lower, let upper = invasion.limits.upper else {
          return false
        }
        return lower > 0 || upper < 0
      }
  }

  /// Whether each species can invade the other; empty when not fitted.
  public var invasions: [Invasion] {
    guard status != .notFitted else { return [] }
    let v = values
    // K1, a12, K2 and K2, a21, K1.
    return [(1, 2, 5), (5, 6, 1)].map { own, effect, other in
      let share = v[effect] * v[other] / v[own]
      var gradient = [Double](repeating: 0, count: v.count)
      gradient[own] = share / v[own]
      gradient[effect] = -v[other] / v[own]
      gradient[other] = -v[effect] / v[own]
      return invasion(1 - share, gradient)
    }
  }

  private func invasion(_ estimate: Double, _ gradient: [Double]) -> Invasion {
    guard let covariance else {
      return Invasion(estimate: estimate, standardError: nil, limits: .unknown)
    }
    var variance = 0.0
    for i in gradient.indices {
      for j in gradient.indices {
        variance += gradient[i] * covariance[i * gradient.count + j] * gradient[j]
      }
    }
    let error = max(variance, 0).squareRoot()
    return Invasion(
      estimate: estimate, standardError: error,
      limits: .symmetric(estimate, reach: tQuantile * error))
  }

  /// The fitted sizes of both species at times of the data.
  ///
  /// - Precondition: the series were fitted.
  public func sizes(at times: [Double]) -> [[Double]] {
    precondition(status != .notFitted, "there are no curves")
    return CompetingPopulations().trajectory(
      modelValues, from: [values[3], values[7]], at: times.map { $0 - origin }
    ).sizes
  }
}
