internal import Statistics

extension GrowthFitter {
  /// Fits a model to the observations before each of the last different times in turn, and compares
  /// its forecasts with all that came after.
  ///
  /// - Parameter origins: how many; at most as many as leave two times for a fit.
  public func backtest(
    _ model: any GrowthModel, on series: GrowthSeries, origins: Int,
    options: GrowthFitOptions = GrowthFitOptions()
  ) -> Backtest {
    precondition(origins > 0, "at least one origin is needed")
    let series = series.withoutUnweighted()
    // Where a new time begins.
    let starts = series.times.indices.filter { $0 == 0 || series.times[$0] != series.times[$0 - 1] }
    var result = Backtest(forecasts: [], failedOrigins: 0)
    for back in (1...origins).reversed() where starts.count - back >= 2 {
      let cut = starts[starts.count - back]
      let fit = fit(model, to: series.prefix(cut), options: options)
      guard fit.status != .notFitted else {
        result.failedOrigins += 1
        continue
      }
      result.forecasts += Self.forecasts(by: fit, of: series, from: cut)
    }
    return result
  }

  private static func forecasts(
    by fit: GrowthFit, of series: GrowthSeries, from cut: Int
  ) -> [Backtest.Forecast] {
    let ahead = Array(cut..<series.count)
    let times = ahead.map { series.times[$0] }
    let bands = Backtest.coverages.map { coverage in
      fit.predictions(at: times, band: .prediction, confidence: coverage)
    }
    let naive = NaiveForecast(series.prefix(cut))
    var horizon = 0
    return ahead.indices.map { k in
      if k == 0 || times[k] != times[k - 1] { horizon += 1 }
      let observed = series.sizes[ahead[k]]
      let limits = bands.map { $0[k].limits }
      let size = bands[0][k].size
      return Backtest.Forecast(
        origin: series.times[cut - 1], horizon: horizon, time: times[k], observed: observed,
        size: size, limits: limits,
        score: score(observed, size, limits),
        naiveScore: naive.map {
          score(observed, $0.size, $0.limits(horizon: horizon))
        } ?? nil)
    }
  }

  private static func score(
    _ observed: Double, _ median: Double, _ limits: [ConfidenceLimits]
  ) -> Double? {
    var intervals: [(coverage: Double, lower: Double, upper: Double)] = []
    for (coverage, interval) in zip(Backtest.coverages, limits) {
      guard let lower = interval.lower, let upper = interval.upper else { return nil }
      intervals.append((coverage, lower, upper))
    }
    return WeightedIntervalScore.score(observed: observed, median: median, intervals: intervals)
  }
}

/// That nothing changes.
private struct NaiveForecast {
  let size: Double
  private let deviation: Double

  init?(_ series: GrowthSeries) {
    guard let last = series.sizes.last, series.count > 2 else { return nil }
    size = last
    let changes = zip(series.sizes.dropFirst(), series.sizes).map { $0 - $1 }
    deviation = (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
  }

  func limits(horizon: Int) -> [ConfidenceLimits] {
    Backtest.coverages.map { coverage in
      let quantile = Normal().upperQuantile((1 - coverage) / 2)
      return .symmetric(size, reach: quantile * deviation * Double(horizon).squareRoot())
    }
  }
}
