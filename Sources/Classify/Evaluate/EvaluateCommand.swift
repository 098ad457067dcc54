public import ArgumentParser
public import Classification
import CommandSupport

/// `classify evaluate MODEL.json FILE`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "What the predictions of a model are worth on rows whose classes are known.",
    discussion: """
        classify evaluate model.json test.csv
        classify evaluate model.json test.csv --threshold cost:1,10 --format json
        classify evaluate model.json test.csv --plot curves.pdf --picture roc,calibration
        classify evaluate model.json test.csv --report report.html
      """)

  @Argument(help: "A model that classify train has written.")
  var model: String

  @Argument(help: "The rows, best not those of the training.")
  var file: String

  @Option(help: "The column of the classes (default: as in the training).")
  var target: String?

  @Option(help: "The column that says how much each row counts.")
  var sampleWeight: String?

  @Option(
    help: """
      Where to decide: a probability (default: 0.5), f1, youden, or \
      cost:FALSE-POSITIVE,FALSE-NEGATIVE.
      """)
  var threshold: ThresholdRule?

  @Option(help: "Bins of the calibration curve.")
  var bins = 10

  @Option(help: "The coverage of the intervals.")
  var confidence = 0.95

  @Flag(help: "The points of the ROC and precision-recall curves as well (JSON).")
  var curves = false

  @Flag(help: "Use a model whose training failed.")
  var force = false

  @Option(help: "The form of the result: table, csv or json.")
  var format: OutputOptions.Format = .table

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @OptionGroup(title: "Pictures") var pictures: PictureOptions<EvaluationPart>

  @Option(help: "A page of everything with pictures, in one file that ends in .html.")
  var report: String?

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup var running: RunOptions

  func validate() throws {
    if !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
    try EvaluationPictures.check(report: report)
    if !(1...10_000).contains(bins) { throw ValidationError("--bins takes a number from 1 up") }
  }

  func run() throws {
    let trained = try ModelFile.read(model)
    try ModelFile.check(trained, model, force: force)
    if threshold != nil { try trained.classifier.checkThreshold() }
    let rows = try LabelledRows.read(
      trained, file, input, target: target, weight: sampleWeight, threads: running.threadCount)
    rows.notes.forEach { running.note($0) }
    let evaluation: ClassificationEvaluation
    do throws(EvaluationError) {
      evaluation = try ClassificationEvaluation(
        form: trained.classifier.form, classNames: trained.classifier.classNames,
        scores: rows.scores, response: rows.response, weights: rows.weights,
        options: EvaluationOptions(
          confidence: confidence, threshold: threshold ?? .fixed(0.5), binning: .equalWidth(bins)),
        threads: running.threadCount)
    } catch {
      throw CommandFailure(.badData, "\(file): \(error)")
    }
    let report = EvaluationReport(evaluation, path: file, includesCurves: curves)
    let bytes = try report.bytes(format)
    try OutputFile.write(bytes, to: output)
    try EvaluationPictures(self, trained, rows, evaluation).write()
  }
}

extension ThresholdRule: ExpressibleByArgument {
  public init?(argument: String) {
    switch argument {
    case "f1": self = .maximumF1
    case "youden": self = .youden
    default:
      if let value = Double(argument), value >= 0, value <= 1 {
        self = .fixed(value)
      } else if argument.hasPrefix("cost:") {
        let costs = argument.dropFirst(5).split(separator: ",").map { Double($0) }
        guard costs.count == 2, let first = costs[0], let second = costs[1], first > 0,
          second > 0, first.isFinite, second.isFinite
        else { return nil }
        self = .cost(falsePositive: first, falseNegative: second)
      } else {
        return nil
      }
    }
  }
}
