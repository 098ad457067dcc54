import Classification
import CommandSupport
import Foundation

/// `classify train --stream`.
struct StreamTraining {
  let command: TrainCommand
  private let learned: Learned

  /// What the first pass gives.
  private struct Learned {
    var source: any RowBlockSource
    var input: ClassifierModel.Input
    var target: ClassifierModel.Target
    var digest: Digest
    var droppedRowCount: Int
    var columnCount: Int
  }

  init(_ command: TrainCommand) throws {
    self.command = command
    let path = command.file
    if let type = Self.attributes(path)[.type] as? FileAttributeType, type != .typeRegular,
      type != .typeDirectory
    {
      throw CommandFailure(
        .wrongUsage,
        "\(path) can be read once only, and --stream reads it more often: save it to a file")
    }
    if command.input.isSparse(path) {
      _ = try SparseLearning(path, command.columns)
      let digest = Digest(path: path)
      let source = try SparseStream(learning: path, command.columns)
      learned = Learned(
        source: source, input: .sparse(source.encoding), target: source.target, digest: digest,
        droppedRowCount: 0, columnCount: source.encoding.columnCount)
      return
    }
    let reader = try command.input.reader(path, streams: true)
    let digest = Digest(path: path)
    var learning = try TableLearning(reader, command.columns, digest: digest)
    let table = try learning.readStream()
    table.notes.forEach { command.running.note($0) }
    learned = Learned(
      source: TableStream(path, command.input, command.columns, table),
      input: .table(table.encoding), target: table.target, digest: digest,
      droppedRowCount: table.droppedRowCount, columnCount: table.encoding.featureNames.count)
  }

  /// Of the file itself, not of a link to it.
  private static func attributes(_ path: String) -> [FileAttributeKey: Any] {
    let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    return (try? FileManager.default.attributesOfItem(atPath: file)) ?? [:]
  }

  func run() throws -> (model: ClassifierModel, history: TrainingHistory?) {
    let (training, running) = (command.training, command.running)
    let survey = try reading {
      try StreamSurvey(learned.source, threads: running.threadCount)
    }
    var trainer = StreamingTrainer(
      TrainingOptions(
        solver: command.steps.solver(training),
        penalty: training.penalty(totalWeight: survey.totalWeight),
        stopping: StoppingRule(tolerance: training.tolerance),
        hasIntercept: training.intercept, threads: running.threadCount),
      inference: command.inference == .none
        ? nil
        : InferenceOptions(
          confidence: command.output.confidence, computesProfiles: false,
          threads: running.threadCount))
    let blockRows =
      survey.isSparse ? BlockSize.rows : BlockSize.rows(columns: learned.columnCount)
    trainer.checkpointInterval = max(
      ((command.streaming.checkpointEvery ?? 1_000_000) + blockRows - 1) / blockRows, 1)

    var history = command.history.map { _ in TrainingHistory(stream: survey) }
    let (stored, store) = try checkpoint()
    let bar = ProgressBar(
      total: training.maxIterations ?? 20, noun: "passes", isQuiet: running.quiet)
    let result = try reading {
      try trainer.train(
        learned.source, survey: survey, from: stored?.training, store: store
      ) { progress in
        history?.append(progress)
        bar.update(min(progress.pass, training.maxIterations ?? 20))
      }
    }
    bar.finish()
    advise(result.classifier, trainer)
    return (model(result), history)
  }

  /// After all has been written.
  func finish() {
    if let path = command.streaming.checkpoint {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private func advise(_ classifier: TrainedClassifier, _ trainer: StreamingTrainer) {
    guard case .notConverged = classifier.status, classifier.penalty.lambda == 0,
      classifier.rowCount * learned.columnCount > trainer.largestLoad
    else { return }
    command.running.note(
      "whether the classes are separated takes all rows in memory and was not decided; where they "
        + "are, a penalty such as --lambda 0.001 gives an estimate")
  }

  private func model(_ result: StreamingTrainer.Result) -> ClassifierModel {
    let (survey, training) = (result.survey, command.training)
    return ClassifierModel(
      version: ClassifyCommand.version, target: learned.target, input: learned.input,
      classifier: result.classifier, inference: result.inference.map { InferenceRecord($0) },
      settings: .init(
        tolerance: training.tolerance, seed: UInt64(training.seed),
        sampleWeight: command.columns.sampleWeight, classWeight: command.columns.classWeight),
      source: .init(
        path: command.file, sha256: learned.digest.value, rowCount: survey.rowCount,
        droppedRowCount: learned.droppedRowCount, totalWeight: survey.totalWeight,
        classWeights: survey.classWeights,
        nullLogLikelihood: LearningData.nullLogLikelihood(
          classWeights: survey.classWeights, hasIntercept: training.intercept)))
  }

  // MARK: - Checkpoints

  private func checkpoint() throws -> (CheckpointFile?, ((StreamingCheckpoint) throws -> Void)?) {
    guard let path = command.streaming.checkpoint else { return (nil, nil) }
    let byteCount = (Self.attributes(command.file)[.size] as? NSNumber)?.intValue ?? 0
    let sha256 = learned.digest.value
    let options = command.resultOptions
    func file(_ training: StreamingCheckpoint) -> CheckpointFile {
      CheckpointFile(
        version: ClassifyCommand.version, byteCount: byteCount, sha256: sha256, options: options,
        training: training)
    }
    let stored = try CheckpointFile.read(path)
    if let stored {
      try stored.check(against: file(stored.training), path: path)
      let (epoch, block) = stored.training.position
      command.running.note(
        stored.training.isPolishing
          ? "going on behind the epochs, from \(path)"
          : "going on in epoch \(epoch + 1) behind \(block) blocks, from \(path)")
    }
    return (stored, { try file($0).write(to: path) })
  }

  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as StreamError {
      let text =
        switch error {
        case .noRows: "no rows are left to learn from"
        case .noWeight: "all rows have the weight 0"
        case .blocksDiffer, .rowsChanged: "the file changed while it was being read"
        case .otherCheckpoint: "the checkpoint is of another training"
        }
      throw CommandFailure(.badData, "\(command.file): \(text)")
    }
  }
}

extension TrainCommand {
  /// What the result of a streamed training depends on beside the data.
  fileprivate var resultOptions: [String: String] {
    let given: [(String, (any CustomStringConvertible)?)] = [
      ("--target", columns.target), ("--features", columns.features),
      ("--exclude", columns.exclude), ("--categorical", columns.categorical),
      ("--positive", columns.positive), ("--sample-weight", columns.sampleWeight),
      ("--class-weight", columns.classWeight), ("--missing", columns.missing.rawValue),
      ("--interactions", columns.interactions), ("--polynomial", columns.polynomial),
      ("--solver", training.solver), ("--lambda", training.lambda), ("--C", training.c),
      ("--intercept", training.intercept), ("--tolerance", training.tolerance),
      ("--epochs", training.maxIterations), ("--seed", training.seed),
      ("--learning-rate", steps.learningRate), ("--schedule", steps.schedule),
      ("--batch-size", steps.batchSize), ("--momentum", steps.momentum),
      ("--polish", steps.polish), ("--format-in", input.formatIn?.rawValue),
      ("--delimiter", input.delimiter), ("--decimal", input.decimal),
      ("--missing-text", input.missingText), ("--header", input.header),
      ("--skip-lines", input.skipLines), ("--history", history != nil),
      ("--inference", inference.rawValue), ("--confidence", output.confidence),
    ]
    return [String: String](
      uniqueKeysWithValues: given.compactMap { name, value in
        value.map { (name, $0.description) }
      })
  }
}
