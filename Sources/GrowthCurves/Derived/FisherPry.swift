internal import RealModule

/// A phase of a logistic sum as a straight line: the transform of Fisher and Pry.
///
/// ```
/// ln(F/(1 − F)) = (ln 81/Δt)(t − tm),   F = (size − the curves of the other phases)/K
/// ```
///
/// Observations at which F lies outside (0, 1) have no transform and are left out: those long before
/// and after the phase, where F is small beside the scatter.
///
/// Source: J. C. Fisher and R. H. Pry (1971), A simple substitution model of technological change,
/// Technological Forecasting and Social Change 3:75–88; of phases, Meyer, Yung and Ausubel (1999).
public struct FisherPryPhase: Sendable, Hashable {
  /// Counted from 1.
  public let phase: Int
  /// Of the observations that have a transform.
  public let times: [Double]
  /// ln(F/(1 − F)) of each.
  public let values: [Double]
  /// The slope of the line, ln 81/Δt.
  public let slope: Double
  /// Where the line passes 0.
  public let midpoint: Double

  /// The line, ln(F/(1 − F)) of the fitted phase.
  public func line(at time: Double) -> Double { slope * (time - midpoint) }

  /// When the phase has made a part of its way, between 0 and 1: 0.1 gives its beginning, 0.5 the
  /// midpoint, 0.9 its end.
  public func time(of share: Double) -> Double {
    precondition(share > 0 && share < 1, "a phase makes its way between 0 and 1")
    return midpoint + (Double.log(share) - Double.log(onePlus: -share)) / slope
  }
}

extension LogisticSum {
  /// Each phase's transform of observed sizes.
  ///
  /// - Parameters:
  ///   - times: one an observation, as many as sizes.
  ///   - p: the parameters of the sum.
  public func fisherPry(times: [Double], sizes: [Double], _ p: [Double]) -> [FisherPryPhase] {
    precondition(times.count == sizes.count, "one size for each time")
    precondition(p.count == parameters.count, "one value for each parameter")
    let logistics = logistics(p)
    let curves = logistics.map { Logistic().sizes(at: times, $0) }
    return logistics.enumerated().map { index, logistic in
      var kept: (times: [Double], values: [Double]) = ([], [])
      for i in times.indices {
        var own = sizes[i]
        for other in curves.indices where other != index { own -= curves[other][i] }
        let share = own / logistic[0]
        guard share > 0, share < 1 else { continue }
        kept.times.append(times[i])
        kept.values.append(Double.log(share) - Double.log(onePlus: -share))
      }
      return FisherPryPhase(
        phase: index + 1, times: kept.times, values: kept.values, slope: logistic[1],
        midpoint: logistic[2])
    }
  }
}

extension GrowthFit {
  /// The transform of each phase; empty for models other than the logistic sum, and when not fitted.
  public var fisherPry: [FisherPryPhase] {
    guard let sum = model as? LogisticSum, status != .notFitted else { return [] }
    return sum.fisherPry(times: series.times, sizes: series.sizes, values)
  }
}
