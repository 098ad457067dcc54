internal import CGSL

/// Akaike weights: how the support of the data is shared among models, one of which is taken to be
/// the best approximation.
///
///     wᵢ = exp(−Δᵢ/2) / Σⱼ exp(−Δⱼ/2),   Δᵢ = cᵢ − min c
///
/// with c AIC or AICc, all of the same observations and the same kind of error. The ratio of two
/// weights is the evidence for one model against the other.
///
/// Source: K. P. Burnham and D. R. Anderson (2002), Model Selection and Multimodel Inference, 2nd
/// edition, section 2.9.
public enum AkaikeWeights {
  /// One weight a criterion; together 1, or none for none.
  ///
  /// - Precondition: the criteria are finite.
  public static func weights(of criteria: [Double]) -> [Double] {
    precondition(criteria.allSatisfy { $0.isFinite }, "a model without a criterion has no weight")
    guard let least = criteria.min() else { return [] }
    let likelihoods = criteria.map { exp(-($0 - least) / 2) }
    let sum = likelihoods.reduce(0, +)
    return likelihoods.map { $0 / sum }
  }

  /// How many times as well a model is supported as one whose criterion is higher by `delta`:
  /// exp(Δ/2), infinite from about 1420 on.
  public static func evidenceRatio(delta: Double) -> Double { exp(delta / 2) }
}
