import Foundation
import GrowthCurves
import Statistics

/// What an empty well of a plate shows: a level, noise of some kind, drift. Sizes are optical
/// densities, between 0.08 and 0.2 as plates have them, or about 0 when the blank is subtracted.
///
/// Independent noise has standard deviations from 0.001 to 0.005, more than the blanks in
/// `data/growth` show (0.0003 to 0.001); correlated noise from 0.0005 to 0.002; drift is as theirs, up
/// to 3 % of the level, or 4 % where it levels off.
enum NoiseWell: String, CaseIterable, Sendable {
  case normal
  case uniform
  case logNormal = "log-normal, 2 to 20 %"
  case rounded = "normal, rounded to 0.001"
  case correlated3 = "correlated, φ = 0.3"
  case correlated6 = "correlated, φ = 0.6"
  case correlated9 = "correlated, φ = 0.9"
  case drift = "linear drift, rounded"
  case warming = "levelling drift, rounded"
  case bubbles = "normal, with spikes of 5 to 80 %"
  case firstReading = "normal, first reading off by up to 50 %"

  /// Where the blank is subtracted, a drift is all there is, and cannot be told from growth.
  var isDrift: Bool { self == .drift || self == .warming }

  /// Whether each observation stands for itself.
  var isIndependent: Bool {
    switch self {
    case .correlated3, .correlated6, .correlated9, .drift, .warming: false
    default: true
    }
  }

  func sizes(count: Int, isBlanked: Bool, _ stream: inout RandomStream) -> [Double] {
    let level = 0.08 + 0.12 * stream.uniform()
    var sizes = deviations(count, level, &stream).map { level + $0 }
    if self == .rounded || isDrift { sizes = sizes.map { ($0 * 1000).rounded() / 1000 } }
    // As a mean of blanks, which is not rounded.
    return isBlanked ? sizes.map { $0 - level } : sizes
  }

  private func deviations(
    _ count: Int, _ level: Double, _ stream: inout RandomStream
  ) -> [Double] {
    let sign: Double = stream.uniform() < 0.5 ? 1 : -1
    let shares = (0..<count).map { Double($0) / Double(count - 1) }
    switch self {
    case .normal: return Self.correlated(0, 0.001 * stream.power(0...0.7), count, &stream)
    case .uniform:
      let width = 0.0035 * stream.power(0...0.7)
      return Self.draws(count, &stream) { width * ($0.uniform() - 0.5) }
    case .logNormal:
      let relative = 0.02 * stream.power(0...1)
      return Self.draws(count, &stream) {
        level * (exp($0.normal(standardDeviation: relative)) - 1)
      }
    case .rounded: return Self.correlated(0, 0.0002 * stream.power(0...0.7), count, &stream)
    case .correlated3: return Self.correlated(0.3, 0.0005 * stream.power(0...0.6), count, &stream)
    case .correlated6: return Self.correlated(0.6, 0.0005 * stream.power(0...0.6), count, &stream)
    case .correlated9: return Self.correlated(0.9, 0.0005 * stream.power(0...0.6), count, &stream)
    case .drift:
      let rise = sign * 0.03 * level * stream.uniform()
      let noise = Self.correlated(0, 0.0003, count, &stream)
      return zip(shares, noise).map { rise * $0 + $1 }
    case .warming:
      let rise = sign * 0.04 * level * stream.uniform()
      let time = 0.03 + 0.5 * stream.uniform()
      let noise = Self.correlated(0, 0.0003, count, &stream)
      return zip(shares, noise).map { rise * exp(-$0 / time) + $1 }
    case .bubbles:
      var noise = Self.correlated(0, 0.001 * stream.power(0...0.7), count, &stream)
      for _ in 0..<(1 + stream.integer(below: max(1, count / 25))) {
        noise[stream.integer(below: count)] += level * 0.05 * stream.power(0...1.2)
      }
      return noise
    case .firstReading:
      var noise = Self.correlated(0, 0.001 * stream.power(0...0.7), count, &stream)
      noise[0] += sign * 0.5 * level * stream.uniform()
      return noise
    }
  }

  private static func draws(
    _ count: Int, _ stream: inout RandomStream, _ draw: (inout RandomStream) -> Double
  ) -> [Double] {
    var values: [Double] = []
    for _ in 0..<count { values.append(draw(&stream)) }
    return values
  }

  /// Normal noise whose correlation falls by the factor φ from one observation to the next.
  private static func correlated(
    _ phi: Double, _ deviation: Double, _ count: Int, _ stream: inout RandomStream
  ) -> [Double] {
    var last = stream.normal(standardDeviation: deviation)
    let fresh = deviation * (1 - phi * phi).squareRoot()
    return draws(count, &stream) { stream in
      defer { last = phi * last + stream.normal(standardDeviation: fresh) }
      return last
    }
  }
}
