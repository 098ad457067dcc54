import GrowthCurves
import Testing

/// Derived quantities averaged over models.
struct AveragedQuantityTests {
  /// By R 4.2 from `coef` and `vcov` of four `nls` fits to run 1 of DNase over log(conc), with their
  /// weights: sum(w*est), sum(w*sqrt(se^2 + (est - mean)^2)).
  @Test("The capacity and its unconditional standard error are those by hand in R")
  func capacity() throws {
    let comparison = GrowthFitter().compare(
      ModelComparisonTests.models, on: try ModelComparisonTests.assay())
    let average = try #require(
      comparison.averages().first { $0.kind == .carryingCapacity })
    // R's nls stops at a relative offset of 1e-6.
    #expect((average.estimate / 2.360785915107056 - 1).magnitude < 1e-7)
    #expect((average.standardError / 0.107686522380791 - 1).magnitude < 1e-6)
    #expect((average.weight - 1).magnitude < 1e-12)
  }

  @Test("A quantity that a model lacks is averaged over the others, and the weight says so")
  func missing() throws {
    let comparison = GrowthFitter().compare(
      ModelComparisonTests.models, on: try ModelComparisonTests.assay())
    let averages = comparison.averages()
    // A Gompertz curve has no intrinsic rate.
    let rate = try #require(averages.first { $0.kind == .intrinsicRate })
    let with = comparison.ranked.filter { $0.name != "gompertz" }
    let weight = with.reduce(0) { $0 + $1.weight! }
    #expect((rate.weight - weight).magnitude < 1e-15)
    let expected = with.reduce(0.0) { sum, entry in
      sum + entry.weight! / weight * (entry.fit.derived(.intrinsicRate)?.estimate ?? .nan)
    }
    #expect((rate.estimate / expected - 1).magnitude < 1e-14)
    #expect(!averages.contains { $0.kind == .areaUnderData })
  }

  @Test("With one model the average is its own, and the standard error too")
  func single() throws {
    let comparison = GrowthFitter().compare([Logistic()], on: try ModelComparisonTests.yeast())
    for average in comparison.averages() {
      let own = try #require(comparison.fit.derived(average.kind))
      #expect(average.estimate == own.estimate)
      #expect(average.standardError == own.standardError)
      #expect(average.weight == 1)
    }
    #expect(comparison.averages().count == 12)
  }

  @Test("Limits by profile for the chosen model leave the averages alone")
  func profile() throws {
    let series = try ModelComparisonTests.assay()
    let models = ModelComparisonTests.models
    let wald = GrowthFitter().compare(models, on: series)
    let profile = GrowthFitter().compare(
      models, on: series, options: GrowthFitOptions(intervals: .profile))
    #expect(wald.averages() == profile.averages())
  }
}
