import Statistics
import Testing

struct NormalTests {
  @Test func tailsAndDensityAgreeWithTheOracle() {
    var worst = WorstError()
    for row in DistributionOracle.normal {
      worst.note(Normal().cumulative(row[0]), row[1], at: row)
      worst.note(Normal().upperTail(row[0]), row[2], at: row)
      worst.note(Normal().density(row[0]), row[3], at: row)
    }
    #expect(worst.error < 1e-14, "\(worst)")
  }

  /// The inverse error function of mpmath at 30 digits:
  /// python3 -c "from mpmath import *; mp.dps=60; print(sqrt(2)*erfinv(1-2*mpf(0.025)))"
  @Test(arguments: [
    (0.025, 1.9599639845400542), (0.25, 0.67448975019608174), (1e-10, 6.3613409024040562),
  ])
  func quantilesAgreeWithTheOracle(probability: Double, expected: Double) {
    #expect(relativeError(Normal().upperQuantile(probability), expected) < 1e-15)
    #expect(relativeError(Normal().quantile(probability), -expected) < 1e-15)
  }

  @Test func locationAndScale() {
    let shifted = Normal(mean: 10, standardDeviation: 4)
    #expect(shifted.cumulative(6) == Normal().cumulative(-1))
    #expect(shifted.density(6) == Normal().density(-1) / 4)
    #expect(shifted.quantile(0.5) == 10)
  }
}
