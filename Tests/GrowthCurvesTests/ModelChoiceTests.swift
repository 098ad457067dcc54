import GrowthCurves
import Testing

/// What is said of a choice among models.
struct ModelChoiceTests {
  private static func compare(
    _ curve: any GrowthModel, _ p: [Double], _ models: [any GrowthModel], count: Int = 40,
    noise: Double
  ) throws -> ModelComparison {
    let times = (0..<count).map { 24 * Double($0) / Double(count - 1) }
    // Quasi-random, of mean 0: noise without a generator.
    let sizes = zip(times.indices, curve.sizes(at: times, p)).map { i, size in
      size + noise * ((Double(i + 1) * 0.618033988749895).truncatingRemainder(dividingBy: 1) - 0.5)
    }
    return GrowthFitter().compare(models, on: try GrowthSeries(times: times, sizes: sizes))
  }

  @Test("A clear choice names the next and how much worse it is")
  func clear() throws {
    let comparison = try Self.compare(
      Gompertz(), [1.2, 0.4, 8], [Logistic(), Gompertz()], noise: 0.02)
    let choice = comparison.choice
    #expect(choice.certainty == .clear)
    #expect(
      choice.sentence
        == "gompertz is over 1000 times as well supported as the next, logistic; "
        + "it holds over 99 % of the weight")
  }

  @Test("A model that contains the best is no rival")
  func special() throws {
    let choice = GrowthFitter().compare(
      [Logistic(), Richards(), Gompertz()], on: try ModelComparisonTests.yeast()
    ).choice
    #expect(choice.certainty == .clear)
    #expect(
      choice.sentence
        == "logistic is over 1000 times as well supported as the next, gompertz; richards, of which "
        + "it is a special case, adds nothing; together logistic and richards hold 99 % of the weight"
    )
  }

  @Test("Models of other families within Δ = 2 are not told apart")
  func undecided() throws {
    let comparison = try Self.compare(
      Logistic(), [1.2, 0.3, 12], [Logistic(), Gompertz()], count: 9, noise: 0.6)
    let delta = try #require(comparison.ranked[1].delta)
    #expect(delta <= 2)
    #expect(comparison.choice.certainty == .undecided)
    let names = comparison.ranked.map { $0.name }.joined(separator: " and ")
    #expect(comparison.choice.sentence.hasPrefix("the data do not tell \(names) apart; together"))
  }

  @Test("A likely choice says how likely")
  func likely() throws {
    let comparison = try Self.compare(
      Logistic(), [1.2, 0.3, 12], [Logistic(), Gompertz()], count: 24, noise: 0.2)
    let delta = try #require(comparison.ranked[1].delta)
    #expect(delta > 2 && comparison.ranked[0].weight! < 0.95)
    #expect(comparison.choice.certainty == .likely)
    #expect(comparison.choice.sentence.hasPrefix("logistic is "))
    #expect(comparison.choice.sentence.contains("together logistic and gompertz hold 1"))
  }

  @Test("No growth, no choice")
  func noGrowth() throws {
    let comparison = try Self.compare(
      Logistic(), [0, 0.3, 12], [Logistic(), Gompertz(), Exponential()], noise: 0.3)
    #expect(comparison.choice.certainty == .noGrowth)
    #expect(comparison.fit.verdicts.first == .noGrowth)
    #expect(comparison.averages().isEmpty)
  }
}
