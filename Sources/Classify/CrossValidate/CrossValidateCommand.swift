public import ArgumentParser
public import Classification
import CommandSupport

/// `classify cross-validate FILE --target COLUMN`.
struct CrossValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cross-validate",
    abstract:
      "How well models trained on some of the rows predict the others; which penalty to take.",
    discussion: """
      Folds are drawn by --seed, each class spread evenly over them, or with --group all rows of a \
      group in one. --path goes through values of λ and names the best.

        classify cross-validate pima.csv --target type
        classify cross-validate pima.csv --target type --path --l1-ratio 1 --plot path.svg
      """)

  @Argument(help: "The data: a table or a libsvm file; - reads a table from standard input.")
  var file: String

  @Option(help: "How many folds.")
  var folds = 10

  @Option(help: "The column whose equal values stay in one fold.")
  var group: String?

  @Flag(help: "Go through values of the penalty's weight λ.")
  var path = false

  @Option(help: "What --path compares: log-loss, brier or error.")
  var measure: PathCrossValidation.Measure = .logLoss

  @Option(help: "How many values of λ.")
  var pathLength = 100

  @OptionGroup(title: "Columns") var columns: ColumnOptions
  @OptionGroup(title: "Training") var training: TrainingArguments
  @OptionGroup(title: "Steps") var steps: StepArguments
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Pictures") var plotting: PlotOption
  @OptionGroup var running: RunOptions

  @Option(name: .customShort("o"), help: "The file for the result (default: standard output).")
  var destination: String?

  func validate() throws {
    if folds < 2 { throw ValidationError("--folds takes a number from 2 up") }
    if pathLength < 1 { throw ValidationError("--path-length takes a number from 1 up") }
    if path, training.lambda != nil || training.c != nil {
      throw ValidationError("--path chooses λ; leave --lambda and --C away")
    }
    if path, training.firth { throw ValidationError("--path and --firth do not go together") }
    if steps.plain { throw ValidationError("--plain is for classify train") }
    try steps.validate(with: training)
    if !path { try training.validateShare() }
  }

  func run() throws {
    if let plot = plotting.plot { try OutputFile.check(plot) }
    if let destination { try OutputFile.check(destination) }
    let learning = try LearningData.read(
      file, input, columns, group: group, threads: running.threadCount)
    learning.notes.forEach { running.note($0) }
    let drawn = try drawFolds(learning)
    let options = try training.trainingOptions(
      learning.data, steps, threads: running.threadCount)
    let picture = PendingPicture(plotting.plot)
    let (bytes, failed) =
      try path
      ? pathReport(learning, drawn, options, picture)
      : foldReport(learning, drawn, options, picture)
    try OutputFile.write(bytes, to: destination)
    try picture.write(beside: failed)
    if let failed { throw CommandFailure(.incomplete, failed) }
  }

  /// The report, and why some training failed.
  private func pathReport(
    _ learning: LearningData, _ drawn: Folds, _ options: TrainingOptions,
    _ picture: PendingPicture
  ) throws(CommandFailure) -> ([UInt8], String?) {
    let found: PathCrossValidation
    do throws(EvaluationError) {
      found = try PathCrossValidation(
        learning.data, folds: drawn, measure: measure,
        options: PenaltyPathOptions(l1Ratio: training.l1Ratio, count: pathLength),
        training: options)
    } catch {
      throw CommandFailure(.badData, "\(file): \(error)")
    }
    if !found.unusableFolds.isEmpty {
      let numbers = found.unusableFolds.map { "\($0 + 1)" }.joined(separator: ", ")
      running.note(
        "no λ gave a model without fold \(numbers), which the means leave out: "
          + (StatusText(.worst(found.unusableFolds.flatMap { found.foldStatuses[$0] })).failure
            ?? "its rows have the weight 0"))
    }
    picture.set { PathFigure(found: found, data: learning.data, path: file).figure }
    return (
      try PathReport(found, path: file).bytes(output.format),
      found.best == nil ? "no value of λ gave a model for each fold: they cannot be compared" : nil
    )
  }

  private func foldReport(
    _ learning: LearningData, _ drawn: Folds, _ options: TrainingOptions,
    _ picture: PendingPicture
  ) throws(CommandFailure) -> ([UInt8], String?) {
    let found: CrossValidation
    do throws(EvaluationError) {
      found = try CrossValidation(
        learning.data, folds: drawn, options: options,
        evaluation: EvaluationOptions(confidence: output.confidence))
    } catch {
      throw CommandFailure(.badData, "\(file): \(error)")
    }
    picture.set { FoldFigure(found: found, path: file).figure }
    let failed = found.failedFolds.count
    return (
      try FoldReport(found, path: file).bytes(output.format),
      failed == 0
        ? nil
        : "training failed in \(failed) of \(drawn.count) folds: "
          + (StatusText(found.status, form: found.evaluation.form).failure ?? "")
    )
  }

  private func drawFolds(_ learning: LearningData) throws(CommandFailure) -> Folds {
    do {
      if let groups = learning.groups {
        return try Folds.grouped(groups: groups.map { Int($0) }, count: folds, seed: training.seed)
      }
      return try learning.data.folds(count: folds, seed: training.seed)
    } catch {
      let text =
        switch error {
        case .tooFewRows(let rows, let folds): "\(rows) rows are too few for \(folds) folds"
        case .tooFewGroups(let groups, let folds): "\(groups) groups are too few for \(folds) folds"
        default: "\(error)"
        }
      throw CommandFailure(.badData, "\(file): \(text)")
    }
  }
}

extension PathCrossValidation.Measure: ExpressibleByArgument {}
