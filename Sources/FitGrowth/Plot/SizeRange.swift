import Charts
import Foundation
import GrowthCurves

/// The sizes that a chart shows: all data and curves, and of bands what lies not too far out.
struct SizeRange: Sendable {
  private var low = Double.infinity
  private var high = -Double.infinity
  private var bandLow = Double.infinity
  private var bandHigh = -Double.infinity
  let isLogarithmic: Bool

  init(isLogarithmic: Bool) { self.isLogarithmic = isLogarithmic }

  mutating func add(_ sizes: [Double]) {
    for size in sizes where size.isFinite && (!isLogarithmic || size > 0) {
      low = min(low, size)
      high = max(high, size)
    }
  }

  mutating func add(_ limits: [ConfidenceLimits]) {
    for limit in limits {
      for value in [limit.lower, limit.upper].compactMap({ $0 }) where value.isFinite {
        bandLow = min(bandLow, value)
        bandHigh = max(bandHigh, value)
      }
    }
  }

  mutating func formUnion(_ other: SizeRange) {
    low = min(low, other.low)
    high = max(high, other.high)
    bandLow = min(bandLow, other.bandLow)
    bandHigh = max(bandHigh, other.bandHigh)
  }

  /// For the axis; `nil` without anything to show.
  var range: ClosedRange<Double>? {
    guard low <= high else { return nil }
    if isLogarithmic {
      let reach = max(pow(high / low, 0.25), 1.5)
      let bottom = bandLow > 0 ? min(low, max(bandLow, low / reach)) : low
      let top = max(high, min(bandHigh, high * reach))
      let margin = max(pow(top / bottom, 0.04), 1.02)
      return bottom / margin...top * margin
    }
    let reach = 0.3 * (high - low)
    var bottom = min(low, max(bandLow, low - reach))
    var top = max(high, min(bandHigh, high + reach))
    if top == bottom {
      let half = top == 0 ? 0.5 : abs(top) * 0.5
      (bottom, top) = (bottom - half, top + half)
    }
    let margin = 0.04 * (top - bottom)
    // Sizes begin at 0 where that is near.
    let isNearZero = bottom >= 0 && bottom < 0.25 * top
    return (isNearZero ? 0 : bottom - margin)...(top + margin)
  }

  /// Whether a size is near what is shown already.
  func isNear(_ size: Double) -> Bool {
    guard low <= high, size.isFinite else { return false }
    if isLogarithmic { return size > low / 2 && size < high * 2 }
    let reach = 0.25 * (high - low)
    return size > low - reach && size < high + reach
  }

  // MARK: - Limits as the edges of a band

  func lower(_ limits: ConfidenceLimits) -> Double {
    let floor = isLogarithmic ? low / 1e6 : low - 1e3 * max(high - low, abs(low))
    guard let lower = limits.lower else { return limits.isLowerUnbounded ? floor : .nan }
    return max(lower, floor)
  }

  func upper(_ limits: ConfidenceLimits) -> Double {
    let ceiling = isLogarithmic ? high * 1e6 : high + 1e3 * max(high - low, abs(high))
    guard let upper = limits.upper else { return limits.isUpperUnbounded ? ceiling : .nan }
    return min(upper, ceiling)
  }
}
