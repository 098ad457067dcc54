import CommandSupport
import GrowthCurves
import Reports
import Statistics

/// The statistics of a fit in words.
struct StatisticsText {
  private let item: ReportItem

  init(_ item: ReportItem) { self.item = item }

  var facts: [(term: HTML, definition: HTML)] {
    let fit = item.fit
    guard let statistics = fit.statistics else { return [] }
    func shown(_ value: Double?, _ digits: Int = 5) -> String {
      finiteOrNil(value).map { SignificantDigits.text($0, digits) } ?? "–"
    }
    var facts: [(term: HTML, definition: HTML)] = [
      ("observations", HTML(ItemText.observations(fit))),
      ("degrees of freedom", "\(statistics.degreesOfFreedom)"),
      ("scatter", HTML(scatter(fit, statistics, shown))),
      ("R²", HTML(shown(statistics.rSquared, 6))),
      ("log-likelihood", HTML(shown(statistics.logLikelihood))),
      (
        "AIC, AICc, BIC",
        HTML("\(shown(statistics.aic)), \(shown(statistics.aicc)), \(shown(statistics.bic))")
      ),
    ]
    if let tests {
      facts.append(("residuals", HTML(tests)))
    }
    if let convergence = fit.convergence {
      facts.append(
        (
          "search",
          HTML(
            "\(fit.status.rawValue) (\(convergence.termination)) after \(convergence.iterations) "
              + "iterations from \(counted(convergence.starts, "start", "starts")); condition number "
              + shown(convergence.conditionNumber, 2))
        ))
    }
    return facts
  }

  /// How far the observations lie from the curve, in the terms of the loss.
  private func scatter(
    _ fit: GrowthFit, _ statistics: FitStatistics, _ shown: (Double?, Int) -> String
  ) -> String {
    if fit.options.loss == .squared, fit.options.hasKnownVariance {
      return "χ² \(shown(statistics.residualSumOfSquares, 5))"
    }
    guard fit.options.loss.isOfCounts else {
      let count = statistics.downweighted
      return "residual standard error \(shown(statistics.residualStandardError, 5))"
        + (count.map { " (\($0) of \(statistics.observations) with less than half weight)" } ?? "")
    }
    let theta = fit.lossScale.map { $0.isFinite ? ", θ \(shown($0, 5))" : ", θ infinite: Poisson" }
    return "deviance \(shown(statistics.deviance, 5))\(theta ?? "")"
  }

  private var tests: String? {
    guard let tests = item.tests else { return nil }
    var parts: [String] = []
    if let test = tests.runs {
      parts.append(
        "runs test: \(test.runs) runs, \(SignificantDigits.text(test.expectedRuns, 3)) expected, "
          + "p \(SignificantDigits.text(test.lowerTail, 2)) against fewer")
    }
    if let test = tests.durbinWatson {
      parts.append(
        "Durbin–Watson \(SignificantDigits.text(test.statistic, 3)), "
          + "p \(SignificantDigits.text(test.lowerTail, 2)) against positive autocorrelation")
    }
    if let test = tests.shapiroWilk {
      parts.append(
        "Shapiro–Wilk W \(SignificantDigits.text(test.statistic, 4)), "
          + "p \(SignificantDigits.text(test.p, 2)) against normal residuals")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
