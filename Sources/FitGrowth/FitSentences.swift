import CommandSupport
import GrowthCurves
import Statistics

/// What is said of a fit in the same words on a terminal and in a report.
enum FitSentences {
  /// How far the observations lie from the curve, in the terms of the loss.
  static func scatter(_ fit: GrowthFit, _ statistics: FitStatistics) -> String {
    func shown(_ value: Double?) -> String {
      finiteOrNil(value).map { SignificantDigits.text($0, 5) } ?? "–"
    }
    if fit.options.loss == .squared, fit.options.hasKnownVariance {
      return "χ² \(shown(statistics.residualSumOfSquares))"
    }
    guard fit.options.loss.isOfCounts else {
      let count = statistics.downweighted
      return "residual standard error \(shown(statistics.residualStandardError))"
        + (count.map { " (\($0) of \(statistics.observations) with less than half weight)" } ?? "")
    }
    let theta = fit.lossScale.map { $0.isFinite ? ", θ \(shown($0))" : ", θ infinite: Poisson" }
    return "deviance \(shown(statistics.deviance))\(theta ?? "")"
  }

  /// Serial correlation and normality of the residuals; small p-values speak against the fit.
  static func residualTests(_ tests: ResidualTests) -> [String] {
    var sentences: [String] = []
    if let test = tests.runs {
      sentences.append(
        "runs test: \(test.runs) runs of one sign in the residuals, "
          + "\(SignificantDigits.text(test.expectedRuns, 3)) expected, "
          + "p \(SignificantDigits.text(test.lowerTail, 2)) against fewer")
    }
    if let test = tests.durbinWatson {
      sentences.append(
        "Durbin–Watson \(SignificantDigits.text(test.statistic, 3)), "
          + "p \(SignificantDigits.text(test.lowerTail, 2)) against positive autocorrelation")
    }
    if let test = tests.shapiroWilk {
      sentences.append(
        "Shapiro–Wilk W \(SignificantDigits.text(test.statistic, 4)), "
          + "p \(SignificantDigits.text(test.p, 2)) against normal residuals")
    }
    return sentences
  }
}
