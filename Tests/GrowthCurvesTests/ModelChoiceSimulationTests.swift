import GrowthCurves
import Statistics
import Testing

/// How often the comparison finds the model that the data came from, and that it finds none in noise.
struct ModelChoiceSimulationTests {
  struct Design: Sendable, CustomTestStringConvertible {
    var model: String
    var parameters: [Double]
    /// Models that are the truth too: those that contain it.
    var alsoTrue: [String]
    /// What share of the choices must be the truth or contain it.
    var rate: Double
    var testDescription: String { "\(model) \(parameters)" }
  }

  static let times = (0..<50).map { 24 * Double($0) / 49 }

  static let designs = [
    Design(
      model: "logistic", parameters: [1.2, 0.6, 10],
      alsoTrue: ["logistic-offset", "richards", "generalized-logistic"], rate: 0.99),
    Design(
      model: "logistic-offset", parameters: [1.2, 0.6, 10, 0.1],
      alsoTrue: ["generalized-logistic"], rate: 0.99),
    Design(
      model: "gompertz", parameters: [1.2, 0.4, 8],
      alsoTrue: ["richards", "generalized-logistic"], rate: 0.99),
    Design(
      model: "richards", parameters: [1.2, 1.2, 14, 3], alsoTrue: ["generalized-logistic"],
      rate: 0.99),
    Design(
      model: "exponential", parameters: [0.02, 0.17], alsoTrue: [], rate: 0.85),
  ]

  @Test("The truth is chosen at 1 % noise", arguments: designs)
  func truth(_ design: Design) throws {
    let model = try #require(GrowthModels.named(design.model))
    let curve = model.sizes(at: Self.times, design.parameters)
    let noise = 0.01 * (curve.max()! - curve.min()!)
    let comparisons = try Self.comparisons(count: 200, seed: 91) { stream in
      curve.map { $0 + stream.normal(standardDeviation: noise) }
    }
    let chosen = comparisons.map { $0.fit.model.name }
    let right = chosen.count { $0 == design.model || design.alsoTrue.contains($0) }
    #expect(Double(right) >= design.rate * 200)
    let own = chosen.count { $0 == design.model }
    #expect(Double(own) >= 0.7 * 200)
  }

  @Test(
    "Noise is no growth, whatever curve passes best",
    arguments: [(8, 300, 24), (12, 300, 18), (20, 300, 3), (145, 60, 0)])
  func noise(_ count: Int, _ wells: Int, _ most: Int) throws {
    let times = (0..<count).map { Double($0) }
    let comparisons = try Self.comparisons(count: wells, seed: 92, times: times) { stream in
      times.map { _ in 0.1 + stream.normal(standardDeviation: 0.01) }
    }
    let growing = comparisons.filter { $0.hasGrowth }
    let alone = GrowthBatch.fit(Logistic(), to: comparisons.map { $0.fit.series }).count {
      !$0.verdicts.contains(.noGrowth)
    }
    print(
      "NOISE", count, growing.count, "alone", alone,
      growing.map { ($0.fit.model.name, $0.fit.verdicts) }.prefix(5))
    #expect(growing.count <= most)
    for comparison in comparisons where !comparison.hasGrowth {
      #expect(comparison.averages().isEmpty)
      #expect(comparison.choice.certainty == .noGrowth)
    }
  }

  static func comparisons(
    count: Int, seed: UInt32, times: [Double] = times,
    _ sizes: (inout RandomStream) -> [Double]
  ) throws -> [ModelComparison] {
    let series = try (0..<count).map { index in
      var stream = RandomStream(seed: seed, substream: index)
      return try GrowthSeries(times: times, sizes: sizes(&stream))
    }
    return GrowthBatch.compare(on: series, threads: 2)
  }
}
