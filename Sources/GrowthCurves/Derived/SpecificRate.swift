/// The specific rate d ln N/dt = (dN/dt)/N along a curve.
struct SpecificRate {
  let model: any GrowthModel
  let parameters: [Double]

  func value(at time: Double) -> Double {
    let size = model.size(at: time, parameters)
    // Where both underflow, growth is in its first, exponential phase.
    guard size > 0 else { return -.infinity }
    return model.rate(at: time, parameters) / size
  }

  /// The greatest value between two times: at an end where it is monotone, else by a coarse look
  /// and golden sections around the best. NaN where no size is positive.
  func greatest(from first: Double, to last: Double) -> Double {
    if model.hasMonotoneSpecificRate {
      let greatest = max(value(at: first), value(at: last))
      return greatest.isFinite ? greatest : .nan
    }
    let steps = 64
    let width = (last - first) / Double(steps)
    var best = -Double.infinity
    var index = 0
    for i in 0...steps {
      let value = value(at: first + width * Double(i))
      if value > best {
        best = value
        index = i
      }
    }
    guard best.isFinite else { return .nan }
    guard width > 0, index > 0, index < steps else { return best }

    let golden = 0.6180339887498949
    var low = first + width * Double(index - 1)
    var high = first + width * Double(index + 1)
    while high - low > 1e-9 * (last - first) {
      let left = high - golden * (high - low)
      let right = low + golden * (high - low)
      if value(at: left) < value(at: right) { low = left } else { high = right }
    }
    return max(best, value(at: (low + high) / 2))
  }
}
