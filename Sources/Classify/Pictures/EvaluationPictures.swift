import ArgumentParser
import Charts
import Classification
import CommandSupport
import Foundation

/// What `classify evaluate` writes beside its numbers: a picture and a report.
struct EvaluationPictures {
  let command: EvaluateCommand
  let model: ClassifierModel
  let rows: LabelledRows
  let evaluation: ClassificationEvaluation

  init(
    _ command: EvaluateCommand, _ model: ClassifierModel, _ rows: LabelledRows,
    _ evaluation: ClassificationEvaluation
  ) {
    self.command = command
    self.model = model
    self.rows = rows
    self.evaluation = evaluation
  }

  func write() throws {
    let parts = try command.pictures.parts()
    let wantsBoundary = command.report != nil || parts?.contains(.boundary) ?? true
    guard command.pictures.plot != nil || command.report != nil else { return }
    let points =
      wantsBoundary
      ? try BoundaryRows.read(
        model, command.file, command.input, target: command.target,
        expected: evaluation.rowCount) : nil
    let boundary = points.flatMap { BoundaryChart.chart(model, $0) }
    if let path = command.pictures.plot {
      let figure = EvaluationFigure(
        evaluation: evaluation, rule: rule, predictions: predictions, boundary: boundary,
        title: "\(names.model) on \(names.data)", failure: failure)
      try Picture.write(try figure.figure(parts), to: path)
    }
    if let path = command.report { try EvaluationPage(self, boundary: boundary).write(to: path) }
  }

  /// Refuses what is no page's name, before any work.
  static func check(report path: String?) throws {
    guard let path else { return }
    let name = path.lowercased()
    guard name.hasSuffix(".html") || name.hasSuffix(".htm") else {
      throw ValidationError(
        "--report writes a page: its file ends in .html, and '\(path)' does not")
    }
  }

  var rule: ThresholdRule { command.threshold ?? .fixed(0.5) }

  /// Of two classes.
  var predictions: BinaryPredictions? {
    guard evaluation.form == .binary, case .classes(let labels) = rows.response else { return nil }
    return try? BinaryPredictions(
      scores: rows.scores, labels: labels.map { $0 == 1 }, weights: rows.weights)
  }

  /// Of the files, without their folders.
  var names: (model: String, data: String) {
    func name(_ path: String) -> String {
      path == "-" ? "standard input" : URL(filePath: path).lastPathComponent
    }
    return (name(command.model), name(command.file))
  }

  var failure: String? { StatusText(model.classifier).failure }
}
