/// The specific rate d ln N/dt = (dN/dt)/N along a curve.
struct SpecificRate {
  let model: any GrowthModel
  let parameters: [Double]

  func value(at time: Double) -> Double {
    let size = model.size(at: time, parameters)
    guard size >= .leastNormalMagnitude else {
      return size > -.leastNormalMagnitude ? farBelow : -.infinity
    }
    return model.rate(at: time, parameters) / size
  }

  /// The specific rate where the size underflows: growth is in its first, exponential phase.
  private var farBelow: Double {
    let landmarks = model.landmarks(parameters)
    let isFalling = landmarks.maximumRate.map { $0 < 0 } ?? false
    return landmarks.intrinsicRate ?? (isFalling ? -.infinity : .infinity)
  }

  /// The greatest value between two times: at an end where it is monotone, else by a coarse look
  /// and golden sections around the best. NaN where no size is positive.
  func greatest(from first: Double, to last: Double) -> Double {
    if model.hasMonotoneSpecificRate {
      // Beside a time at which the size passes 0 there is no bound.
      let ends = model.sizes(at: [first, last], parameters)
      if (ends[0] < 0) != (ends[1] < 0) { return .nan }
      let greatest = max(value(at: first), value(at: last))
      return greatest.isFinite ? greatest : .nan
    }
    var greatest = search(from: first, to: last)
    // A rise that is short beside the whole falls between two steps of the first look.
    let landmarks = model.landmarks(parameters)
    if let centre = landmarks.inflectionTime, let rise = landmarks.riseTime,
      16 * rise < last - first
    {
      let low = max(first, centre - 16 * rise)
      let high = min(last, centre + 16 * rise)
      if low < high { greatest = max(greatest, search(from: low, to: high)) }
    }
    return greatest.isFinite ? greatest : .nan
  }

  private func search(from first: Double, to last: Double) -> Double {
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
    guard width > 0, best.isFinite, index > 0, index < steps else { return best }

    let golden = 0.6180339887498949
    var low = first + width * Double(index - 1)
    var high = first + width * Double(index + 1)
    // To 10⁻⁹ of the interval; counted, for late times may not resolve that.
    for _ in 0..<36 {
      let left = high - golden * (high - low)
      let right = low + golden * (high - low)
      if value(at: left) < value(at: right) { low = left } else { high = right }
    }
    return max(best, value(at: (low + high) / 2))
  }
}
