import CommandSupport
import Dynamics
import GrowthCurves
import LeastSquares
import Tables

/// Fits of two species, for people.
struct CompetitionReport {
  let table: Table
  let pairs: SpeciesPairs
  let fits: [CompetitionFit]
  let fitting: CompetitionOptions
  let weights: String?

  var text: String {
    zip(pairs.all, fits).map { culture($0, $1) }.joined(separator: "\n")
  }

  private func culture(_ pair: SpeciesPairs.Pair, _ fit: CompetitionFit) -> String {
    let group = pair.by.map { "\($0.column) \($0.value): " }.joined()
    var parts = [
      """
      \(group)N1 = \(pair.names[0]), N2 = \(pair.names[1]), against \(pairs.selection.time.name)
      \(CompetingPopulations().formula.replacing(", ", with: "\n"))

      """
    ]
    if fit.status != .notFitted {
      parts += [parameters(fit), species(pair, fit), fate(pair, fit)]
    }
    parts.append(
      fit.verdicts.map { verdict in
        verdict == .ok ? "verdict: ok\n" : "verdict: \(verdict) – \(verdict.explanation)\n"
      }.joined())
    return parts.joined(separator: "\n")
  }

  private var interval: String {
    NumberText.text((fitting.confidence * 1e6).rounded() / 1e4) + " % interval"
  }

  private func parameters(_ fit: CompetitionFit) -> String {
    var table = TextTable(
      ["parameter", "estimate", "std. error", interval, ""],
      [.left, .right, .right, .left, .left])
    for estimate in fit.parameters {
      let error = estimate.isFixed ? nil : estimate.standardError
      table.append([
        estimate.parameter.symbol, SignificantDigits.text(estimate.estimate, error: error),
        estimate.isFixed ? "fixed" : error.map { SignificantDigits.text($0, 3) } ?? "–",
        estimate.limits.text(around: estimate.estimate, error: error),
        estimate.parameter.meaning,
      ])
    }
    return table.text
  }

  private func species(_ pair: SpeciesPairs.Pair, _ fit: CompetitionFit) -> String {
    func shown(_ value: Double?, _ digits: Int = 5) -> String {
      value.map { SignificantDigits.text($0, digits) } ?? "–"
    }
    var table = TextTable(
      ["species", "observations", "residual std. error", "R²"], [.left, .right, .right, .right])
    for (name, species) in zip(pair.names, fit.species) {
      table.append([
        name, String(species.observations), shown(species.residualStandardError),
        shown(species.rSquared),
      ])
    }
    var lines = """
      log-likelihood \(shown(fit.logLikelihood)), AIC \(shown(fit.aic)), \
      AICc \(shown(fit.aicc)), BIC \(shown(fit.bic)), \(fit.degreesOfFreedom) degrees of freedom

      """
    if let convergence = fit.convergence {
      lines += """
        \(fit.status.rawValue) (\(convergence.termination)) after \(convergence.iterations) \
        iterations from \(convergence.starts) start\(convergence.starts == 1 ? "" : "s"), \
        condition number \(shown(convergence.conditionNumber, 2))

        """
    }
    return table.text + lines
  }

  private func fate(_ pair: SpeciesPairs.Pair, _ fit: CompetitionFit) -> String {
    guard let outcome = fit.outcome else { return "" }
    var table = TextTable(
      ["can it spread where the other is at its capacity?", "", interval], [.left, .right, .left])
    for (name, invasion) in zip(pair.names, fit.invasions) {
      table.append([
        "\(name): 1 - a*K(other)/K",
        SignificantDigits.text(invasion.estimate, error: invasion.standardError),
        invasion.limits.text(around: invasion.estimate, error: invasion.standardError),
      ])
    }
    let certainty = fit.isOutcomeCertain ? "" : " (other outcomes are within the intervals)"
    return table.text + "outcome: \(outcome.rawValue) – \(outcome.explanation)\(certainty)\n"
  }
}
