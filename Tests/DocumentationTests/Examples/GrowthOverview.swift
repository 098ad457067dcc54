import Foundation
import GrowthCurves
import Testing

/// The single examples of README, of the overview and of doc comments.
struct GrowthOverview {
  @Test func overview() throws {
    let series = try GrowthSeries(
      name: "yeast", times: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
      sizes: [9.6, 29, 71, 175, 351, 513, 595, 641, 656, 662])
    var options = GrowthFitOptions()
    options.intervals = .profile
    let fit = GrowthFitter().fit(Verhulst(), to: series, options: options)
    for p in fit.parameters {
      print(p.parameter.symbol, p.estimate, p.lower ?? -.infinity, p.upper ?? .infinity)
    }
    print(fit.verdicts.map { $0.explanation })
    #expect(fit.verdicts == [.ok])
  }

  @Test func readme() throws {
    let series = try GrowthSeries(
      times: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
      sizes: [9.6, 29, 71.1, 174.6, 350.7, 513.3, 594.8, 640.8, 655.9, 661.8])
    let fit = GrowthFitter().fit(Verhulst(), to: series)

    for estimate in fit.parameters {
      print(estimate.parameter.symbol, estimate.estimate, "±", estimate.standardError ?? .nan)
    }
    print(fit.verdicts, fit.derived(.minimumDoublingTime)?.estimate ?? .nan)
    #expect(fit.verdicts == [.ok])
  }

  @Test func fitter() throws {
    let series = try GrowthSeries(times: [0, 2, 4, 6, 8], sizes: [0.1, 0.5, 2.1, 3.6, 4.0])
    let fit = GrowthFitter().fit(Logistic(), to: series)
    for p in fit.parameters { print(p.parameter.symbol, p.estimate, p.standardError ?? .nan) }
    #expect(fit.status == .converged)
  }

  @Test func losses() throws {
    let times = (0..<20).map { Double($0) }
    let series = try GrowthSeries(
      times: times,
      sizes: times.map { (3 + 0.1 * sin($0)) * exp(-exp(-0.4 * ($0 - 8))) + ($0 == 5 ? 1 : 0) })
    let options = GrowthFitOptions(intervals: .profile, loss: .tukey, scale: .log)
    let fit = GrowthFitter().fit(Gompertz(), to: series, options: options)
    print(fit.lossScale ?? .nan, fit.statistics?.downweighted ?? 0)
    #expect(fit.statistics?.downweighted ?? 0 > 0)
  }
}
