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
      ("scatter", HTML(FitSentences.scatter(fit, statistics))),
      ("R²", HTML(shown(statistics.rSquared, 6))),
      ("log-likelihood", HTML(shown(statistics.logLikelihood))),
      (
        "AIC, AICc, BIC",
        HTML("\(shown(statistics.aic)), \(shown(statistics.aicc)), \(shown(statistics.bic))")
      ),
    ]
    if let tests = item.tests.map({ FitSentences.residualTests($0) }), !tests.isEmpty {
      facts.append(("residuals", HTML(tests.joined(separator: "; "))))
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
}
