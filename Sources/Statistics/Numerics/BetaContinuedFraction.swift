/// The fraction `F` in `I_x(a, b) = x^a (1 − x)^b / B(a, b) / F`.
///
/// The even part of the fraction of Abramowitz & Stegun 26.5.8 (DiDonato & Morris 1992, ACM TOMS
/// 18:360, eq. 9), evaluated forwards (Lentz 1976). The full fraction subtracts nearly equal
/// numbers when x is near 1 and a large; here the one subtraction, `excess` = a(1 − x) − bx, comes
/// from the caller, who knows it exactly. It converges in about √max(a, b) steps for `excess` ≥ 0;
/// beyond, the caller turns to the other tail. `NaN` after a million steps, which takes a and b of
/// about 10¹².
func betaContinuedFraction(_ a: Double, _ b: Double, at x: Double, excess: Double) -> Double {
  func denominator(_ m: Double) -> Double {
    m + m * (b - m) * x / (a + 2 * m - 1) + (a + m) * (excess + 1 + m * (2 - x)) / (a + 2 * m + 1)
  }

  var fraction = a * (excess + 1) / (a + 1)
  var c = fraction
  var d = 0.0
  var m = 1.0
  while m < 1e6 {
    let root = (a + 2 * m - 1) / x
    let numerator = ((a + m - 1) / root) * ((a + b + m - 1) / root) * m * (b - m)
    d = 1 / (denominator(m) + numerator * d)
    c = denominator(m) + numerator / c
    fraction *= c * d
    if abs(c * d - 1) <= 2 * Double.ulpOfOne { return fraction }
    m += 1
  }
  return .nan
}
