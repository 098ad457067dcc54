import Foundation
import GrowthCurves
import Statistics

/// Random parameters of the models whose parameters must suit each other: a lag shorter than the
/// duration, an initial size below the capacity, phases one after the other.
enum LagAndPhaseDraws {
  /// For looking at curves; `nil` for a model of another kind, and then nothing was drawn.
  static func curve(
    _ model: any GrowthModel, unit: Double, duration: Double, first: Double,
    _ stream: inout RandomStream
  ) -> [Double]? {
    if let sum = model as? LogisticSum {
      return (0..<sum.phases).flatMap { _ in
        [
          unit * stream.power(-1...1), duration * stream.power(-1.3...0.1),
          first + duration * (stream.uniform() * 1.4 - 0.2),
        ]
      }
    }
    guard model is BaranyiRoberts || model is Huang || model is Buchanan else { return nil }
    let capacity = unit * stream.power(-1...1)
    // A tenth falls from above its capacity; of the others a seventh has no lag to be seen.
    let falls = stream.uniform() < 0.1
    let share = falls ? 1 + 2 * stream.uniform() : stream.power(-4 ... -0.2)
    let rate = stream.power(0...1.5) / duration
    var lag = 0.5 * duration * stream.uniform()
    if stream.uniform() < 0.15, !falls { lag *= -0.3 }
    let isThreePhase = model is Buchanan
    var p = [
      capacity * (isThreePhase ? min(share, 0.9) : share), capacity, rate,
      isThreePhase ? lag.magnitude : lag,
    ]
    if model is Huang { p.append(stream.power(0.5...2) / duration) }
    return p
  }

  /// For finding parameters again: the curve from its lag to its plateau. `nil` as above.
  static func whole(
    _ model: any GrowthModel, unit: Double, duration: Double, first: Double, rate: Double,
    _ stream: inout RandomStream
  ) -> [Double]? {
    if let sum = model as? LogisticSum {
      // Phases one after the other, overlapping by their tails.
      let part = 0.85 / Double(sum.phases)
      return (0..<sum.phases).flatMap { phase in
        let place = Double(phase) + 0.4 + 0.2 * stream.uniform()
        return [
          unit * stream.power(-0.5...0.5), part * duration * (0.4 + 0.5 * stream.uniform()),
          first + part * duration * place,
        ]
      }
    }
    guard model is BaranyiRoberts || model is Huang || model is Buchanan else { return nil }
    let folds = min(rate * duration * (0.2 + 0.2 * stream.uniform()), 7)
    let lag = duration * (0.1 + 0.2 * stream.uniform())
    return [unit * exp(-folds), unit, rate, lag] + (model is Huang ? [4] : [])
  }

  /// Where the slopes of a curve jump.
  static func corners(_ model: any GrowthModel, _ p: [Double]) -> [Double] {
    model is Buchanan ? [p[3], p[3] + log(p[1] / p[0]) / p[2]] : []
  }
}
