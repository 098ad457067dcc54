import Foundation
import GrowthCurves
import Statistics

/// What makes sense for the parameters of one model alone.
extension CurveDraw {
  mutating func adapt(to model: any GrowthModel, _ stream: inout RandomStream) {
    let first = times[0]
    switch model.name {
    case "generalized-logistic":
      // From A upwards, as K is the upper asymptote.
      parameters[1] += parameters[0]
    case "logistic-lag", "gompertz-lag", "richards-lag":
      let shape = parameters.count > 3 ? parameters[3] : 1
      // mu was drawn as a rate.
      parameters[1] *= parameters[0] / 4
      rate = parameters[1] / parameters[0] * pow(1 + shape, 1 + 1 / shape)
    case "theta-logistic":
      // The rate was drawn as that of the approach to the capacity, rθ.
      rate = parameters[2]
      parameters[2] /= parameters[3]
      let highest = parameters[2] < 0 ? 0.5 : pow(3, 1 / max(1, parameters[3]))
      parameters[1] = min(parameters[1], highest * parameters[0])
    case "weibull":
      parameters[2] = parameters[2].magnitude
      parameters[3] = min(max(parameters[3], 0.3), 8) * (0.9 + 0.2 * stream.uniform())
      rate = parameters[2] * max(1, parameters[3])
      corners = [0]
    case "morgan-mercer-flodin":
      parameters[2] = duration * (0.05 + 1.15 * stream.uniform())
      parameters[3] = min(max(parameters[3], 0.3), 12) * (0.9 + 0.2 * stream.uniform())
      rate = max(1, parameters[3]) / parameters[2]
      corners = [0]
    case "von-bertalanffy":
      parameters[1] = parameters[1].magnitude
      rate = parameters[1]
      corners = [parameters[2]]
    case "von-bertalanffy-length":
      parameters[1] = parameters[1].magnitude
      rate = parameters[1]
      parameters[2] = first + duration * (0.2 - 0.7 * stream.uniform())
    case "huang": rate = max(parameters[2], parameters[4])
    case "buchanan":
      corners = LagAndPhaseDraws.corners(model, parameters)
      // They move with the parameters.
      cornerReach = 0.2
    case "logistic-sum":
      rate = log(81) / stride(from: 1, to: parameters.count, by: 3).map { parameters[$0] }.min()!
    default: break
    }
  }

  /// Whether differences at a time would reach across a corner.
  func isRough(at time: Double) -> Bool {
    corners.contains { (time - $0).magnitude <= cornerReach / rate.magnitude }
  }

  /// How far a parameter must move for the curve to change its form, where its dimension does not
  /// tell; `nil` where it does.
  func ownScale(
    of parameter: GrowthParameter, at index: Int, in model: any GrowthModel
  ) -> Double? {
    let value = parameters[index].magnitude
    /// How often the rate turns over between the times and the middle of the curve.
    let turns = max(1, 1.4 * duration * rate.magnitude)
    switch (model.name, parameter.symbol) {
    case ("baranyi-roberts", _), ("huang", _), ("buchanan", _): return nil
    case ("logistic-lag", "A"), ("gompertz-lag", "A"), ("richards-lag", "A"), (_, "mu"):
      return value / turns
    case ("richards-lag", "nu"): return min(value, 1) / turns
    case ("theta-logistic", "K"), ("theta-logistic", "N0"): return value / max(1, parameters[3])
    case ("theta-logistic", "r"): return 1 / (parameters[3] * duration)
    case ("theta-logistic", "theta"):
      let depth = parameters[3] * log(parameters[0] / parameters[1]).magnitude
      return value / max(turns, depth)
    case ("weibull", "k"), ("morgan-mercer-flodin", "kappa"): return value / max(1, parameters[3])
    case ("weibull", "m"), ("morgan-mercer-flodin", "m"): return min(value, 0.3)
    default: return nil
    }
  }
}
