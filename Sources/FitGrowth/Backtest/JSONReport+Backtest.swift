import CommandSupport
import GrowthCurves

extension JSONReport {
  struct BacktestSummary: Encodable, Sendable {
    var coverages: [Coverage]
    @Nullable var weightedIntervalScore: Double?
    /// Over that of the forecast that nothing changes.
    @Nullable var relativeScore: Double?
    var unscored: Int
    var failedOrigins: Int
    var forecasts: [Forecast]

    struct Coverage: Encodable, Sendable {
      var nominal: Double
      @Nullable var observed: Double?
    }

    struct Forecast: Encodable, Sendable {
      var origin: Double
      var horizon: Int
      var time: Double
      var observed: Double
      @Nullable var size: Double?
      var limits: [Limits]
      @Nullable var score: Double?
      @Nullable var naiveScore: Double?
    }

    struct Limits: Encodable, Sendable {
      var coverage: Double
      @Nullable var lower: Double?
      @Nullable var upper: Double?
      var lowerUnbounded: Bool
      var upperUnbounded: Bool
    }
  }
}

extension JSONReport.BacktestSummary {
  init(_ test: Backtest) {
    let observed = test.observedCoverages
    coverages = Backtest.coverages.indices.map {
      Coverage(nominal: Backtest.coverages[$0], observed: observed?[$0])
    }
    weightedIntervalScore = finiteOrNil(test.meanScore)
    relativeScore = finiteOrNil(test.relativeScore)
    unscored = test.unscored
    failedOrigins = test.failedOrigins
    forecasts = test.forecasts.map { forecast in
      Forecast(
        origin: forecast.origin, horizon: forecast.horizon, time: forecast.time,
        observed: forecast.observed, size: finiteOrNil(forecast.size),
        limits: zip(Backtest.coverages, forecast.limits).map { coverage, limits in
          Limits(
            coverage: coverage, lower: finiteOrNil(limits.lower), upper: finiteOrNil(limits.upper),
            lowerUnbounded: limits.isLowerUnbounded, upperUnbounded: limits.isUpperUnbounded)
        }, score: finiteOrNil(forecast.score), naiveScore: finiteOrNil(forecast.naiveScore))
    }
  }
}
