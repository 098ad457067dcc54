import Classification
import CommandSupport
import Foundation

/// The summary for people.
struct SummaryText {
  let summary: ModelSummary

  init(_ summary: ModelSummary) { self.summary = summary }

  var text: String {
    head + "\n" + coefficients + "\n" + fit + status
  }

  private var model: ClassifierModel { summary.model }
  private var classifier: TrainedClassifier { summary.classifier }

  private func shown(_ value: Double?, _ digits: Int = 5) -> String {
    value.map { SignificantDigits.text($0, digits) } ?? "–"
  }

  private var head: String {
    let target = model.target.columns.joined(separator: ", ")
    let rows = "\(model.source.rowCount) row\(model.source.rowCount == 1 ? "" : "s")"
    var text = "\(model.source.path): \(rows), \(classifier.featureNames.count) features\n"
    switch classifier.form {
    case .binary:
      text += "\(target): log odds of '\(classifier.classNames[1])' against "
      text += "'\(classifier.classNames[0])'\n"
    case .softmax:
      text += "\(target): softmax of \(classifier.classNames.count) classes"
      text +=
        classifier.penalty.lambda > 0 ? "\n" : ", against '\(classifier.classNames[0])'\n"
    case .oneVsRest: text += "\(target): each class against the rest\n"
    case .multiLabel: text += "\(target): independent labels\n"
    }
    let penalty = classifier.penalty
    if classifier.usesFirth {
      text += "Firth's penalised likelihood\n"
    } else if penalty.lambda > 0 {
      text += "penalty λ \(shown(penalty.lambda, 6))"
      text +=
        penalty.l1Ratio > 0 ? ", share of absolute values \(shown(penalty.l1Ratio, 3))\n" : "\n"
    } else {
      text += "maximum likelihood, no penalty\n"
    }
    return text
  }

  private static let rowLimit = 200

  private var coefficients: String {
    let hasErrors = summary.rows.contains { $0.standardError != nil }
    let percent = NumberText100.text(summary.confidence)
    var table = TextTable(
      (summary.hasOutputs ? ["class"] : []) + ["", "estimate"]
        + (hasErrors ? ["std. error", "z", "p", percent] : []) + ["odds ratio"],
      (summary.hasOutputs ? [.left] : []) + [.left, .right]
        + (hasErrors ? [.right, .right, .right, .left] : []) + [.right])
    let hasProfiles = summary.rows.contains { $0.profileLower != nil }
    for row in summary.rows.prefix(Self.rowLimit) {
      let lower = hasProfiles ? row.profileLower : row.lower
      let upper = hasProfiles ? row.profileUpper : row.upper
      let limits = lower.flatMap { low in
        upper.map { "\(shown(low)) … \(shown($0))" }
      }
      table.append(
        (summary.hasOutputs ? [row.output ?? ""] : []) + [row.name, shown(row.estimate, 6)]
          + (hasErrors
            ? [
              shown(row.standardError), shown(row.z, 3), shown(row.p, 3), limits ?? "–",
            ] : []) + [shown(row.oddsRatio, 4)])
    }
    let more = summary.rows.count - Self.rowLimit
    return table.text
      + (more > 0 ? "… and \(more) more (--format csv)\n" : "")
      + (hasErrors
        ? "limits: \(hasProfiles ? "profile likelihood" : "Wald")\n" : "")
      + noErrors + collinear
  }

  /// Why there are no standard errors, or what they are.
  private var noErrors: String {
    guard let problems = model.inference?.problems else { return "" }
    var text = ""
    for problem in problems {
      guard let refusal = problem.refusal else { continue }
      let whose = problem.name.map { " of '\($0)'" } ?? ""
      text += "no standard errors\(whose): \(refusal)\n"
    }
    if problems.contains(where: { $0.standardErrors == "ridge" }) {
      text += "after a ridge penalty: the estimates are drawn towards 0, and the limits with them\n"
    }
    return text
  }

  /// Columns that the others nearly make up, whose coefficients are uncertain for that reason.
  private var collinear: String {
    let columns = (model.inference?.varianceInflation ?? [])
      .map { ($0.column, $0.factor) }
      .filter { $0.1 > 10 }.sorted { $0.1 > $1.1 }
    guard !columns.isEmpty else { return "" }
    let listed = columns.prefix(5).map { "\($0.0) \(shown($0.1, 3))" }.joined(separator: ", ")
    return "variance inflation above 10: \(listed)\(columns.count > 5 ? ", …" : "")\n"
  }

  private var fit: String {
    var text = """
      log-likelihood \(shown(classifier.logLikelihood, 7)), deviance \
      \(shown(summary.deviance, 7)), without columns \(shown(summary.nullDeviance, 7))

      """
    // Where training failed, the likelihood is not at its maximum, and there may be none.
    if let problems = model.inference?.problems, problems.count == 1, classifier.status.isSuccess {
      let fit = problems[0].fit
      text += "AIC \(shown(fit.aic)), BIC \(shown(fit.bic)), R² of McFadden "
      text += "\(shown(fit.mcFadden, 3)), Nagelkerke \(shown(fit.nagelkerke, 3))"
      text += fit.tjur.map { ", Tjur \(shown($0, 3))\n" } ?? "\n"
      let tests = [
        ("likelihood ratio", problems[0].likelihoodRatioTest), ("score", problems[0].scoreTest),
        ("Wald", problems[0].waldTest), ("Hosmer–Lemeshow", problems[0].hosmerLemeshow),
      ]
      for (name, test) in tests {
        guard let test else { continue }
        text += "\(name) test: χ² \(shown(test.statistic, 4)) on \(test.degreesOfFreedom), "
        text += "p \(shown(test.p, 3))\n"
      }
    }
    return text
  }

  private var status: String {
    let certificate =
      summary.certificate.map { ", \($0.kind.rawValue) \(shown($0.value, 2))" } ?? ""
    let reason = classifier.reports.first?.solverReason.map { " (\($0))" } ?? ""
    let each =
      Set(classifier.reports.map(\.status.name)).count > 1
      ? zip(classifier.classNames, classifier.reports)
        .map { "\($0) \($1.status.name)" }.joined(separator: ", ") + "\n"
      : ""
    return """
      \(each)status: \(classifier.status.name) by \(summary.solverName)\(reason) in \
      \(summary.passes) passes\(certificate)

      """
  }
}

/// A share as a percentage without needless digits.
enum NumberText100 {
  static func text(_ share: Double) -> String {
    var text = String(format: "%.4f", share * 100)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return "\(text) %"
  }
}
