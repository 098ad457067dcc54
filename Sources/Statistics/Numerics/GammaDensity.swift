internal import CGSL

// Densities of the gamma and beta families without cancellation (Loader 2000, "Fast and accurate
// computation of binomial probabilities"): the large powers are grouped around the centre of the
// distribution, where the logarithm of the ratio to the centre loses its linear term.

/// `ln(1 + m) − m` for `ratio` = 1 + m and `excess` = m: never positive, and exact near m = 0.
package func excessLogarithm(ratio: Double, excess: Double) -> Double {
  if abs(excess) < 0.5 { return GSL.value { gsl_sf_log_1plusx_mx(excess) } }
  return log(ratio) - excess
}

/// Γ*(x) = Γ(x) / (√(2π) x^(x−1/2) e^(−x)), which tends to 1; x > 0.
func gammaStar(_ x: Double) -> Double {
  GSL.value { gsl_sf_gammastar(x) }
}

/// The density at 0 of a distribution on 0... that starts as x^(degreesOfFreedom/2 − 1).
func densityAtZero(degreesOfFreedom: Double, atTwo value: Double) -> Double {
  if degreesOfFreedom < 2 { return .infinity }
  return degreesOfFreedom == 2 ? value : 0
}
