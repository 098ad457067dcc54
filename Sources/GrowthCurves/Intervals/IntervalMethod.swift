/// How confidence limits are found.
public enum IntervalMethod: Sendable, Hashable {
  /// None at all.
  case none
  /// Estimate ± quantile × standard error: quick, symmetric, and wrong where the model is far from
  /// linear within the limits.
  case wald
  /// Profile likelihood: where the best fit with that value is just compatible with the data. Knows
  /// unbounded sides.
  case profile
  /// Percentiles of refits to resampled data.
  case bootstrap(BootstrapKind, replicates: Int = 999, seed: UInt32 = 1)

  /// Whether limits come from draws, in which all errors are drawn alike.
  var isBootstrap: Bool {
    if case .bootstrap = self { true } else { false }
  }

  /// As commands and files name it.
  public var name: String {
    switch self {
    case .none: "none"
    case .wald: "wald"
    case .profile: "profile"
    case .bootstrap: "bootstrap"
    }
  }
}

/// What a bootstrap resamples.
public enum BootstrapKind: String, Sendable, CaseIterable {
  /// The curve plus residuals drawn from those of the fit, with replacement, blown up by
  /// √(n/(n − p)) because a fit makes residuals too small: assumes equal errors, not normal ones. On
  /// the log scale equal relative errors; of counts, errors in units of their standard deviation.
  case residual
  /// The curve plus errors drawn from the error model of the fit: normal, log-normal, Poisson or
  /// negative binomial. For a robust loss normal errors of its scale: no gross ones.
  case parametric
  /// Observations drawn with replacement: assumes least, needs the most observations.
  case `case`
}
