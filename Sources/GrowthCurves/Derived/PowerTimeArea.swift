internal import RealModule

/// ∫σ(m·ln(t/τ)) dt: near t = 0 by its series, for a power of time is no polynomial there, and
/// beyond by Gauss–Legendre panels that are short where the share changes and grow with t.
struct PowerTimeArea {
  let time: Double
  let power: Double

  /// The area under the share t^m/(τ^m + t^m), which is 0 before the origin.
  func underShare(from first: Double, to last: Double) -> Double {
    // Where (t/τ)^m is ¼.
    let early = time * Double.pow(0.25, 1 / power)
    var area = series(to: min(last, early)) - series(to: min(first, early))
    // With a small m that is too early to matter.
    var low = max(first, early, 1e-18 * last)
    while low < last {
      let exponent = power * Double.log(low / time)
      let width = min(max(1.5, 0.6 * exponent.magnitude) / power, 0.9)
      let high = min(last, low * Double.exp(width))
      // With a huge m the curve is a step.
      guard high > low else { return area + (last - low) }
      area += Area.panel(from: low, to: high) {
        1 / (1 + Double.exp(-power * Double.log($0 / time)))
      }
      low = high
    }
    return area
  }

  /// T·Σ (−1)^{j−1}·v^j/(1 + jm) with v = (T/τ)^m ≤ ¼.
  private func series(to last: Double) -> Double {
    guard last > 0 else { return 0 }
    let v = Double.pow(last / time, power)
    var sum = 0.0
    for j in (1...27).reversed() { sum = v * (1 / (1 + Double(j) * power) - sum) }
    return last * sum
  }
}
