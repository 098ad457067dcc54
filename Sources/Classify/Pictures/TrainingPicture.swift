import ArgumentParser
import Charts
import Classification
import CommandSupport

/// What `classify train --plot` can draw.
enum TrainingPart: String, PicturePart {
  case coefficients
  case boundary
  case history

  static let help = """
    What --plot draws, separated by commas: \(allCases.map(\.rawValue).joined(separator: ", ")). \
    Default: with --history the history; else the coefficients, and beside them the boundary where \
    the model has two columns of numbers and nothing else.
    """
}

extension PictureOptions<TrainingPart> {
  /// Refuses, before any work, to draw a history that is not kept.
  func validate(history: String?) throws {
    if history == nil, try parts()?.contains(.history) ?? false {
      throw ValidationError("--picture history needs the history: keep it with --history FILE.csv")
    }
  }
}

/// The picture of a training.
struct TrainingPicture {
  let summary: ModelSummary
  let boundary: BoundaryRows?
  let history: [HistoryRun]

  private var model: ClassifierModel { summary.model }

  /// Draws what was asked for. A failed status is said even where the picture cannot be drawn.
  static func write(
    _ options: PictureOptions<TrainingPart>, _ model: ClassifierModel, confidence: Double,
    file: String, input: InputOptions, history: String?
  ) throws {
    guard let path = options.plot else { return }
    do throws(CommandFailure) {
      let parts: [TrainingPart]?
      do { parts = try options.parts() } catch {
        throw CommandFailure(.wrongUsage, "\(error)")
      }
      var runs: [HistoryRun] = []
      if let history, parts?.contains(.history) ?? true {
        runs = try HistoryFile.read(history).runs
      }
      let wantsHistory = parts?.contains(.history) ?? !runs.isEmpty
      let wantsBoundary = parts?.contains(.boundary) ?? !wantsHistory
      let picture = TrainingPicture(
        summary: ModelSummary(model, confidence: confidence),
        boundary: wantsBoundary
          ? try BoundaryRows.read(
            model, file, input, target: nil, expected: model.source.rowCount) : nil,
        history: runs)
      try Picture.write(try picture.figure(parts), to: path)
    } catch {
      if let words = StatusText(model.classifier).failure {
        StandardStreams.note("classify: \(words)")
      }
      throw error
    }
  }

  private func figure(_ parts: [TrainingPart]?) throws(CommandFailure) -> Figure {
    let forest = CoefficientForest(summary)
    let plane = boundary.flatMap { BoundaryChart.chart(model, $0) }
    let parts = parts ?? defaults(plane)
    if parts == [.coefficients] { return forest.figure }
    if parts == [.history] {
      var figure = HistoryFigure(history).figure
      figure.title = title
      if let words = StatusText(model.classifier).failure {
        figure.notes.insert(words, at: 0)
      }
      return figure
    }
    var charts: [Chart] = []
    var notes = forest.notes
    for part in parts {
      switch part {
      case .coefficients:
        charts += forest.charts.map { chart in
          var chart = chart
          chart.title = chart.title ?? "Coefficients"
          chart.aspectRatio = 1
          return chart
        }
      case .boundary:
        guard let plane else {
          throw CommandFailure(
            .wrongUsage,
            "--picture boundary needs a model of two columns of numbers and nothing else, learned "
              + "from a file")
        }
        charts.append(plane)
        notes.append(BoundaryChart.note(isBinary: model.classifier.form == .binary))
      case .history: charts += HistoryFigure(history).charts
      }
    }
    guard charts.count > 1 else { return Figure(charts[0], notes: notes) }
    let columns = charts.count == 4 ? 2 : min(charts.count, 3)
    return Figure(
      charts, columns: columns, title: title, notes: notes,
      width: columns == 2 ? .millimetres(150) : .double)
  }

  private func defaults(_ plane: Chart?) -> [TrainingPart] {
    if !history.isEmpty { return [.history] }
    return plane == nil ? [.coefficients] : [.coefficients, .boundary]
  }

  private var title: String {
    let target = model.target.columns.joined(separator: ", ")
    let status = model.classifier.status
    return status.isSuccess
      ? "\(target), trained by \(summary.solverName)" : "\(target): no estimates, \(status.name)"
  }
}
