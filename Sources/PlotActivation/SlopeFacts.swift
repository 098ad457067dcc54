import Activations

/// What the slope of an activation says about learning.
struct SlopeFacts: Sendable {
  /// The largest |slope| on the whole line, to six digits.
  let largest: Double
  /// Saturated is where |slope| is below this.
  let threshold: Double
  let saturation: Saturation

  /// - Parameter fraction: the part of the largest |slope|.
  init(_ activation: any Activation, fraction: Double) {
    // Past ±20 every slope is at its limit to six digits, or decreases.
    let points = stride(from: -20.0, through: 20, by: 0.0005).map { $0 }
    var slopes = [Double](repeating: 0, count: points.count)
    var span = slopes.mutableSpan
    activation.slopes(of: points.span, into: &span)
    let ends = [-1000.0, -0.0, 0.0, 1000].map { activation.valueAndSlope($0).slope }
    largest = (slopes + ends).reduce(0) { max($0, abs($1)) }
    threshold = fraction * largest
    // A function without any slope is flat everywhere, by whatever measure.
    saturation = activation.saturation(below: threshold > 0 ? threshold : fraction)
  }
}
