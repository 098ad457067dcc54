import Statistics
import Testing

/// What every distribution promises; a new one is a line in `distributions`.
struct ContinuousDistributionTests {
  static let distributions: [any ContinuousDistribution] = [
    Normal(),
    Normal(mean: -3, standardDeviation: 0.01),
    StudentT(degreesOfFreedom: 0.7),
    StudentT(degreesOfFreedom: 31),
    StudentT(degreesOfFreedom: 1e6),
    ChiSquared(degreesOfFreedom: 1),
    ChiSquared(degreesOfFreedom: 12.5),
    ChiSquared(degreesOfFreedom: 4000),
    FisherF(numeratorDegreesOfFreedom: 1, denominatorDegreesOfFreedom: 3),
    FisherF(numeratorDegreesOfFreedom: 4.5, denominatorDegreesOfFreedom: 400),
    FisherF(numeratorDegreesOfFreedom: 1e5, denominatorDegreesOfFreedom: 20),
  ]

  @Test(arguments: distributions)
  func quantilesInvertTheTails(_ distribution: any ContinuousDistribution) {
    for probability in [1e-200, 1e-30, 1e-9, 0.001, 0.1, 0.4, 0.7, 0.95] {
      let lower = distribution.quantile(probability)
      // A quantile of χ² or F may be too small for a double.
      if lower != 0 {
        #expect(relativeError(distribution.cumulative(lower), probability) < 1e-11, "\(lower)")
      }
      let upper = distribution.upperQuantile(probability)
      #expect(relativeError(distribution.upperTail(upper), probability) < 1e-11, "\(upper)")
    }
  }

  @Test(arguments: distributions)
  func tailsAddToOneAndFollowTheDensity(_ distribution: any ContinuousDistribution) {
    for probability in [0.02, 0.3, 0.6, 0.9] {
      let x = distribution.quantile(probability)
      #expect(abs(distribution.cumulative(x) + distribution.upperTail(x) - 1) < 1e-14)
      let step =
        1e-3
        * (distribution.quantile(probability + 0.01) - distribution.quantile(probability - 0.01))
      let slope =
        (distribution.cumulative(x - 2 * step) - 8 * distribution.cumulative(x - step)
          + 8 * distribution.cumulative(x + step) - distribution.cumulative(x + 2 * step))
        / (12 * step)
      #expect(relativeError(slope, distribution.density(x)) < 1e-8, "at \(x)")
    }
  }

  @Test(arguments: distributions)
  func theEdgesOfTheSupport(_ distribution: any ContinuousDistribution) {
    #expect(distribution.cumulative(-.infinity) == 0)
    #expect(distribution.cumulative(.infinity) == 1)
    #expect(distribution.upperTail(-.infinity) == 1)
    #expect(distribution.upperTail(.infinity) == 0)
    #expect(distribution.density(.infinity) == 0)
    #expect(distribution.density(-.infinity) == 0)
    #expect(distribution.quantile(1) == .infinity)
    #expect(distribution.upperQuantile(0) == .infinity)
    #expect(distribution.quantile(0) == distribution.upperQuantile(1))
  }

  @Test(arguments: distributions)
  func notANumberStaysSo(_ distribution: any ContinuousDistribution) {
    #expect(distribution.cumulative(.nan).isNaN)
    #expect(distribution.upperTail(.nan).isNaN)
    #expect(distribution.density(.nan).isNaN)
    #expect(distribution.quantile(.nan).isNaN)
    #expect(distribution.upperQuantile(.nan).isNaN)
  }

  @Test func impossibleArgumentsTrap() async {
    await #expect(processExitsWith: .failure) { _ = Normal().quantile(1.5) }
    await #expect(processExitsWith: .failure) { _ = StudentT(degreesOfFreedom: 0) }
    await #expect(processExitsWith: .failure) { _ = ChiSquared(degreesOfFreedom: .infinity) }
    await #expect(processExitsWith: .failure) { _ = Normal(standardDeviation: -1) }
  }
}
