import Statistics
import Testing

struct FisherFTests {
  private func distribution(_ row: [Double]) -> FisherF {
    FisherF(numeratorDegreesOfFreedom: row[0], denominatorDegreesOfFreedom: row[1])
  }

  @Test func tailsAndDensityAgreeWithTheOracle() {
    var tails = WorstError()
    var densities = WorstError()
    for row in DistributionOracle.fisher {
      tails.note(distribution(row).cumulative(row[2]), row[3], at: row)
      tails.note(distribution(row).upperTail(row[2]), row[4], at: row)
      densities.note(distribution(row).density(row[2]), row[5], at: row)
    }
    #expect(tails.error < 1e-13, "\(tails)")
    #expect(densities.error < 1e-13, "\(densities)")
  }

  @Test func quantilesAgreeWithTheOracle() {
    var worst = WorstError()
    for row in DistributionOracle.fisherQuantiles {
      if !row[3].isNaN { worst.note(distribution(row).quantile(row[2]), row[3], at: row) }
      if !row[4].isNaN { worst.note(distribution(row).upperQuantile(row[2]), row[4], at: row) }
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  /// F(2, ν₂) has the closed upper tail (1 + 2x/ν₂)^(−ν₂/2).
  @Test func closedFormForTwoDegreesOfFreedom() {
    let closed = FisherF(numeratorDegreesOfFreedom: 2, denominatorDegreesOfFreedom: 4)
    for x in [1e-300, 1e-8, 0.3, 1, 17, 1e5, 1e100] {
      let tail = 1 / ((1 + x / 2) * (1 + x / 2))
      #expect(relativeError(closed.upperTail(x), tail) < 1e-13)
    }
  }

  @Test func densityAtZero() {
    func density(_ degrees: Double) -> Double {
      FisherF(numeratorDegreesOfFreedom: degrees, denominatorDegreesOfFreedom: 5).density(0)
    }
    #expect(density(1) == .infinity)
    #expect(density(2) == 1)
    #expect(density(3) == 0)
  }
}
