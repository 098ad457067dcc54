import Foundation
import GrowthCurves
import Statistics
import Testing

/// A loss on a scale: what every test of all losses runs over.
struct LossCase: Sendable, CustomTestStringConvertible {
  var loss: Loss
  var scale: SizeScale
  var testDescription: String { scale == .log ? "\(loss.rawValue), log" : loss.rawValue }

  static let all: [LossCase] = Loss.allCases.flatMap { loss in
    (loss.isOfCounts ? [.linear] : SizeScale.allCases).map { LossCase(loss: loss, scale: $0) }
  }

  func options(_ startValues: [String: Double] = [:]) -> GrowthFitOptions {
    GrowthFitOptions(startValues: startValues, loss: loss, scale: scale)
  }

  /// Sizes about a curve with the errors that the loss has in mind.
  ///
  /// - Parameter level: normal errors relative to the largest size, or (log) to each size.
  func scatter(_ curve: [Double], level: Double, _ stream: inout RandomStream) -> [Double] {
    let largest = curve.reduce(0) { max($0, $1.magnitude) }
    return curve.map { mean in
      switch loss {
      case .poisson: Double(stream.poisson(mean: mean))
      case .negativeBinomial: Double(stream.poisson(mean: mean * stream.gamma(shape: 10) / 10))
      default:
        scale == .log
          ? mean * exp(level * stream.normal()) : mean + level * largest * stream.normal()
      }
    }
  }

  /// A curve over 40 times that every loss can be fitted to: capacity 400, an offset of 20, some
  /// counts early on.
  static func curve(
    of model: any GrowthModel
  ) -> (times: [Double], parameters: [Double], sizes: [Double]) {
    let times = (0..<40).map { Double($0) }
    var stream = RandomStream(seed: 1)
    let rise = RecoveryTests.Curve(unit: 400, rate: 0.3, first: 0, duration: 39, middle: 17)
    let drawn = rise.parameters(of: model, &stream)
    let parameters = model.parameters.enumerated().map { j, parameter -> Double in
      switch (model.name, parameter.symbol) {
      case ("exponential", "N0"): 6
      case ("exponential", "r"): 0.1
      case ("gompertz", "k"): 0.12
      case ("gompertz", "x0"): 14
      case ("gompertz-lag", "mu"): 17
      case (_, "t0"): -2
      case ("verhulst", "N0"): 4
      case (_, "C"): 20
      default: drawn?[j] ?? parameter.inRise
      }
    }
    return (times, parameters, model.sizes(at: times, parameters))
  }
}

extension GrowthParameter {
  /// The value of a parameter whose dimension says what it is.
  fileprivate var inRise: Double {
    switch dimension {
    case .size: 400
    case .rate: 0.3
    case .time: 17
    case .shape: 0.7
    case .absoluteRate: 30
    }
  }
}
