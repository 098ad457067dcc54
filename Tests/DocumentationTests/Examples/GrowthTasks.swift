import Foundation
import GrowthCurves
import Testing

/// The examples of the page Tasks, in their order.
struct GrowthTasks {
  @Test func tasks() throws {
    let yeast = try GrowthSeries(
      name: "yeast", times: (0...18).map { Double($0) },
      sizes: [
        9.6, 18.3, 29, 47.2, 71.1, 119.1, 174.6, 257.3, 350.7, 441, 513.3, 559.7, 594.8, 629.4,
        640.8,
        651.1, 655.9, 659.6, 661.8,
      ])
    let hours = (0..<49).map { Double($0) / 2 }
    let wells = try (0..<3).map { well in
      let rate = [0.6, 0.7, 0][well]
      let sizes = hours.map { t in
        let noise = 0.003 * sin(37 * t + Double(well))
        return 0.09 + noise + (rate > 0 ? 1.1 / (1 + exp(-rate * (t - 9))) : 0)
      }
      return try GrowthSeries(name: "A\(well + 1)", times: hours, sizes: sizes)
    }

    let fitter = GrowthFitter()
    let fit = fitter.fit(Verhulst(), to: yeast, options: GrowthFitOptions(intervals: .profile))
    for p in fit.parameters {
      let upper = p.limits.isUpperUnbounded ? "no upper limit" : "\(p.upper ?? .nan)"
      print(p.parameter.symbol, p.estimate, "from", p.lower ?? .nan, "to", upper)
    }
    #expect((fit.values[0] / 663.02199067625 - 1).magnitude < 1e-11)

    let doubling = fit.derived(.minimumDoublingTime)
    print(
      "doubling time", doubling?.estimate ?? .nan, doubling?.lower ?? .nan, doubling?.upper ?? .nan)
    #expect((try #require(doubling?.estimate) - 1.29).magnitude < 0.01)

    for verdict in fit.verdicts where verdict != .ok { print(verdict, "–", verdict.explanation) }
    #expect(fit.verdicts == [.ok])

    let comparison = fitter.compare([Logistic(), Gompertz(), Richards()], on: yeast)
    for entry in comparison.ranked { print(entry.name, entry.delta ?? .nan, entry.weight ?? .nan) }
    print(comparison.choice.sentence)
    for quantity in comparison.averages() {
      print(quantity.kind, quantity.estimate, "±", quantity.standardError)
    }
    #expect(comparison.ranked.count == 3)

    let blank = try Blank([wells[2]])
    let net = try wells[0].subtracting(blank, mode: .mean)
    let netFit = fitter.fit(Logistic(), to: net, options: GrowthFitOptions(intervals: .profile))
    #expect(netFit.series.offsetStandardError > 0)

    let fits = GrowthBatch.fit(Logistic(), to: Array(wells.prefix(2)), threads: 2)
    #expect(fits.allSatisfy { $0.status == .converged })

    let groups = try [
      ReplicateGroup(name: "control", series: [wells[0], wells[0]]),
      ReplicateGroup(name: "treated", series: [wells[1], wells[1]]),
    ]
    let analysis = ReplicateAnalysis(groups, model: LogisticOffset())
    for test in analysis.tests {
      print(test.parameter.symbol, test.byCurvesAdjusted ?? .nan, test.byReplicatesAdjusted ?? .nan)
    }
    #expect(analysis.tests.count == 4)

    let tomorrow = fit.predictions(at: [24], band: .prediction)
    let backtest = fitter.backtest(Verhulst(), on: yeast, origins: 6)
    print(tomorrow[0].size, backtest.observedCoverages ?? [], backtest.relativeScore ?? .nan)
    #expect(tomorrow[0].limits.upper! > fit.values[0])
    #expect(backtest.forecasts.count == 21)

    let estimates = ModelFreeEstimates(wells[0])
    print(estimates.easyLinear.estimate?.maximumSpecificRate ?? .nan)
    print(estimates.spline.estimate?.maximumSpecificRate ?? .nan)
    #expect(
      (try #require(estimates.easyLinear.estimate?.maximumSpecificRate) - 0.5).magnitude < 0.2)

    let resampled = fitter.fit(
      Verhulst(), to: yeast,
      options: GrowthFitOptions(intervals: .bootstrap(.residual, replicates: 500, seed: 7)))
    #expect(resampled.bootstrap?.parameters.count ?? 0 > 490)
  }
}
