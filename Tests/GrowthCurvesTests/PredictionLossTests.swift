import Foundation
import GrowthCurves
import Testing

/// New observations scatter as the loss says.
struct PredictionLossTests {
  private let times = (0..<12).map { Double($0) }
  private let noise = [0.03, -0.05, 0.01, 0.04, -0.02, -0.03, 0.05, 0, -0.04, 0.02, 0.03, -0.03]

  /// On the log scale the limits are symmetric in ln N, and positive; at small sizes they are narrow.
  @Test func logScale() throws {
    let sizes = zip(times, noise).map { exp(0.5 * $0 + $1) }
    let fit = GrowthFitter().fit(
      Exponential(), to: try GrowthSeries(times: times, sizes: sizes),
      options: GrowthFitOptions(scale: .log))
    for time in [0.0, 15] {
      let observation = try #require(fit.predictions(at: [time], band: .prediction).first)
      let lower = try #require(observation.limits.lower)
      let upper = try #require(observation.limits.upper)
      let scatter = try #require(fit.statistics?.residualStandardError)
      #expect(lower > 0)
      #expect(log(upper / observation.size) > fit.tQuantile * scatter)
      #expect((log(upper / observation.size) / log(observation.size / lower) - 1).magnitude < 0.1)
    }
  }

  /// The variance of a Poisson count is its mean, whatever the data scatter: z(0.975)·√N far from the
  /// uncertainty of the curve, never below 0.
  @Test func counts() throws {
    let sizes = times.map { (1000 / (1 + exp(-0.9 * ($0 - 5)))).rounded() }
    let fit = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: sizes),
      options: GrowthFitOptions(loss: .poisson))
    let curve = try #require(fit.predictions(at: [11]).first)
    let observation = try #require(fit.predictions(at: [11], band: .prediction).first)
    let reach = try #require(curve.limits.upper) - curve.size
    let whole = try #require(observation.limits.upper) - observation.size
    let scatter = 1.959963984540054 * observation.size.squareRoot()
    #expect((whole - (reach * reach + scatter * scatter).squareRoot()).magnitude < 1e-6 * whole)
    let first = try #require(fit.predictions(at: [-3], band: .prediction).first)
    #expect(try #require(first.limits.lower) == 0)
  }

  /// A robust fit's scatter is its scale, which an outlier does not move.
  @Test func robust() throws {
    var sizes = zip(times, noise).map { 10 / (1 + exp(-0.9 * ($0 - 5))) + $1 }
    sizes[8] = 30
    let fit = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: sizes),
      options: GrowthFitOptions(loss: .tukey))
    let observation = try #require(fit.predictions(at: [20], band: .prediction).first)
    let width = try #require(observation.limits.upper) - observation.limits.lower!
    #expect(width < 1)
  }
}
