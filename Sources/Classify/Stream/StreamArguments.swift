import ArgumentParser
import Classification

/// Training on a file that is larger than memory.
struct StreamArguments: ParsableArguments {
  @Flag(
    help: """
      Train in passes over the file in bounded memory, with sgd, asgd, svrg, adagrad or adam, and \
      end with batch passes to the minimum. Rows are visited at random within blocks of 65,536, \
      blocks in the order of the file: shuffle a file that is sorted.
      """)
  var stream = false

  @Option(
    help: """
      A file that --stream keeps up to date, and goes on from where it was interrupted: the result \
      is the same to the byte. Removed when training is done.
      """)
  var checkpoint: String?

  @Option(
    help: """
      Write the checkpoint every so many rows (default: a million), beside after each pass.
      """)
  var checkpointEvery: Int?

  /// Refuses what passes over a file have no way for, and says what to do.
  func validate(
    _ training: inout TrainingArguments, _ steps: StepArguments, _ columns: ColumnOptions,
    inference: TrainCommand.Inference, file: String
  ) throws {
    guard stream else {
      if checkpoint != nil || checkpointEvery != nil {
        throw ValidationError("--checkpoint and --checkpoint-every are for --stream")
      }
      return
    }
    if checkpointEvery != nil, checkpoint == nil {
      throw ValidationError("--checkpoint-every needs the file of --checkpoint")
    }
    if let checkpointEvery, checkpointEvery < 1 {
      throw ValidationError("--checkpoint-every takes a number from 1 up")
    }
    if file == "-" {
      throw ValidationError("--stream reads the file more than once: save standard input to a file")
    }
    if training.firth {
      throw ValidationError("--firth needs all rows in memory; with --stream take --lambda")
    }
    if training.solver == "auto" { training.solver = "sgd" }
    guard Solvers.named(training.solver) is any StochasticSolver, training.solver != "saga" else {
      throw ValidationError(
        "\(training.solver) needs all rows in memory; --stream goes with sgd, asgd, svrg, adagrad "
          + "or adam, and ends with batch passes to the same minimum")
    }
    if training.l1Ratio > 0 {
      throw ValidationError(
        "--l1-ratio needs all rows in memory; --stream takes a penalty of squares (--lambda)")
    }
    if training.multiclass == .oneVsRest || columns.multiLabel {
      throw ValidationError(
        "--stream trains one model: softmax of several classes, or one label at a time "
          + "(--target)")
    }
    if steps.plain { throw ValidationError("--plain needs all rows in memory; leave --stream") }
    if steps.historyInterval != nil {
      throw ValidationError(
        "each row of --history-interval would cost a pass over the file; --history alone has one "
          + "a pass")
    }
    if inference == .profile {
      throw ValidationError(
        "profile limits take some ten passes a coefficient; with --stream say --inference wald")
    }
  }
}
