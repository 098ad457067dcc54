import Foundation
import GrowthCurves
import TestSupport
import Testing

/// The statistics block on Carlson's yeast (1913), against least squares in 60-digit arithmetic and
/// the formulas of R's `logLik`, `AIC` and `BIC` for `nls`.
struct FitStatisticsTests {
  struct Expected: Sendable {
    var name: String
    var weights: [Double]
    var values: [Double]
    var errors: [Double]
    var covariance: [Double]
    var observations: Int
    var squares: Double
    var residualError: Double
    var rSquared: Double
    var logLikelihood: Double
    var aic: Double
    var aicc: Double
    var bic: Double
  }

  /// Halved every five hours, exact in binary.
  static let halving = (0..<19).map { pow(0.5, Double($0 / 5)) }

  static let cases = [
    Expected(
      name: "equal weights", weights: [],
      values: [663.02199067624527, 9.13551715636191477, 0.54699472758704159],
      errors: [1.70272870207266629, 0.378815610231890475, 0.00558266531210361608],
      covariance: [
        2.89928503286206677, 0.300948076541787229, -0.0053795444024488884,
        0.300948076541787229, 0.143501266555359564, -0.00204912340006987959,
        -0.0053795444024488884, -0.00204912340006987959, 0.0000311661519869649651,
      ],
      observations: 19, squares: 194.325378211877534, residualError: 3.48501594519197944,
      rSquared: 0.999845766545141783, logLikelihood: -49.048234462103992,
      aic: 106.096468924207984, aicc: 108.953611781350841, bic: 109.874224840873746),
    Expected(
      name: "weights", weights: halving,
      values: [662.781026263160866, 9.11590439444601787, 0.547560356427612857],
      errors: [2.58141018740060945, 0.332386854199006754, 0.00531947101221570605],
      covariance: [
        6.66367855561564958, 0.386456171293124938, -0.0078279429089417424,
        0.386456171293124938, 0.110481020844311774, -0.00170170217491741975,
        -0.0078279429089417424, -0.00170170217491741975, 0.0000282967718498031883,
      ],
      observations: 19, squares: 82.9760682629551395, residualError: 2.2772800149377099,
      rSquared: 0.999826671755294583, logLikelihood: -50.3213949707377622,
      aic: 108.642789941475524, aicc: 111.499932798618382, bic: 112.420545858141286),
    Expected(
      name: "two weights of zero",
      weights: halving.enumerated().map { [2, 9].contains($0) ? 0 : $1 },
      values: [663.257674111098864, 9.19622195520650393, 0.545008708824352192],
      errors: [2.45081076708923494, 0.339600508472137807, 0.00558160314562174227],
      covariance: [
        6.00647341608052422, 0.410393842327153303, -0.00815620923573605466,
        0.410393842327153303, 0.115328505354534543, -0.00182765477637476786,
        -0.00815620923573605466, -0.00182765477637476786, 0.0000311542936752145283,
      ],
      observations: 17, squares: 61.4228349099822, residualError: 2.09459909068848168,
      rSquared: 0.99985349721490955, logLikelihood: -44.0516991830058584,
      aic: 96.1033983660117169, aicc: 99.4367316993450502, bic: 99.4362517422365812),
  ]

  static func fit(weights: [Double], sizeFactor: Double = 1) throws -> GrowthFit {
    let rows = try Repository.rows("growth/carlson_yeast_1913.csv").dropFirst()
    let series = try GrowthSeries(
      times: rows.map { Double($0[0])! }, sizes: rows.map { sizeFactor * Double($0[1])! },
      weights: weights)
    return GrowthFitter().fit(Verhulst(), to: series)
  }

  @Test("Every number of the block, and of the covariance", arguments: cases)
  func numbers(_ expected: Expected) throws {
    let fit = try Self.fit(weights: expected.weights)
    let statistics = try #require(fit.statistics)
    #expect(statistics.observations == expected.observations)
    #expect(statistics.degreesOfFreedom == expected.observations - 3)
    let errors = try fit.parameters.map { try #require($0.standardError) }
    let pairs = [
      (statistics.residualSumOfSquares, expected.squares),
      (try #require(statistics.residualStandardError), expected.residualError),
      (try #require(statistics.rSquared), expected.rSquared),
      (try #require(statistics.logLikelihood), expected.logLikelihood),
      (try #require(statistics.aic), expected.aic), (try #require(statistics.aicc), expected.aicc),
      (try #require(statistics.bic), expected.bic),
    ]
    for (value, wanted) in pairs + Array(zip(fit.values, expected.values)) {
      #expect((value / wanted - 1).magnitude <= 2e-12, "\(expected.name): \(value) \(wanted)")
    }
    let second = Array(zip(errors, expected.errors))
    let covariance = try #require(fit.covariance)
    for (value, wanted) in second + Array(zip(covariance, expected.covariance)) {
      #expect((value / wanted - 1).magnitude <= 1e-10, "\(expected.name): \(value) \(wanted)")
    }
    #expect(covariance.count == 9)
  }

  @Test("Intervals reach the t quantile of 16 degrees of freedom to both sides")
  func intervals() throws {
    let fit = try Self.fit(weights: [])
    // qt(0.975, 16)
    #expect((fit.tQuantile / 2.119905299221254 - 1).magnitude <= 1e-12)
    for estimate in fit.parameters {
      let reach = 2.119905299221254 * estimate.standardError!
      #expect((estimate.upper! - estimate.estimate - reach).magnitude <= 1e-10 * reach)
      #expect((estimate.estimate - estimate.lower! - reach).magnitude <= 1e-10 * reach)
    }
  }

  @Test("Without noise there is no likelihood, and without degrees of freedom no error")
  func limits() throws {
    let times = [0.0, 4, 8, 12]
    let exact = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: [0, 5, 9], sizes: [1, 3, 4]))
    #expect(exact.statistics?.degreesOfFreedom == 0)
    #expect(exact.statistics?.residualStandardError == nil)
    #expect(exact.parameters.allSatisfy { $0.standardError == nil && $0.lower == nil })
    let four = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: [0.5, 2.2, 3.9, 4.1]))
    // n = 4 ≤ p + 2 = 5.
    #expect(four.statistics?.aicc == nil)
    #expect(four.statistics?.aic != nil)
  }
}
