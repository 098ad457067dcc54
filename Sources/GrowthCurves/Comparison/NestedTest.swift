/// Whether a model describes the data better than a special case of it, by more than its further
/// parameters would through noise.
///
/// ```
/// F = ((RSS₁ − RSS₂)/(p₂ − p₁)) / (RSS₂/(n − p₂))
/// ```
///
/// with 1 the special case and 2 the model. For normal errors of unknown variance F has, about, Fisher's
/// distribution with p₂ − p₁ and n − p₂ degrees of freedom when the special case is the truth; exactly
/// so for linear models. Where the special case lies at the edge of the model, `isLimit`, the estimate
/// cannot pass it, F is 0 in about half of the experiments, and p is up to twice too large (Self and
/// Liang 1987).
///
/// Source: D. M. Bates and D. G. Watts (1988), Nonlinear Regression Analysis and Its Applications,
/// section 3.10; S. G. Self and K.-Y. Liang (1987), JASA 82:605–610.
public struct NestedTest: Sendable, Hashable {
  /// The special case.
  public var inner: String
  public var outer: String
  /// What makes the outer model the inner one, such as `nu = 1`.
  public var restriction: String
  /// Whether the special case is only approached, at the edge of the outer model's domain.
  public var isLimit: Bool
  /// Its `pValue` is the probability of such an F or a greater one when the special case is the truth.
  public var test: VarianceRatioTest
}

extension NestedTest {
  /// The tests of all nested pairs among fits to one series, in the order of the fits.
  static func all(of fits: [GrowthFit]) -> [NestedTest] {
    fits.flatMap { inner in fits.compactMap { NestedTest(inner, in: $0) } }
  }

  /// `nil` where the models are not nested, a fit cannot be judged, or the outer fit is worse than the
  /// inner and so not the best of its kind.
  init?(_ inner: GrowthFit, in outer: GrowthFit) {
    guard let relation = NestedModels.relation(inner.model.name, in: outer.model.name),
      relation.holds(inner, outer), inner.exclusion == nil, outer.exclusion == nil,
      let first = inner.statistics, let second = outer.statistics
    else { return nil }
    let (added, full) = (
      first.residualSumOfSquares - second.residualSumOfSquares, second.residualSumOfSquares
    )
    guard added >= -1e-9 * full,
      let test = VarianceRatioTest(
        added: added, degreesOfFreedom: first.degreesOfFreedom - second.degreesOfFreedom,
        full: full, fullDegreesOfFreedom: second.degreesOfFreedom)
    else { return nil }
    self.inner = inner.model.name
    self.outer = outer.model.name
    restriction = relation.text
    isLimit = relation.hasLimit
    self.test = test
  }
}
