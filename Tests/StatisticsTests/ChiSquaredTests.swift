import Statistics
import Testing

struct ChiSquaredTests {
  @Test func tailsAndDensityAgreeWithTheOracle() {
    var tails = WorstError()
    var densities = WorstError()
    for row in DistributionOracle.chiSquared {
      let distribution = ChiSquared(degreesOfFreedom: row[0])
      tails.note(distribution.cumulative(row[1]), row[2], at: row)
      tails.note(distribution.upperTail(row[1]), row[3], at: row)
      densities.note(distribution.density(row[1]), row[4], at: row)
    }
    #expect(tails.error < 1e-13, "\(tails)")
    #expect(densities.error < 1e-13, "\(densities)")
  }

  @Test func quantilesAgreeWithTheOracle() {
    var worst = WorstError()
    for row in DistributionOracle.chiSquaredQuantiles {
      let distribution = ChiSquared(degreesOfFreedom: row[0])
      if !row[2].isNaN { worst.note(distribution.quantile(row[1]), row[2], at: row) }
      if !row[3].isNaN { worst.note(distribution.upperQuantile(row[1]), row[3], at: row) }
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  @Test func aQuantileBelowTheSmallestNumberIsZero() {
    #expect(ChiSquared(degreesOfFreedom: 0.5).quantile(1e-300) == 0)
  }

  @Test func densityAtZero() {
    #expect(ChiSquared(degreesOfFreedom: 1).density(0) == .infinity)
    #expect(ChiSquared(degreesOfFreedom: 2).density(0) == 0.5)
    #expect(ChiSquared(degreesOfFreedom: 3).density(0) == 0)
  }
}
