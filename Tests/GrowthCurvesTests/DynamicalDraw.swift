import Dynamics
import Foundation
import GrowthCurves
import LeastSquares
import Statistics

extension RandomStream {
  /// Uniform on a range.
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }
}

/// A random curve of a differential equation with 25 to 60 times that show how it goes on: up to a
/// plateau, down to one, or to extinction.
struct DynamicalDraw {
  var parameters: [Double]
  var times: [Double]
  var duration: Double
  /// What happens, where a model knows several fates.
  var kind = ""

  init(_ name: String, _ stream: inout RandomStream) {
    let unit = stream.power(-3...6)
    let duration = stream.power(0...3)
    self.duration = duration
    switch name {
    case "allee": (parameters, kind) = Self.allee(unit, duration, &stream)
    case "constant-harvest": (parameters, kind) = Self.constantHarvest(unit, duration, &stream)
    case "proportional-harvest":
      (parameters, kind) = Self.proportionalHarvest(unit, duration, &stream)
    default:
      let swing = stream.number(0.1...0.6) * (stream.uniform() < 0.5 ? 1 : -1)
      parameters = [
        stream.number(12...40) / duration, unit, swing, duration / stream.number(1.5...6),
        stream.number(-0.3...0.5) / duration, unit * stream.power(-2 ... -0.3),
      ]
    }
    let count = 25 + stream.integer(below: 36)
    times = (0..<count).map { duration * Double($0) / Double(count - 1) }
  }

  private static func allee(
    _ capacity: Double, _ duration: Double, _ stream: inout RandomStream
  ) -> ([Double], String) {
    let threshold = capacity * stream.number(0.05...0.6)
    let falls = stream.uniform() < 0.3
    let initial =
      falls
      ? threshold * stream.number(0.5...0.97)
      : threshold + (capacity - threshold) * stream.number(0.02...0.2)
    func scaledTime(_ size: Double) -> Double {
      let gap = capacity - threshold
      return -log(size) - threshold / gap * log((capacity - size).magnitude)
        + capacity / gap * log((size - threshold).magnitude)
    }
    let whole = scaledTime(falls ? 0.03 * initial : 0.99 * capacity) - scaledTime(initial)
    let rate = whole / (duration * stream.number(0.5...0.95))
    return ([rate, capacity, threshold, initial], falls ? "falls" : "rises")
  }

  private static func constantHarvest(
    _ capacity: Double, _ duration: Double, _ stream: inout RandomStream
  ) -> ([Double], String) {
    let kind = ["rises", "from above", "from below", "exterminated"][stream.integer(below: 4)]
    // H in units of rK, and the equilibria in units of K.
    let harvest =
      switch kind {
      case "from below": stream.number(0.5...0.9) / 4
      case "exterminated": stream.number(1.1...3) / 4
      default: stream.number(0.1...0.9) / 4
      }
    let root = max(1 - 4 * harvest, 0).squareRoot()
    let (lower, upper) = ((1 - root) / 2, (1 + root) / 2)
    let initial =
      switch kind {
      case "rises": lower + (upper - lower) * stream.number(0.02...0.2)
      case "from above": upper * stream.number(1.3...3)
      case "from below": lower * stream.number(0.5...0.95)
      default: stream.number(0.6...1.2)
      }
    var scaled = stream.number(8...14) / root
    if kind == "from below" || kind == "exterminated" {
      let end = ConstantHarvestPopulation().trajectory(
        [1, 1, harvest], from: [initial], at: [1000])
      scaled = end.extinctionTime! / stream.number(0.7...0.95)
    }
    let rate = scaled / duration
    return ([rate, capacity, harvest * rate * capacity, initial * capacity], kind)
  }

  private static func proportionalHarvest(
    _ capacity: Double, _ duration: Double, _ stream: inout RandomStream
  ) -> ([Double], String) {
    guard stream.uniform() > 0.3 else {
      let excess = stream.number(2...5) / duration
      let rate = excess * stream.number(0.3...2)
      return ([rate, capacity, rate + excess, capacity * stream.number(0.3...1)], "dwindles")
    }
    let net = stream.number(10...30) / duration
    let effort = net * stream.number(0.1...2)
    let plateau = capacity * net / (net + effort)
    let initial = plateau / (1 + exp(net * stream.number(0.3...0.5) * duration))
    return ([net + effort, capacity, effort, initial], "rises")
  }

  /// What must be known besides the sizes: the effort of a proportional harvest.
  func options(_ model: any GrowthModel) -> GrowthFitOptions {
    var options = GrowthFitOptions()
    if model.name == "proportional-harvest" { options.domains["E"] = .fixed(parameters[2]) }
    return options
  }
}
