import Activations

/// An activation and its derivative as lines that end where they jump.
struct ActivationCurve {
  private(set) var x: [Double] = []
  private(set) var values: [Double] = []
  private(set) var slopes: [Double] = []

  init(_ activation: any Activation, from: Double, to: Double) {
    let count = 800
    for index in 0...count {
      let next = from + (to - from) * (Double(index) / Double(count))
      if let last = x.last, let jump = Self.jump(activation, last, next) {
        append(activation, jump.before)
        x.append(jump.before)
        values.append(jump.isOfValue ? .nan : activation.value(jump.before))
        slopes.append(.nan)
        append(activation, jump.after)
      }
      append(activation, next)
    }
  }

  private mutating func append(_ activation: any Activation, _ x: Double) {
    let (value, slope) = activation.valueAndSlope(x)
    self.x.append(x)
    values.append(value)
    slopes.append(slope)
  }

  /// The two neighbouring numbers between which the value or the slope jumps by more than a
  /// thousandth.
  private static func jump(
    _ activation: any Activation, _ low: Double, _ high: Double
  ) -> (before: Double, after: Double, isOfValue: Bool)? {
    func difference(_ a: Double, _ b: Double) -> (value: Double, slope: Double) {
      let (first, second) = (activation.valueAndSlope(a), activation.valueAndSlope(b))
      return (abs(first.value - second.value), abs(first.slope - second.slope))
    }
    var (low, high) = (low, high)
    while true {
      let whole = difference(low, high)
      guard max(whole.value, whole.slope) > 1e-3 else { return nil }
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return (low, high, whole.value > 1e-3) }
      let (first, second) = (difference(low, middle), difference(middle, high))
      // A jump lies in one of the halves; what changes steadily does so in both.
      if first.value + first.slope > second.value + second.slope {
        high = middle
      } else {
        low = middle
      }
    }
  }
}
