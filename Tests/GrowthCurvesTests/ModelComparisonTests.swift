import Foundation
import GrowthCurves
import LeastSquares
import TestSupport
import Testing

/// Rankings against R's, and what is left out of them.
struct ModelComparisonTests {
  static let models: [any GrowthModel] = [Logistic(), LogisticOffset(), Gompertz(), Richards()]

  /// Run 1 of the DNase assay over ln conc.
  static func assay() throws -> GrowthSeries {
    let rows = try Repository.rows("growth/dnase.csv").filter { $0[0] == "1" }
    return try GrowthSeries(
      times: rows.map { log(Double($0[1])!) }, sizes: rows.map { Double($0[2])! })
  }

  static func yeast() throws -> GrowthSeries {
    let rows = try Repository.rows("growth/carlson_yeast_1913.csv").dropFirst()
    return try GrowthSeries(times: rows.map { Double($0[0])! }, sizes: rows.map { Double($0[1])! })
  }

  /// R 4.2: `nls` with the four formulas, AICc as `AIC(m) + 2k(k + 1)/(n − k − 1)`, k = p + 1, and
  /// `w <- exp(-Δ/2); w/sum(w)`.
  @Test("AICc, Δ and weights of four models are those of R")
  func ranking() throws {
    let comparison = GrowthFitter().compare(Self.models, on: try Self.assay())
    let expected = [
      ("logistic", -72.7800605690064, 0, 0.80016308155077409),
      ("logistic-offset", -68.6937921298568, 4.08626843914961, 0.10371858719657720),
      ("richards", -68.4618660751512, 4.31819449385524, 0.09236224690761044),
      ("gompertz", -62.0571834856923, 10.72287708331415, 0.00375608434503818),
    ]
    #expect(comparison.criterion == .aicc)
    #expect(comparison.entries.map { $0.name } == expected.map { $0.0 })
    #expect(comparison.excluded.isEmpty)
    for (entry, wanted) in zip(comparison.ranked, expected) {
      #expect((try #require(entry.fit.statistics?.aicc) - wanted.1).magnitude < 1e-7)
      #expect((try #require(entry.delta) - wanted.2).magnitude < 1e-7)
      #expect((try #require(entry.weight) / wanted.3 - 1).magnitude < 1e-7)
    }
    // e^{4.08626843914961/2}
    #expect((try #require(comparison.evidenceRatio) / 7.714747 - 1).magnitude < 1e-6)
    #expect(comparison.confidenceSet(0.95).map { $0.name } == expected.prefix(3).map { $0.0 })
    #expect(comparison.confidenceSet(0.5).map { $0.name } == ["logistic"])
    #expect(comparison.confidenceSet(0.9999).count == 4)
    #expect(comparison.fit.model.name == "logistic")
    #expect(comparison.hasGrowth)
  }

  @Test("The constant beside them has the AICc of the mean")
  func constant() throws {
    let series = try Self.yeast()
    let comparison = GrowthFitter().compare(Self.models, on: series)
    let n = Double(series.count)
    let mean = series.sizes.reduce(0, +) / n
    let squares = series.sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // k = 2: the mean and σ.
    let expected = n * (log(2 * .pi * squares / n) + 1) + 4 + 12 / (n - 3)
    #expect((try #require(comparison.constant.statistics?.aicc) / expected - 1).magnitude < 1e-12)
    let best = try #require(comparison.fit.statistics?.aicc)
    #expect(comparison.constantDelta == comparison.constant.statistics!.aicc! - best)
    #expect(comparison.entries.allSatisfy { $0.name != "constant" })
  }

  @Test("The same curve in other parameters does not share the weight")
  func sameCurve() throws {
    let series = try Self.yeast()
    let plain = GrowthFitter().compare([Logistic(), Gompertz(), Richards()], on: series)
    let doubled = GrowthFitter().compare(
      [Verhulst(), Gompertz(), Logistic(), Richards()], on: series)
    #expect(doubled.ranked.map { $0.name } == ["verhulst", "richards", "gompertz"])
    #expect(doubled.excluded.map { $0.name } == ["logistic"])
    #expect(doubled.excluded.first?.exclusion == .sameCurve(as: "verhulst"))
    for (a, b) in zip(plain.ranked, doubled.ranked) {
      #expect((a.weight! / b.weight! - 1).magnitude < 1e-9)
    }
    // Held at the value that makes it a logistic, Richards' curve is one.
    let held = GrowthFitter().compare(
      [Logistic(), Richards()], on: series, options: GrowthFitOptions(domains: ["nu": .fixed(1)]))
    #expect(held.excluded.first?.exclusion == .sameCurve(as: "logistic"))
  }

  @Test("A model with too many parameters for AICc is left out, with the number it needs")
  func fewObservations() throws {
    let times = [0.0, 4, 8, 12, 16, 20]
    let sizes = [0.03, 0.25, 0.9, 3.1, 3.7, 4.02]
    func compare(_ count: Int) throws -> ModelComparison {
      GrowthFitter().compare(
        Self.models + [Exponential()],
        on: try GrowthSeries(
          times: Array(times.prefix(count)), sizes: Array(sizes.prefix(count))))
    }
    // n = 6: p + 3 observations are needed, 7 for four parameters.
    let six = try compare(6)
    #expect(six.criterion == .aicc)
    #expect(Set(six.ranked.map { $0.name }) == ["logistic", "gompertz", "exponential"])
    for entry in six.excluded { #expect(entry.exclusion == .tooFewObservations(needed: 7)) }
    // n = 5: only the exponential has an AICc; by AIC, of those that leave two degrees of freedom.
    let five = try compare(5)
    #expect(five.criterion == .aic)
    #expect(Set(five.ranked.map { $0.name }) == ["logistic", "gompertz", "exponential"])
    for entry in five.excluded { #expect(entry.exclusion == .tooFewObservations(needed: 6)) }
    let deltas = five.ranked.map { $0.fit.statistics!.aic! - five.ranked[0].fit.statistics!.aic! }
    #expect(five.ranked.map { $0.delta! } == deltas)
    #expect(five.choice.sentence.contains("AIC"))
    // n = 2: nothing can be judged.
    let two = try compare(2)
    #expect(two.ranked.isEmpty)
    #expect(two.choice.certainty == .unranked)
    #expect(two.confidenceSet().isEmpty)
    #expect(two.evidenceRatio == nil)
  }

  @Test("Curves through every point are told apart by their parameters alone")
  func exact() throws {
    let times = (0..<20).map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: Logistic().sizes(at: times, [4, 0.8, 9]))
    let comparison = GrowthFitter().compare(Self.models, on: series)
    #expect(comparison.fit.model.name == "logistic")
    #expect(comparison.fit.verdicts == [.ok])
    #expect(Set(comparison.ranked.map { $0.name }) == ["logistic", "logistic-offset", "richards"])
    #expect(comparison.excluded.map { $0.exclusion } == [.exactFitElsewhere("logistic")])
    // 2k + 2k(k + 1)/(n − k − 1): 10.6667 with k = 4, 14.2857 with k = 5.
    for entry in comparison.ranked.dropFirst() {
      #expect((entry.delta! - (10 + 60.0 / 14 - 8 - 40.0 / 15)).magnitude < 1e-12)
    }
    #expect(comparison.nestedTests.isEmpty)
  }

  @Test("A search that ends nowhere is listed and not ranked")
  func notConverged() throws {
    let times = (0...20).map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: Exponential().sizes(at: times, [1, 0.5]))
    let comparison = GrowthFitter().compare([Logistic(), Exponential()], on: series)
    #expect(comparison.fit.model.name == "exponential")
    #expect(comparison.choice.certainty == .only)
    let logistic = try #require(comparison.excluded.first)
    guard case .notConverged = logistic.exclusion else {
      Issue.record("\(String(describing: logistic.exclusion))")
      return
    }
    // Alone, it is still reported.
    let alone = GrowthFitter().compare([Logistic()], on: series)
    #expect(alone.choice.certainty == .unranked)
    #expect(alone.fit.status == .notConverged)
    #expect(alone.fit.values.count == 3)
  }

  @Test("A loss without a likelihood ranks nothing; the first model is reported")
  func noLikelihood() throws {
    let comparison = GrowthFitter().compare(
      [Richards(), Logistic()], on: try Self.yeast(), options: GrowthFitOptions(loss: .tukey))
    #expect(comparison.excluded.map { $0.exclusion } == [.noLikelihood, .noLikelihood])
    #expect(comparison.choice.certainty == .unranked)
    #expect(comparison.fit.model.name == "richards")
    #expect(!comparison.fit.verdicts.contains(.noGrowth))
  }

  @Test("Sizes that are left out of the log scale are still missed when nothing grows")
  func lossVerdicts() throws {
    let series = try GrowthSeries(
      times: (0..<12).map { Double($0) },
      sizes: [1, 1.2, 0.9, -1, 1.1, 0.8, 1, 1.1, 0.9, 1.2, 1, 0.9])
    let comparison = GrowthFitter().compare(
      [Logistic(), Exponential()], on: series, options: GrowthFitOptions(scale: .log))
    #expect(comparison.fit.verdicts.first == .noGrowth)
    #expect(comparison.fit.verdicts.contains(.nonPositiveSizesLeftOut(count: 1)))
    #expect(comparison.constant.statistics?.observations == 11)
  }

  @Test("Where nothing varies there is nothing to rank")
  func equalSizes() throws {
    let series = try GrowthSeries(times: [0, 1, 2, 3, 4, 5], sizes: [2, 2, 2, 2, 2, 2])
    let comparison = GrowthFitter().compare(on: series)
    #expect(comparison.ranked.isEmpty)
    #expect(comparison.fit.verdicts == [.noGrowth])
    #expect(comparison.choice.certainty == .noGrowth)
    #expect(comparison.excluded.allSatisfy { $0.exclusion == .notFitted(.noGrowth) })
  }

  @Test("The limits of the chosen fit are those of the model fitted alone")
  func limits() throws {
    let series = try Self.yeast()
    let options = GrowthFitOptions(intervals: .profile)
    let comparison = GrowthFitter().compare(Self.models, on: series, options: options)
    let alone = GrowthFitter().fit(Logistic(), to: series, options: options)
    #expect(comparison.fit.parameters == alone.parameters)
    #expect(comparison.fit.statistics == alone.statistics)
    #expect(comparison.fit.options.intervals == .profile)
    for entry in comparison.ranked.dropFirst() { #expect(entry.fit.options.intervals == .wald) }
  }

  @Test("Bounds and start values go to the models that have the parameter")
  func options() throws {
    let options = GrowthFitOptions(startValues: ["k": 0.5], domains: ["C": .fixed(2)])
    let comparison = GrowthFitter().compare(Self.models, on: try Self.yeast(), options: options)
    let offset = try #require(comparison.entries.first { $0.name == "logistic-offset" })
    #expect(offset.fit.values[3] == 2)
    #expect(offset.fit.statistics?.degreesOfFreedom == 16)
    // No longer a special case, and no F-test.
    #expect(!comparison.nestedTests.contains { $0.outer == "logistic-offset" })
    #expect(comparison.nestedTests.contains { $0.inner == "logistic" && $0.outer == "richards" })
  }

  @Test("The candidates of auto are curves with names of their own")
  func candidates() {
    let names = GrowthModels.candidates.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSuperset(of: ["logistic", "logistic-offset", "gompertz", "richards"]))
    // Each is the same curve as one of them.
    for name in ["verhulst", "logistic-lag", "gompertz-lag", "richards-lag", "theta-logistic"] {
      #expect(!names.contains(name))
    }
  }

  @Test("The same bits for any number of threads")
  func threads() {
    let series = Array(GrowthBatchTests.series.prefix(60))
    func bits(_ comparisons: [ModelComparison]) -> [[UInt64]] {
      comparisons.map { comparison in
        GrowthBatchTests.Bits(comparison.fit).numbers
          + comparison.entries.flatMap {
            [($0.weight ?? -1).bitPattern, ($0.delta ?? -1).bitPattern]
          }
          + comparison.averages().flatMap { [$0.estimate.bitPattern, $0.standardError.bitPattern] }
      }
    }
    let one = bits(GrowthBatch.compare(on: series, threads: 1))
    #expect(bits(GrowthBatch.compare(on: series, threads: 3)) == one)
    #expect(bits(series.map { GrowthFitter().compare(on: $0) }) == one)
  }
}
