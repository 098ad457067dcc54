/// What of the residuals is minimised, and so which errors the sizes are taken to have.
///
/// Each is a sum of squares of transformed residuals, Σ wᵢrᵢ², so that the solver, the search for
/// starts and the intervals are the same for all. ρ is a loss with ρ(u) ≈ u²/2 near 0, s the scale of
/// the errors, d a deviance:
///
/// ```
/// squared             r = N − y
/// huber               r² = 2s²ρ((N − y)/s),  ρ(u) = u²/2 for |u| ≤ k, k|u| − k²/2 beyond; k = 1.345
/// cauchy              the same with ρ(u) = (c²/2)·ln(1 + (u/c)²); c = 2.385
/// tukey               the same with ρ(u) = (c²/6)·(1 − (1 − (u/c)²)³) up to c, c²/6 beyond; c = 4.685
/// poisson             r² = d(y, N) = 2[y ln(y/N) − (y − N)]
/// negative-binomial   r² = d(y, N) = 2[y ln(y/N) − (y + θ) ln((y + θ)/(N + θ))]
/// ```
///
/// With a weight w, u is √w(N − y)/s. The constants give the robust losses 95 % of the efficiency of
/// least squares when the errors are normal.
///
/// The scale s of a robust loss is estimated with Huber's: s is the median of √w|N − y| over 0.6745,
/// N fitted with that s. Tukey's and Cauchy's losses have several minima; they start at Huber's
/// curve and keep its s. θ and the curve are of greatest likelihood, each given the other; θ is
/// infinite (Poisson) where the counts scatter no more than Poisson counts.
///
/// Sources: P. J. Huber (1964), Ann. Math. Stat. 35:73–101; A. E. Beaton and J. W. Tukey (1974),
/// Technometrics 16:147–185; P. W. Holland and R. E. Welsch (1977), Commun. Stat. A 6:813–827, with
/// the constants; P. McCullagh and J. A. Nelder (1989), Generalized Linear Models, for the counts.
public enum Loss: String, Sendable, Hashable, CaseIterable {
  /// Normal errors of equal variance, or of variance σ²/wᵢ.
  case squared
  /// A distant observation pulls no harder than one at 1.345 s.
  case huber
  /// An observation beyond 4.685 s has no influence.
  case tukey
  /// The influence of a distant observation fades.
  case cauchy
  /// Counts with a variance equal to their mean.
  case poisson
  /// Counts with the variance N + N²/θ.
  case negativeBinomial = "negative-binomial"
}

extension Loss {
  /// Whether sizes are counts: not negative.
  public var isOfCounts: Bool { self == .poisson || self == .negativeBinomial }

  /// Whether distant observations count less.
  public var isRobust: Bool { robust != nil }

  var robust: RobustLoss? {
    switch self {
    case .huber: .huber
    case .tukey: .tukey
    case .cauchy: .cauchy
    case .squared, .poisson, .negativeBinomial: nil
    }
  }
}
