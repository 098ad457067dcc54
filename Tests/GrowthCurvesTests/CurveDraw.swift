import Foundation
import GrowthCurves
import Statistics

/// A random curve of a model with the times at which it is looked at.
struct CurveDraw {
  var parameters: [Double]
  var times: [Double]
  /// The last time minus the first.
  var duration: Double
  /// How fast the curve changes, one over a time.
  var rate: Double
  /// Times at which the curve is not smooth: where a power of time begins, where slopes jump.
  var corners: [Double] = []
  /// How close to a corner differences reach, times the rate.
  var cornerReach = 0.02

  /// Parameters that make sense together: sizes around a common unit between 10⁻⁶ and 10⁶, rates
  /// and times in relation to a duration between 10⁻³ and 10³, shapes from nearly Gompertz to
  /// nearly exponential up to the capacity; a fifth of the curves fall, or are negative.
  init(_ model: any GrowthModel, _ stream: inout RandomStream, shapes: ClosedRange<Double>) {
    let unit = stream.power(-6...6)
    let duration = stream.power(-3...3)
    let first = model.usesElapsedTime ? 0 : [0.0, -3, 40][stream.integer(below: 3)] * duration
    // One curve has one direction; a model with a start and a capacity has one sign.
    let sign = model.usesElapsedTime || stream.uniform() < 0.8 ? 1.0 : -1.0
    let own = LagAndPhaseDraws.curve(
      model, unit: unit, duration: duration, first: first, &stream)
    parameters =
      own
      ?? model.parameters.map { parameter in
        switch parameter.dimension {
        case .size: sign * unit * stream.power(-1...1)
        case .rate, .absoluteRate:
          (stream.uniform() < 0.8 ? 1 : -1) * stream.power(0...1.5) / duration
        case .time: first + duration * (stream.uniform() * 1.4 - 0.2)
        case .shape: stream.power(log10(shapes.lowerBound)...log10(shapes.upperBound))
        }
      }
    // A population above its capacity falls towards it; where it came from, or where it goes when
    // the rate is negative, there is a pole.
    if model.name == "verhulst" {
      if parameters[2] < 0 { parameters[1] = min(parameters[1], 0.5 * parameters[0]) }
      parameters[1] = min(parameters[1], 3 * parameters[0])
    }
    times = (0...24).map { first + duration * Double($0) / 24 }
    self.duration = duration
    rate = zip(model.parameters, parameters).first { $0.0.dimension == .rate }?.1 ?? .nan
    adapt(to: model, &stream)
  }

  init(_ model: any GrowthModel, _ stream: inout RandomStream) {
    self.init(model, &stream, shapes: 1e-6...50)
  }

  /// How far a parameter must move for the curve to change its form.
  func scale(of parameter: GrowthParameter, at index: Int, in model: any GrowthModel) -> Double {
    let farthest = times.map { $0.magnitude }.max()!
    if let scale = ownScale(of: parameter, at: index, in: model) { return scale }
    return switch parameter.dimension {
    case .size, .shape, .absoluteRate: parameters[index].magnitude
    case .rate: 1 / (model.usesElapsedTime ? farthest : 1.4 * duration)
    case .time: 1 / rate.magnitude
    }
  }
}

extension RandomStream {
  /// 10 to a power that is uniform on a range.
  mutating func power(_ exponents: ClosedRange<Double>) -> Double {
    pow(10, exponents.lowerBound + (exponents.upperBound - exponents.lowerBound) * uniform())
  }
}

/// The derivative of a function by the central difference of sixth order: for a step of a 200th of
/// the function's own scale its error is about 10⁻¹³ of the values.
func derivative(at x: Double, step: Double, _ f: (Double) -> Double) -> Double {
  let weights = [3.0 / 4, -3.0 / 20, 1.0 / 60]
  var sum = 0.0
  for (k, weight) in weights.enumerated() {
    let distance = Double(k + 1) * step
    sum += weight * (f(x + distance) - f(x - distance))
  }
  return sum / step
}
