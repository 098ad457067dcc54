internal import RealModule

/// A loss ρ(u) of a residual in units of its scale: u²/2 near 0, less far out.
package enum RobustLoss: Hashable, Sendable, CaseIterable {
  case huber
  case tukey
  case cauchy

  /// Where ρ leaves the parabola.
  package var tuning: Double {
    switch self {
    case .huber: 1.345
    case .tukey: 4.685
    case .cauchy: 2.385
    }
  }

  /// sign(u)·√(2ρ(u)) and its slope: the residual whose square is the loss. NaN for NaN.
  @inline(__always)
  package func pseudoResidual(_ u: Double) -> (value: Double, slope: Double) {
    let v = u / tuning
    switch self {
    case .huber:
      guard v.magnitude > 1 else { return (u, 1) }
      let length = (2 * v.magnitude - 1).squareRoot()
      return (v > 0 ? tuning * length : -tuning * length, 1 / length)
    case .tukey:
      let square = v * v
      if square >= 1 {
        let value = tuning / 3.squareRoot()
        return (v > 0 ? value : -value, 0)
      }
      let length = (1 - square + square * square / 3).squareRoot()
      return (u * length, (1 - square) * (1 - square) / length)
    case .cauchy:
      let square = v * v
      guard square > 1e-30 else { return (u, 1) }
      // Far out v² may be no number, but ln v² is.
      let logarithm =
        square < 1e300 ? Double.log(onePlus: square) : 2 * Double.log(v.magnitude)
      let length = logarithm.squareRoot()
      let value = tuning * length
      return (v > 0 ? value : -value, 1 / ((1 / v.magnitude + v.magnitude) * length))
    }
  }

  /// ψ(u) = ρ′(u), the influence of an observation.
  package func influence(_ u: Double) -> Double { u * weight(u) }

  /// ψ(u)/u, the weight of an observation: 1 near the curve, less far from it.
  package func weight(_ u: Double) -> Double {
    let v = (u / tuning).magnitude
    switch self {
    case .huber: return v > 1 ? 1 / v : 1
    case .tukey: return v < 1 ? (1 - v * v) * (1 - v * v) : 0
    case .cauchy: return 1 / (1 + v * v)
    }
  }

  /// ψ′(u).
  package func influenceSlope(_ u: Double) -> Double {
    let v = (u / tuning).magnitude
    switch self {
    case .huber: return v > 1 ? 0 : 1
    case .tukey: return v < 1 ? (1 - v * v) * (1 - 5 * v * v) : 0
    case .cauchy: return v < 1e150 ? (1 - v * v) / ((1 + v * v) * (1 + v * v)) : 0
    }
  }

  /// ln ∫ e^{−ρ(u)} du, by which e^{−ρ} becomes a density; `nil` for Tukey's loss, whose integral is
  /// infinite.
  package var logNormalizer: Double? {
    let c = tuning
    switch self {
    case .huber:
      // √(2π)·(2Φ(k) − 1) inside k, and (2/k)·e^{−k²/2} outside.
      let inside = (2 * Double.pi).squareRoot() * Double.erf(c / 2.squareRoot())
      return Double.log(inside + 2 / c * Double.exp(-c * c / 2))
    case .tukey: return nil
    case .cauchy:
      // Student's t with c² − 1 degrees of freedom, but for its unit: c·B(1/2, (c² − 1)/2).
      let half = (c * c - 1) / 2
      return Double.log(c) + Double.log(.pi) / 2 + Double.logGamma(half)
        - Double.logGamma(half + 0.5)
    }
  }
}
