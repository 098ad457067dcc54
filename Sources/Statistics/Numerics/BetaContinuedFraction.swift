/// The factor `C` in `I_x(a, b) = x^a (1 − x)^b / (a B(a, b)) · C`.
///
/// Abramowitz & Stegun 1964, 26.5.8, evaluated forwards (Lentz 1976). It converges in about √max(a, b)
/// steps for x < (a + 1)/(a + b + 2); beyond, the caller turns to the other tail. `NaN` after a
/// million steps, which takes a and b of about 10¹².
func betaContinuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  let tiny = 1e-300
  func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

  var c = 1.0
  var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
  var fraction = d
  var m = 1.0
  while m < 1e6 {
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonzero(1 + even * d)
    c = nonzero(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonzero(1 + odd * d)
    c = nonzero(1 + odd / c)
    let step = d * c
    fraction *= step
    if abs(step - 1) <= 2 * Double.ulpOfOne { return fraction }
    m += 1
  }
  return .nan
}
