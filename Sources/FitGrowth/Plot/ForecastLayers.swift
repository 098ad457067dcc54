import Charts
import GrowthCurves

/// The forecasts of a back-test, a fan from each time.
enum ForecastLayers {
  static func layers(
    _ test: Backtest, _ times: PictureTimes, in range: SizeRange
  ) -> [Layer] {
    var fans: [(origin: Double, forecasts: [Backtest.Forecast])] = []
    for forecast in test.forecasts {
      if fans.last?.origin == forecast.origin {
        fans[fans.count - 1].forecasts.append(forecast)
      } else {
        fans.append((forecast.origin, [forecast]))
      }
    }
    let level = percent(Backtest.coverages.last ?? 0.95)
    return fans.flatMap { fan -> [Layer] in
      let x = times.places(fan.forecasts.map { $0.time })
      let limits = fan.forecasts.map { $0.limits.last ?? .unknown }
      let y = fan.forecasts.map { $0.size }
      // A single time is no line.
      let mark: Layer =
        x.count > 1
        ? .line(x: x, y: y, name: "forecasts", ink: .vermillion, width: 0.7)
        : .points(x: x, y: y, name: "forecasts", ink: .vermillion, shape: .plus)
      return [
        .band(
          x: x, lower: limits.map { range.lower($0) }, upper: limits.map { range.upper($0) },
          name: "\(level) of forecasts", ink: .vermillion, opacity: fans.count > 6 ? 0.05 : 0.1),
        mark,
      ]
    }
  }
}
