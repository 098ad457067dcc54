/// How good a model's forecasts would have been: it is fitted to the observations up to a time, then
/// asked for those after it, and so on from one origin to the next (rolling origin).
public struct Backtest: Sendable, Hashable {
  /// One forecast and what was then observed.
  public struct Forecast: Sendable, Hashable {
    /// The last time that the fit knew.
    public var origin: Double
    /// How many different times ahead.
    public var horizon: Int
    public var time: Double
    public var observed: Double
    public var size: Double
    /// Prediction limits, in the order of `coverages`.
    public var limits: [ConfidenceLimits]
    /// The score of the forecast; `nil` where a limit is unbounded or unknown.
    public var score: Double?
    /// The score of the forecast that nothing changes: the last size, with the scatter of the
    /// changes so far, growing with the root of the horizon.
    public var naiveScore: Double?
  }

  public var forecasts: [Forecast]
  /// Origins from which nothing could be fitted.
  public var failedOrigins: Int

  /// The coverages of the intervals of each forecast.
  public static let coverages = [0.5, 0.8, 0.95]

  /// The share of observations inside their interval, for each of `coverages`; an unbounded side
  /// holds everything, an unknown one nothing. `nil` without forecasts.
  public var observedCoverages: [Double]? {
    guard !forecasts.isEmpty else { return nil }
    return Self.coverages.indices.map { k in
      Double(forecasts.count { $0.limits[k].holds($0.observed) }) / Double(forecasts.count)
    }
  }

  /// The mean of the scores there are.
  public var meanScore: Double? { Self.mean(forecasts.compactMap { $0.score }) }

  /// The mean score over that of the naive forecast, where there are both: below 1 the model knows
  /// more than the last size.
  public var relativeScore: Double? {
    let pairs = forecasts.compactMap { forecast in
      forecast.score.flatMap { score in forecast.naiveScore.map { (score, $0) } }
    }
    guard let own = Self.mean(pairs.map { $0.0 }), let naive = Self.mean(pairs.map { $0.1 }),
      naive > 0
    else { return nil }
    return own / naive
  }

  /// Forecasts without a score.
  public var unscored: Int { forecasts.count { $0.score == nil } }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

extension ConfidenceLimits {
  /// Whether a value lies inside; an unbounded side holds everything, an unknown one nothing.
  func holds(_ value: Double) -> Bool {
    (isLowerUnbounded || lower.map { $0 <= value } ?? false)
      && (isUpperUnbounded || upper.map { $0 >= value } ?? false)
  }
}
