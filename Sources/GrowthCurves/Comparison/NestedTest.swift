internal import Statistics

/// Whether a model describes the data better than a special case of it, by more than its further
/// parameters would through noise.
///
/// ```
/// F  = ((RSS₁ − RSS₂)/(p₂ − p₁)) / (RSS₂/(n − p₂))    least squares
/// χ² = 2(ℓ₂ − ℓ₁)                                     counts, and known variances
/// ```
///
/// with 1 the special case and 2 the model. When the special case is the truth, F has, about, Fisher's
/// distribution with p₂ − p₁ and n − p₂ degrees of freedom, exactly so for linear models, and χ² that
/// of its name with p₂ − p₁. Where the special case lies at the edge of the model, `isLimit`, the
/// estimate cannot pass it, the statistic is 0 in about half of the experiments, and p is up to twice
/// too large (Self and Liang 1987).
///
/// Source: D. M. Bates and D. G. Watts (1988), Nonlinear Regression Analysis and Its Applications,
/// section 3.10; S. G. Self and K.-Y. Liang (1987), JASA 82:605–610.
public struct NestedTest: Sendable, Hashable {
  public enum Kind: String, Sendable {
    case f = "F"
    case chiSquared = "chi-squared"
  }

  /// The special case.
  public var inner: String
  public var outer: String
  /// What makes the outer model the inner one, such as `nu = 1`.
  public var restriction: String
  /// Whether the special case is only approached, at the edge of the outer model's domain.
  public var isLimit: Bool
  public var kind: Kind
  public var statistic: Double
  /// p₂ − p₁.
  public var degreesOfFreedom: Int
  /// n − p₂.
  public var residualDegreesOfFreedom: Int
  /// The probability of such a statistic or a greater one when the special case is the truth.
  public var pValue: Double
}

extension NestedTest {
  /// The tests of all nested pairs among fits to one series, in the order of the fits.
  static func all(of fits: [GrowthFit]) -> [NestedTest] {
    fits.flatMap { inner in fits.compactMap { NestedTest(inner, in: $0) } }
  }

  /// `nil` where the models are not nested, a fit cannot be judged, the outer fit is worse than the
  /// inner and so not the best of its kind, or the loss is robust, which makes no likelihood ratio.
  init?(_ inner: GrowthFit, in outer: GrowthFit) {
    guard let relation = NestedModels.relation(inner.model.name, in: outer.model.name),
      relation.holds(inner, outer), inner.exclusion == nil, outer.exclusion == nil,
      let first = inner.statistics, let second = outer.statistics
    else { return nil }
    let extra = first.degreesOfFreedom - second.degreesOfFreedom
    guard extra > 0 else { return nil }
    if outer.options.loss == .squared, !outer.options.hasKnownVariance {
      let added = first.residualSumOfSquares - second.residualSumOfSquares
      guard added >= -1e-9 * second.residualSumOfSquares,
        let test = VarianceRatioTest(
          added: added, degreesOfFreedom: extra, full: second.residualSumOfSquares,
          fullDegreesOfFreedom: second.degreesOfFreedom)
      else { return nil }
      kind = .f
      (statistic, pValue) = (test.statistic, test.pValue)
    } else {
      guard outer.options.loss == .squared || outer.options.loss.isOfCounts,
        let lower = first.logLikelihood, let higher = second.logLikelihood,
        higher - lower > -1e-6
      else { return nil }
      kind = .chiSquared
      statistic = max(0, 2 * (higher - lower))
      pValue = ChiSquared(degreesOfFreedom: Double(extra)).upperTail(statistic)
    }
    self.inner = inner.model.name
    self.outer = outer.model.name
    restriction = relation.text
    isLimit = relation.hasLimit
    degreesOfFreedom = extra
    residualDegreesOfFreedom = second.degreesOfFreedom
  }
}
