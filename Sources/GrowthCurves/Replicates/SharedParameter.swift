internal import LeastSquares

/// Curves of several groups that have one parameter in common, each other parameter its own.
struct SharedParameter {
  let index: Int
  /// Converged, of one model.
  let fits: [GrowthFit]
  let fitter: GrowthFitter

  /// The common value with the least sum of squares, and how much worse it fits than values for each.
  var compared: (value: Double, test: VarianceRatioTest?)? {
    let statistics = fits.compactMap { $0.statistics }
    let estimates = fits.map { $0.values[index] }
    let lower = estimates.min()!
    let upper = estimates.max()!
    let (value, squares) =
      lower < upper
      ? UnimodalMinimum.find(between: lower, and: upper, squares(at:)) : (lower, squares(at: lower))
    guard squares.isFinite else { return nil }
    let apart = statistics.reduce(0) { $0 + $1.residualSumOfSquares }
    return (
      value,
      VarianceRatioTest(
        added: squares - apart, degreesOfFreedom: fits.count - 1, full: apart,
        fullDegreesOfFreedom: statistics.reduce(0) { $0 + $1.degreesOfFreedom })
    )
  }

  /// The sum of squares of all groups when each takes this value.
  private func squares(at value: Double) -> Double {
    fits.reduce(0) { sum, fit in
      guard sum.isFinite else { return sum }
      var options = fit.options
      options.intervals = .none
      options.domains[fit.parameters[index].parameter.symbol] = .fixed(value)
      for (j, parameter) in fit.parameters.enumerated() where j != index && !parameter.isFixed {
        options.startValues[parameter.parameter.symbol] = parameter.estimate
      }
      let held = fitter.fit(fit.model, to: fit.series, options: options)
      return sum + (held.statistics?.residualSumOfSquares ?? .infinity)
    }
  }
}

/// The minimum of a function of one variable that falls, then rises: parabolas through the three best
/// points, golden sections where they do not help.
///
/// Source: R. P. Brent (1973), Algorithms for Minimization without Derivatives, chapter 5.
enum UnimodalMinimum {
  static func find(
    between first: Double, and last: Double, _ function: (Double) -> Double
  ) -> (argument: Double, value: Double) {
    let golden = 0.3819660112501051
    var (low, high) = (first, last)
    var best = low + golden * (high - low)
    var value = function(best)
    var (second, secondValue) = (best, value)
    var (third, thirdValue) = (best, value)
    var step = 0.0
    var beforeLast = 0.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let tolerance = 1e-8 * best.magnitude + 1e-10 * (last - first)
      guard (best - middle).magnitude > 2 * tolerance - (high - low) / 2 else { break }
      var isParabolic = false
      if beforeLast.magnitude > tolerance {
        let r = (best - second) * (value - thirdValue)
        let q = (best - third) * (value - secondValue)
        let p = (best - third) * q - (best - second) * r
        let divisor = 2 * (q - r)
        let proposed = divisor == 0 ? .infinity : -p / divisor
        if proposed.magnitude < beforeLast.magnitude / 2, best + proposed > low,
          best + proposed < high
        {
          (beforeLast, step) = (step, proposed)
          isParabolic = true
        }
      }
      if !isParabolic {
        beforeLast = best < middle ? high - best : low - best
        step = golden * beforeLast
      }
      let trial = best + (step.magnitude >= tolerance ? step : step < 0 ? -tolerance : tolerance)
      let trialValue = function(trial)
      if trialValue <= value {
        if trial < best { high = best } else { low = best }
        (third, thirdValue) = (second, secondValue)
        (second, secondValue) = (best, value)
        (best, value) = (trial, trialValue)
      } else {
        if trial < best { low = trial } else { high = trial }
        if trialValue <= secondValue || second == best {
          (third, thirdValue) = (second, secondValue)
          (second, secondValue) = (trial, trialValue)
        } else if trialValue <= thirdValue || third == best || third == second {
          (third, thirdValue) = (trial, trialValue)
        }
      }
    }
    return (best, value)
  }
}
