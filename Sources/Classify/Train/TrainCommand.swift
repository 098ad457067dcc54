import ArgumentParser
import Classification
import CommandSupport
import Foundation

/// `classify train FILE --target COLUMN`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model and say what it is worth.",
    discussion: """
      Prints the summary of the model; -o writes the model as well. Ends with 1 where training \
      came to no estimate: not converged, separated, diverged.

        classify train spector.csv --target grade -o spector.json
        classify train a9a.libsvm --C 1
        classify train iris.csv --target species --multiclass one-vs-rest
        classify train spector.csv --target grade --plot coefficients.svg
        classify train huge.csv.gz --target y --stream --checkpoint huge.checkpoint -o huge.json
      """)

  @Argument(help: "The data: a table or a libsvm file; - reads a table from standard input.")
  var file: String

  @OptionGroup(title: "Columns") var columns: ColumnOptions
  @OptionGroup(title: "Training") var training: TrainingArguments
  @OptionGroup(title: "Steps") var steps: StepArguments
  @OptionGroup(title: "Larger than memory") var streaming: StreamArguments
  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Pictures") var pictures: PictureOptions<TrainingPart>
  @OptionGroup var running: RunOptions

  @Option(name: .customShort("o"), help: "The file for the model.")
  var model: String?

  @Option(help: "A CSV file with one row a pass over the data; of --stream without seconds.")
  var history: String?

  enum Inference: String, ExpressibleByArgument, CaseIterable {
    case auto
    case profile
    case wald
    case none
  }

  @Option(
    help: """
      What is said of the coefficients: profile (likelihood) or wald limits with standard errors \
      and tests, or none. auto: profile where that takes about a second at most.
      """)
  var inference: Inference = .auto

  @Flag(help: "Exit with 1 also where columns had nothing to add.")
  var strict = false

  mutating func validate() throws {
    try streaming.validate(&training, steps, columns, inference: inference, file: file)
    try steps.validate(with: training)
    try training.validateShare()
    try pictures.validate(history: history)
  }

  func run() throws {
    // Before the work: hours of training must not end at a wrong path.
    for path in [model, history, pictures.plot].compactMap({ $0 }) { try OutputFile.check(path) }
    if streaming.stream {
      let stream = try StreamTraining(self)
      let (trained, record) = try stream.run()
      try finish(trained, record) { stream.finish() }
    } else {
      let (trained, record) = try trained()
      try finish(trained, record)
    }
  }

  private func trained() throws -> (ClassifierModel, TrainingHistory?) {
    let learning = try LearningData.read(
      file, input, columns, threads: running.threadCount)
    learning.notes.forEach { running.note($0) }
    var record = history.map { _ in
      TrainingHistory(learning.data, training.multiclass, hasSteps: steps.historyInterval != nil)
    }
    let trainer = LogisticTrainer(
      try training.trainingOptions(learning.data, steps, threads: running.threadCount))
    let bar = ProgressBar(
      total: training.maxIterations ?? 100, noun: "passes", isQuiet: running.quiet)
    let classifier = trainer.train(learning.data) { progress in
      record?.append(progress)
      bar.update(min(progress.pass, training.maxIterations ?? 100))
    }
    bar.finish()
    let inferred = inferred(classifier, learning.data)
    let model = ClassifierModel(
      version: ClassifyCommand.version, target: learning.target, input: learning.input,
      classifier: classifier, inference: inferred,
      settings: .init(
        tolerance: training.tolerance, seed: UInt64(training.seed),
        sampleWeight: columns.sampleWeight,
        classWeight: columns.classWeight),
      source: learning.source(hasIntercept: training.intercept))
    return (model, record)
  }

  /// - Parameter written: called when all has been written.
  private func finish(
    _ trained: ClassifierModel, _ record: TrainingHistory?, written: () -> Void = {}
  ) throws {
    if let history, let record { try OutputFile.write(record.bytes, to: history) }
    if let model { try OutputFile.write(try SealedJSON.seal(trained), to: model) }
    let summary = ModelSummary(trained, confidence: output.confidence)
    try StandardStreams.write(try summary.bytes(output.format))
    written()
    try TrainingPicture.write(
      pictures, trained, confidence: output.confidence, file: file, input: input, history: history)

    let classifier = trained.classifier
    let reductions = classifier.reports.flatMap(\.stepReductions)
    if let first = reductions.first {
      running.note(
        "the objective grew beyond measure "
          + (reductions.count == 1 ? "" : "\(reductions.count) times, first ")
          + "in pass \(first.pass): smaller steps from the best point on")
    }
    let status = StatusText(classifier)
    if let words = status.failure {
      throw CommandFailure(.incomplete, words)
    }
    if let words = status.remark {
      running.note(words)
      if strict { throw CommandFailure(.incomplete, "") }
    }
  }

  private func inferred(_ classifier: TrainedClassifier, _ data: TrainingData) -> InferenceRecord? {
    if inference == .none { return nil }
    return InferenceRecord(
      ModelInference(
        classifier, data: data,
        options: InferenceOptions(
          confidence: output.confidence,
          computesProfiles: inference == .auto ? nil : inference == .profile,
          threads: running.threadCount)))
  }
}
