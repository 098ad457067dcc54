import Classification
import CommandSupport
import Foundation
import Reports

/// Log odds as factors of the odds.
enum Odds {
  static func ratio(_ coefficient: Double) -> Double { exp(coefficient) }
}

/// How the numbers came about, so that someone else can make them again.
struct MethodsText {
  private let source: EvaluationPictures
  private let summary: ModelSummary
  private var model: ClassifierModel { source.model }
  private var classifier: TrainedClassifier { model.classifier }
  private var command: EvaluateCommand { source.command }

  init(_ source: EvaluationPictures, _ summary: ModelSummary) {
    self.source = source
    self.summary = summary
  }

  var html: HTML {
    .paragraph(HTML(training.joined(separator: " ")))
      + .paragraph(HTML(evaluation.joined(separator: " ")))
      + .definitions(files) + .paragraph("The evaluation again:") + .preformatted(repeated)
  }

  // MARK: - Training

  private var training: [String] {
    let features = classifier.featureNames.count
    var text = ["A logistic regression of \(target) on \(features) columns (\(form))."]
    let intercept =
      !classifier.hasIntercept
      ? "; no intercept"
      : classifier.penalty.lambda > 0 ? "; the intercept is not penalised" : ""
    text.append("\(MethodWords.estimation(model))\(intercept).")
    text += encoding
    var rows = "Trained on \(model.source.rowCount) rows"
    if model.source.droppedRowCount > 0 {
      rows += ", \(model.source.droppedRowCount) with missing values left out"
    }
    if let weight = model.settings.sampleWeight { rows += ", weighted by \(weight)" }
    if let weight = model.settings.classWeight { rows += ", class weights \(weight)" }
    text.append(rows + ".")
    let reason = classifier.reports.first?.solverReason.map { " (\($0))" } ?? ""
    var solved =
      "Solver \(summary.solverName)\(reason), relative tolerance "
      + "\(SignificantDigits.text(model.settings.tolerance, 2)), seed \(model.settings.seed): "
      + "\(classifier.status.name) after \(summary.passes) passes"
    if let certificate = summary.certificate {
      solved += ", \(certificate.kind.rawValue) \(SignificantDigits.text(certificate.value, 2))"
    }
    text.append(solved + ".")
    text.append(inference)
    return text
  }

  private var target: String { model.target.columns.joined(separator: ", ") }

  private var form: String {
    switch classifier.form {
    case .binary: "log odds of '\(classifier.classNames[1])'"
    case .softmax: "softmax of \(classifier.classNames.count) classes"
    case .oneVsRest: "each of \(classifier.classNames.count) classes against the rest"
    case .multiLabel: "\(classifier.classNames.count) independent labels"
    }
  }

  private var encoding: [String] {
    guard case .table(let encoding) = model.input else { return ["The columns are sparse."] }
    var text: [String] = []
    let texts = encoding.columns.filter { $0.kind == .text }
    if !texts.isEmpty {
      text.append(
        "Texts as indicators of each level but the first: "
          + texts.map { "\($0.name) (\($0.levels.first ?? ""))" }.joined(separator: ", ") + ".")
    }
    if encoding.degree > 1 { text.append("Powers of the numbers up to \(encoding.degree).") }
    if !encoding.products.isEmpty { text.append("\(encoding.products.count) products of columns.") }
    switch encoding.missing {
    case .error: break
    case .drop: text.append("Rows with missing values were left out.")
    case .impute:
      text.append("Missing values were replaced by the mean or the most frequent level.")
    }
    return text
  }

  private var inference: String {
    guard let problem = model.inference?.problems.first else {
      return "Standard errors were not asked for."
    }
    if let refusal = problem.refusal { return "No standard errors: \(refusal)." }
    let kind =
      switch problem.standardErrors {
      case "firth": "from the information at Firth's estimate"
      case "ridge": "from the curvature of the penalised likelihood"
      default: "from the observed information"
      }
    let limits =
      summary.rows.contains { $0.profileLower != nil } ? "profile likelihood" : "Wald's method"
    return "Standard errors \(kind); limits by \(limits) at "
      + "\(NumberText100.text(summary.confidence))."
  }

  // MARK: - Evaluation

  private var evaluation: [String] {
    let evaluation = source.evaluation
    var text = [
      "Evaluated with classify \(ClassifyCommand.version) on \(evaluation.rowCount) rows"
        + (command.sampleWeight.map { ", weighted by \($0)" } ?? "") + "."
    ]
    let level = NumberText100.text(evaluation.confidence)
    if evaluation.form == .binary {
      text.append("AUC with the \(level) interval of DeLong, DeLong and Clarke-Pearson.")
      text.append("Threshold: \(EvaluationFigure.words(source.rule)).")
    } else if evaluation.form == .multiLabel {
      text.append("Each label by itself; threshold: \(EvaluationFigure.words(source.rule)).")
    } else {
      text.append("Each class against the rest; the largest probability decides.")
    }
    text.append(
      """
      Average precision without interpolation. Shares with \(level) intervals of Wilson. \
      Calibration in \(command.bins) bins of equal width. Log loss in nats.
      """)
    return text
  }

  private var files: [(term: HTML, definition: HTML)] {
    func digest(_ path: String) -> HTML {
      path == "-"
        ? "read from standard input"
        : InputDigest.sha256(file: path).map { "SHA-256 " + .code($0) } ?? "SHA-256 unknown"
    }
    var files: [(term: HTML, definition: HTML)] = [
      ("model", .code(command.model) + ", " + digest(command.model)),
      ("data", .code(command.file) + ", " + digest(command.file)),
    ]
    let trained = model.source
    files.append(
      (
        "trained on",
        .code(trained.path)
          + (trained.sha256.map { ", SHA-256 " + .code($0) } ?? "")
          + ", by classify \(model.version)"
      ))
    return files
  }

  /// The command with what differs from its defaults, but for where the results went.
  private var repeated: String {
    var words = ["classify", "evaluate", command.model, command.file]
    func add(_ name: String, _ value: String?) {
      if let value { words += [name, value] }
    }
    add("--target", command.target)
    add("--sample-weight", command.sampleWeight)
    switch source.rule {
    case .fixed(let value): if value != 0.5 { add("--threshold", "\(value)") }
    case .maximumF1: add("--threshold", "f1")
    case .youden: add("--threshold", "youden")
    case .cost(let first, let second): add("--threshold", "cost:\(first),\(second)")
    }
    if command.bins != 10 { add("--bins", "\(command.bins)") }
    if command.confidence != 0.95 { add("--confidence", "\(command.confidence)") }
    if command.force { words.append("--force") }
    let input = command.input
    add("--format-in", input.formatIn?.rawValue)
    add("--delimiter", input.delimiter)
    add("--decimal", input.decimal)
    add("--missing-text", input.missingText)
    if let header = input.header { words.append(header ? "--header" : "--no-header") }
    if input.skipLines > 0 { add("--skip-lines", "\(input.skipLines)") }
    // Where the report went depends on the machine.
    add("--report", command.report.map { URL(filePath: $0).lastPathComponent })
    return words.map { ShellWord.quoted($0) }.joined(separator: " ")
  }

  // MARK: - Sources

  var citations: HTML {
    var items: [HTML] = [
      """
      the software: swift-logistic, growth curves and logistic regression in Swift; command \
      classify, version \(ClassifyCommand.version).
      """
    ]
    func add(_ text: String) { items.append(HTML(text)) }
    if source.evaluation.form == .binary {
      add(
        """
        the interval of the AUC: E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson (1988). Comparing the areas under \
        two or more correlated receiver operating characteristic curves: a nonparametric approach. \
        Biometrics 44, 837–845.
        """)
    }
    add(
      """
      the intervals of shares: E. B. Wilson (1927). Probable inference, the law of succession, and \
      statistical inference. Journal of the American Statistical Association 22, 209–212.
      """)
    add(
      """
      the Brier score: G. W. Brier (1950). Verification of forecasts expressed in terms of probability. \
      Monthly Weather Review 78, 1–3.
      """)
    if classifier.usesFirth {
      add(
        """
        the estimates: D. Firth (1993). Bias reduction of maximum likelihood estimates. Biometrika 80, \
        27–38.
        """)
    }
    return .list(items)
  }
}
