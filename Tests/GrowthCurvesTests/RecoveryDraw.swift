import Foundation
import GrowthCurves
import Statistics

extension RecoveryTests {
  /// A rise as every sigmoid can show it, from which a model's own parameters follow.
  struct Curve {
    var unit: Double
    var rate: Double
    var first: Double
    var duration: Double
    var middle: Double

    /// `nil` for a model whose parameters say by their dimension how they are drawn.
    func parameters(of model: any GrowthModel, _ stream: inout RandomStream) -> [Double]? {
      switch model.name {
      case "generalized-logistic":
        return [unit * stream.power(-3 ... -0.3), unit, rate, middle, stream.power(-0.7...0.7)]
      case "logistic-lag": return [unit, unit * rate / 4, middle - 2 / rate]
      case "gompertz-lag": return [unit, unit * rate / exp(1), middle - 1 / rate]
      case "richards-lag":
        let shape = stream.power(-0.7...0.7)
        let slope = unit * rate * pow(1 + shape, -1 - 1 / shape)
        return [unit, slope, middle - (1 + shape) / rate, shape]
      case "theta-logistic":
        let shape = stream.power(-0.7...0.7)
        let initial = unit * pow(1 + shape * exp(rate * middle), -1 / shape)
        return [unit, initial, rate / shape, shape]
      case "weibull":
        let shape = stream.power(-0.2...0.7)
        let depth = rate * duration / 5
        return [unit, unit * stream.power(-3 ... -0.5), pow(depth, 1 / shape) / duration, shape]
      case "morgan-mercer-flodin":
        let steepness = max(1, rate * duration / 10)
        return [
          unit, unit * stream.power(-3 ... -0.5), middle / steepness, stream.power(0.1...0.8),
        ]
      case "von-bertalanffy":
        return [unit, rate / 4, first + duration * (0.2 - 0.5 * stream.uniform())]
      case "von-bertalanffy-length":
        return [unit, rate / 4, first - duration * 0.3 * stream.uniform()]
      default: return nil
      }
    }
  }
}
