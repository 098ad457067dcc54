import ArgumentParser
import Classification
import CommandSupport

/// `classify summary MODEL.json`.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "What a model says: coefficients, their errors, tests, and how training ended.")

  @Argument(help: "A model that classify train has written.")
  var model: String

  @Option(help: "The form of the result: table, csv or json.")
  var format: OutputOptions.Format = .table

  @Option(help: "The coverage of the Wald limits (default: that of the training).")
  var confidence: Double?

  @Option(name: .shortAndLong, help: "The file for the result (default: standard output).")
  var output: String?

  @OptionGroup(title: "Pictures") var plotting: PlotOption

  func validate() throws {
    if let confidence, !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
  }

  func run() throws {
    let trained = try ModelFile.read(model)
    let bytes = try ModelSummary(trained, confidence: confidence).bytes(format)
    try OutputFile.write(bytes, to: output)
    let picture = PendingPicture(plotting.plot)
    picture.set { CoefficientForest(ModelSummary(trained, confidence: confidence)).figure }
    let status = StatusText(trained.classifier)
    try picture.write(beside: status.failure)
    if let words = status.failure ?? status.remark { StandardStreams.note("classify: \(words)") }
  }
}
