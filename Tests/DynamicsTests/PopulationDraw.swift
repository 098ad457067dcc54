import Dynamics
import Foundation
import Statistics

extension RandomStream {
  /// Uniform on a range.
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// 10 to a power that is uniform on a range.
  mutating func power(_ exponents: ClosedRange<Double>) -> Double { pow(10, number(exponents)) }
}

/// Random parameters of a population model that make sense together.
struct PopulationDraw {
  var parameters: [Double]
  var initial: [Double]
  /// About how long the model takes to settle.
  var duration: Double

  init(_ model: any PopulationModel, _ stream: inout RandomStream) {
    let unit = stream.power(-3...6)
    let duration = stream.power(-2...3)
    let rate = stream.number(2...12) / duration
    let capacity = unit * stream.number(0.5...2)
    self.duration = duration
    initial = [capacity * stream.power(-2...0.3)]
    switch model.name {
    case "theta-logistic": parameters = [rate, capacity, stream.power(-1...1)]
    case "allee":
      parameters = [rate, capacity, capacity * stream.number(0.05...0.7)]
      initial = [capacity * stream.number(0.03...1.5)]
    case "constant-harvest":
      parameters = [rate, capacity, rate * capacity / 4 * stream.number(-0.3...2.5)]
      initial = [capacity * stream.number(0.05...2)]
    case "proportional-harvest": parameters = [rate, capacity, rate * stream.number(0...1.8)]
    case "varying-capacity":
      parameters = [
        rate, capacity, stream.number(-0.7...0.7), duration * stream.number(0.15...1.5),
        stream.number(-0.2...0.5) / duration,
      ]
    case "lotka-volterra":
      let other = capacity * stream.power(-0.5...0.5)
      parameters = [
        rate, capacity, stream.number(0.1...1.7) * capacity / other,
        rate * stream.number(0.4...2), other, stream.number(0.1...1.7) * other / capacity,
      ]
      initial = [capacity * stream.power(-2...0), other * stream.power(-2...0)]
    default: parameters = [rate, capacity]
    }
  }

  /// Evenly spaced, from 0.
  func times(_ count: Int) -> [Double] {
    (0..<count).map { duration * Double($0) / Double(count - 1) }
  }
}

/// The derivative by the central difference of sixth order.
func derivative(at x: Double, step: Double, _ f: (Double) -> Double) -> Double {
  let weights = [3.0 / 4, -3.0 / 20, 1.0 / 60]
  var sum = 0.0
  for (k, weight) in weights.enumerated() {
    let distance = Double(k + 1) * step
    sum += weight * (f(x + distance) - f(x - distance))
  }
  return sum / step
}
