import ArgumentParser
import Classification
import CommandSupport
import Tables

/// `classify predict MODEL.json FILE`.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract:
      "The class and the probability of every class for each row, in the order of the rows.",
    discussion: """
      Reads the rows in pieces, gzip or not, so that they may be larger than memory. Columns that the model does \
      not know are passed over. A row with a missing value gets empty fields where the model was \
      trained with --missing drop.

        classify predict model.json new.csv -o predictions.csv
        zcat big.csv.gz | classify predict model.json -
      """)

  @Argument(help: "A model that classify train has written.")
  var model: String

  @Argument(help: "The rows: a table or a libsvm file; - reads a table from standard input.")
  var file: String

  @Option(
    parsing: .unconditional,
    help: """
      The least probability that makes a row one of the positive class, or of a label (default: \
      0.5).
      """)
  var threshold: Double?

  @Flag(help: "Use a model whose training failed.")
  var force = false

  @Option(name: .shortAndLong, help: "The file for the predictions (default: standard output).")
  var output: String?

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup var running: RunOptions

  func validate() throws {
    if let threshold, !(threshold >= 0 && threshold <= 1) {
      throw ValidationError("--threshold lies between 0 and 1")
    }
  }

  func run() throws {
    let trained = try ModelFile.read(model)
    try ModelFile.check(trained, model, force: force)
    if threshold != nil { try trained.classifier.checkThreshold() }
    let sink = try OutputSink(output)
    var writer = PredictionWriter(trained.classifier, threshold: threshold ?? 0.5)
    switch trained.input {
    case .sparse(let encoding):
      var rows = try SparseRowBlocks(file, encoding, input)
      while let design = try rows.next() {
        writer.append(
          design, complete: Array(0..<design.rowCount), rowCount: design.rowCount,
          threads: running.threadCount)
        try sink.write(writer.bytes)
        writer.removeAll()
      }
      rows.notes.forEach { running.note($0) }
    case .table(let encoding):
      guard !input.isSparse(file) else {
        throw CommandFailure(
          .wrongUsage, "\(file) is a libsvm file, and the model was trained on a table")
      }
      var rows = try ModelRows(input.reader(file, streams: true), encoding)
      while let block = try rows.next() {
        writer.append(
          block.design, complete: block.complete, rowCount: block.rowCount, threads: 1)
        if writer.bytes.count > 1 << 18 {
          try sink.write(writer.bytes)
          writer.removeAll()
        }
      }
      if rows.incompleteCount > 0 {
        running.note(
          "\(rows.incompleteCount) rows have no prediction: values are missing")
      }
    }
    try sink.write(writer.bytes)
    try sink.finish()
  }
}
