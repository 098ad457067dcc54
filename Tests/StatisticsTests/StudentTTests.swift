import Statistics
import Testing

struct StudentTTests {
  @Test func tailsAndDensityAgreeWithTheOracle() {
    var tails = WorstError()
    var densities = WorstError()
    for row in DistributionOracle.student {
      let distribution = StudentT(degreesOfFreedom: row[0])
      tails.note(distribution.cumulative(row[1]), row[2], at: row)
      tails.note(distribution.upperTail(row[1]), row[3], at: row)
      tails.note(distribution.cumulative(-row[1]), row[3], at: row)
      densities.note(distribution.density(row[1]), row[4], at: row)
    }
    #expect(tails.error < 1e-13, "\(tails)")
    #expect(densities.error < 1e-13, "\(densities)")
  }

  @Test func quantilesAgreeWithTheOracle() {
    var worst = WorstError()
    for row in DistributionOracle.studentQuantiles where !row[2].isNaN {
      let distribution = StudentT(degreesOfFreedom: row[0])
      worst.note(distribution.upperQuantile(row[1]), row[2], at: row)
      worst.note(distribution.quantile(row[1]), -row[2], at: row)
    }
    #expect(worst.error < 1e-13, "\(worst)")
  }

  @Test func theMedianIsExact() {
    #expect(StudentT(degreesOfFreedom: 7).quantile(0.5) == 0)
    #expect(StudentT(degreesOfFreedom: 7).cumulative(0) == 0.5)
  }

  @Test func infiniteDegreesOfFreedomAreNormal() {
    let distribution = StudentT(degreesOfFreedom: .infinity)
    for x in [-3.0, 0, 0.7, 12] {
      #expect(distribution.upperTail(x) == Normal().upperTail(x))
      #expect(distribution.density(x) == Normal().density(x))
    }
    #expect(distribution.upperQuantile(0.025) == Normal().upperQuantile(0.025))
  }

  @Test func aQuantilePastTheLargestNumberIsInfinite() {
    #expect(StudentT(degreesOfFreedom: 0.3).upperQuantile(1e-300) == .infinity)
  }
}
