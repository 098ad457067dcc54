import Charts
import Classification
import CommandSupport
import Foundation
import Reports

/// `classify evaluate --report`: everything about an evaluation in one page.
struct EvaluationPage {
  let source: EvaluationPictures
  let summary: ModelSummary
  let boundary: Chart?

  init(_ source: EvaluationPictures, boundary: Chart?) {
    self.source = source
    self.boundary = boundary
    summary = ModelSummary(source.model, confidence: nil)
  }

  private var evaluation: ClassificationEvaluation { source.evaluation }
  private var model: ClassifierModel { source.model }

  /// The pictures in the order in which they are drawn, by one process.
  private enum Drawing: Int, CaseIterable {
    case roc, precisionRecall, calibration, decisions, gains, boundary, coefficients
  }

  private func figure(_ drawing: Drawing) -> Figure? {
    let charts = EvaluationCharts(evaluation)
    func single(_ chart: Chart?) -> Figure? { chart.map { Figure($0) } }
    return switch drawing {
    case .roc: single(charts.roc)
    case .precisionRecall: single(charts.precisionRecall)
    case .calibration: single(charts.calibration)
    case .decisions:
      single(source.predictions.map { charts.thresholds($0, source.rule) } ?? charts.confusion)
    case .gains: single(charts.gains)
    case .boundary: single(boundary)
    case .coefficients: CoefficientForest(summary).figure
    }
  }

  func write(to path: String) throws(CommandFailure) {
    let figures = Drawing.allCases.compactMap { drawing in
      figure(drawing).map { (drawing, $0) }
    }
    let svgs: [String]
    let renderer = try Picture.renderer(for: path)
    do { svgs = try renderer.svgs(figures.map(\.1)) } catch { throw error.failure }
    let drawn = Dictionary(
      uniqueKeysWithValues: zip(figures.map(\.0), svgs).map { ($0, $1) })
    try OutputFile.write(page(drawn).bytes, to: path)
  }

  private func page(_ drawn: [Drawing: String]) -> ReportPage {
    func picture(_ drawing: Drawing, _ caption: HTML) -> HTML {
      drawn[drawing].map { .figure(svg: $0, caption: caption) } ?? .empty
    }
    let tables = EvaluationTables(evaluation)
    let isBinary = evaluation.form == .binary
    let percent = NumberText100.text(evaluation.confidence)
    var page = ReportPage(
      title: "Evaluation of \(source.names.model) on \(source.names.data)",
      subtitle: "classify \(ClassifyCommand.version)")
    page.append("Summary", id: "summary", EvaluationWords(source).html)
    page.append(
      "Ranking", id: "ranking",
      .paragraph(
        """
        The ROC curve shows for each threshold how many of the negative and of the positive rows \
        are called positive; precision and recall leave the negative rows that are left alone out \
        of sight, which matters where positive rows are rare.
        """)
        + .gallery(
          [
            picture(
              .roc,
              isBinary
                ? "ROC curve; its area (AUC) with the \(percent) interval of DeLong."
                : "ROC curves, each class against the rest."),
            picture(
              .precisionRecall,
              isBinary
                ? "Precision against recall; dashed, the precision of calling every row positive."
                : "Precision against recall, each class against the rest."),
            picture(.gains, "The share of the positive rows among those ranked highest."),
          ]))
    page.append(
      "Calibration", id: "calibration",
      picture(
        .calibration,
        isBinary
          ? """
          Observed shares in bins of the predicted probability, \(percent) intervals of Wilson; \
          beneath, how many rows each bin holds.
          """
          : "Observed shares in bins of the predicted probability.") + tables.calibration)
    page.append(
      "Decisions", id: "decisions",
      tables.confusion + tables.classes
        + picture(
          .decisions,
          isBinary
            ? "What each threshold gives; the dashed line is the one chosen."
            : "What was predicted of each class, by the share of its rows."))
    page.append("Thresholds", id: "thresholds", tables.thresholds)
    page.append(
      "Decision boundary", id: "boundary",
      picture(.boundary, HTML(BoundaryChart.note(isBinary: isBinary))))
    page.append(
      "Coefficients", id: "coefficients",
      (source.failure.map { .paragraph(.badge("no estimates", .bad) + " \($0)") } ?? .empty)
        + picture(.coefficients, .empty) + CoefficientTable(summary).html)
    let methods = MethodsText(source, summary)
    page.append("Methods", id: "methods", methods.html)
    page.append("How to cite", id: "cite", methods.citations)
    return page
  }
}
