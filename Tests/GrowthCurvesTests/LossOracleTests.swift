import Foundation
import GrowthCurves
import TestSupport
import Testing

/// Fits under every loss against their equations solved with 40 digits (scripts/oracle/losses), and
/// against R's.
struct LossOracleTests {
  static func fit(_ expected: LossOracle) throws -> GrowthFit {
    let sigmas = expected.sigmas
    let options = GrowthFitOptions(
      loss: try #require(Loss(rawValue: expected.loss)),
      scale: try #require(SizeScale(rawValue: expected.scale)), hasKnownVariance: !sigmas.isEmpty)
    let series = try GrowthSeries(
      times: expected.sizes.indices.map { Double($0) }, sizes: expected.sizes,
      weights: sigmas.isEmpty ? expected.weights : sigmas.map { 1 / ($0 * $0) })
    return GrowthFitter().fit(
      try #require(GrowthModels.named(expected.model)), to: series, options: options)
  }

  @Test("Estimates, errors, scale, criterion, likelihood", arguments: LossOracle.all)
  func numbers(_ expected: LossOracle) throws {
    let fit = try Self.fit(expected)
    let statistics = try #require(fit.statistics)
    #expect(fit.status == .converged)
    for (value, wanted) in zip(fit.values, expected.values) {
      #expect(logRelativeError(value, wanted, cap: 15) >= 9.5, "\(value) \(wanted)")
    }
    for (estimate, wanted) in zip(fit.parameters, expected.errors) {
      let error = try #require(estimate.standardError)
      #expect(logRelativeError(error, wanted, cap: 15) >= 9, "\(error) \(wanted)")
    }
    #expect((fit.lossScale == nil) == (expected.lossScale == nil))
    if let scale = fit.lossScale, let wanted = expected.lossScale {
      #expect(logRelativeError(scale, wanted, cap: 15) >= 9, "\(scale) \(wanted)")
    }
    let criterion =
      expected.loss == "squared"
      ? statistics.residualSumOfSquares : try #require(statistics.deviance)
    #expect(logRelativeError(criterion, expected.criterion, cap: 15) >= 9)
    #expect((statistics.deviance == nil) == (expected.loss == "squared"))
    #expect((statistics.logLikelihood == nil) == (expected.logLikelihood == nil))
    if let likelihood = statistics.logLikelihood, let wanted = expected.logLikelihood {
      #expect(logRelativeError(likelihood, wanted, cap: 15) >= 9, "\(likelihood) \(wanted)")
      #expect(logRelativeError(try #require(statistics.aic), expected.aic!, cap: 15) >= 9)
    }
  }

  /// R 4.2.2: f <- glm(y ~ t, family = poisson, control = list(epsilon = 1e-15))
  /// c(exp(coef(f)[1]), coef(f)[2], sqrt(diag(vcov(f))), deviance(f), logLik(f))
  @Test("Poisson counts of an exponential are R's log-linear model")
  func poissonRegression() throws {
    let fit = try Self.fit(LossOracle.all.first { $0.name == "poisson, exponential" }!)
    try Self.compare(
      fit, [3.2614852578206599, 0.1996010718365226],
      logErrors: [0.1833198611905241, 0.0168843064949606],
      deviance: 22.7045748644027618, logLikelihood: -44.2111105330805430)
  }

  /// R 4.2.2, MASS 7.3: g <- glm.nb(y ~ t, control = glm.control(epsilon = 1e-15, maxit = 100)), and
  /// the same with g$theta.
  @Test("Negative binomial counts of an exponential are glm.nb's")
  func negativeBinomialRegression() throws {
    let fit = try Self.fit(LossOracle.all.first { $0.name == "negative-binomial, exponential" }!)
    try Self.compare(
      fit, [3.2532728996851632, 0.1999537769560583],
      logErrors: [0.2149253782162286, 0.0215252054890894],
      deviance: 12.7303768739251133, logLikelihood: -42.6269052548846332)
    #expect(logRelativeError(try #require(fit.lossScale), 28.5621630846475973) >= 9.5)
  }

  /// - Parameter logErrors: of ln N0 and of r.
  static func compare(
    _ fit: GrowthFit, _ values: [Double], logErrors: [Double], deviance: Double,
    logLikelihood: Double
  ) throws {
    let statistics = try #require(fit.statistics)
    let errors = [values[0] * logErrors[0], logErrors[1]]
    for j in 0..<2 {
      #expect(logRelativeError(fit.values[j], values[j], cap: 15) >= 10)
      // glm takes the information at the last but one step.
      #expect(logRelativeError(try #require(fit.parameters[j].standardError), errors[j]) >= 8)
    }
    #expect(logRelativeError(try #require(statistics.deviance), deviance, cap: 15) >= 10)
    #expect(logRelativeError(try #require(statistics.logLikelihood), logLikelihood) >= 11)
    // qnorm(0.975): the dispersion is known.
    #expect(logRelativeError(fit.tQuantile, 1.959963984540054, cap: 15) >= 14)
  }

  /// R 4.2.2, robustbase 0.95: nlrob(y ~ L/(1 + exp(-k*(t - x0))), tol = 1e-14, maxit = 200), which
  /// goes on turning in the eighth digit.
  @Test("Huber's loss is nlrob's")
  func robustRegression() throws {
    let fit = try Self.fit(LossOracle.all.first { $0.name == "huber" }!)
    for (value, wanted) in zip(fit.values, [4.03709503380246, 0.37410485439448, 10.92841112007278])
    {
      #expect(logRelativeError(value, wanted) >= 9)
    }
    #expect(logRelativeError(try #require(fit.lossScale), 0.0200057361430338) >= 7)
  }

  /// An exponential with three gross errors.
  static let disturbed = [
    2.1, 2.3, 2.9, 3.2, 3.4, 9.8, 4.6, 5.2, 5.3, 1.1, 6.9, 7.9, 8.4, 9.1, 10.4, 31.0,
  ]

  static func logFit(_ loss: Loss) throws -> GrowthFit {
    GrowthFitter().fit(
      Exponential(),
      to: try GrowthSeries(times: disturbed.indices.map { Double($0) }, sizes: disturbed),
      options: GrowthFitOptions(loss: loss, scale: .log))
  }

  /// R 4.2.2, MASS 7.3: r <- rlm(log(y) ~ t, k = 1.345, maxit = 500, acc = 1e-15)
  /// c(exp(coef(r)[1]), coef(r)[2], summary(r)$coef[, 2], r$s)
  @Test("Huber's loss on the log scale of an exponential is rlm's, with its standard errors")
  func robustLine() throws {
    let fit = try Self.logFit(.huber)
    let values = [2.20168891384988274, 0.11406636837126784]
    let errors = [values[0] * 0.03716170839349279, 0.00422128641258454]
    for j in 0..<2 {
      #expect(logRelativeError(fit.values[j], values[j], cap: 15) >= 11)
      #expect(logRelativeError(try #require(fit.parameters[j].standardError), errors[j]) >= 10)
    }
    #expect(logRelativeError(try #require(fit.lossScale), 0.07015615679800924) >= 10)
    #expect(fit.statistics?.downweighted == 3)
  }

  /// R 4.2.2: l <- lm(log(y) ~ t); c(exp(coef(l)[1]), coef(l)[2], summary(l)$coef[, 2], deviance(l),
  /// summary(l)$sigma, logLik(l) - sum(log(y)))
  @Test("Least squares on the log scale of an exponential is a line through the logarithms")
  func line() throws {
    let fit = try Self.logFit(.squared)
    let statistics = try #require(fit.statistics)
    let values = [2.1222010575428172, 0.1193168375482498]
    let errors = [values[0] * 0.2766339126411582, 0.0314235008877229]
    for j in 0..<2 {
      #expect(logRelativeError(fit.values[j], values[j], cap: 15) >= 13)
      #expect(logRelativeError(try #require(fit.parameters[j].standardError), errors[j]) >= 11)
    }
    #expect(logRelativeError(statistics.residualSumOfSquares, 4.7001973022738364) >= 11)
    #expect(
      logRelativeError(try #require(statistics.residualStandardError), 0.5794207268762877) >= 11)
    #expect(
      logRelativeError(try #require(statistics.logLikelihood), -39.2604237119801951) >= 11)
    #expect(fit.lossScale == nil && statistics.deviance == nil)
  }
}

extension LossOracle: CustomTestStringConvertible {
  var testDescription: String { name }
}
