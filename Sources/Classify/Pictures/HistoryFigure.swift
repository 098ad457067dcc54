import Charts
import CommandSupport

/// Histories side by side: the objective above its minimum, the gradient, and the coefficients.
struct HistoryFigure {
  let runs: [HistoryRun]

  init(_ runs: [HistoryRun]) { self.runs = runs }

  /// Coefficients are drawn of so many runs, and of each so many.
  static let runLimit = 4
  static let coefficientLimit = 7

  /// The lowest objective that any run found, of each problem.
  private var minima: [String: Double] {
    Dictionary(runs.map { ($0.problem, $0.least) }, uniquingKeysWith: { min($0, $1) })
  }

  var figure: Figure {
    let charts = charts
    var figure = Figure(
      charts, columns: runs.count == 1 ? 3 : 2,
      title: runs.count > 1 ? "Training histories" : "Training history", notes: [note],
      width: runs.count == 1 ? .double : .millimetres(160))
    figure.legend = .automatic
    return figure
  }

  /// The objective and the gradient of all runs, and the coefficients of each.
  var charts: [Chart] {
    let minima = minima
    let objective = chart("Objective", "objective above its minimum") { run in
      run.objectives.map { $0 - (minima[run.problem] ?? 0) }
    }
    let gradient = chart("Gradient", "gradient norm") { $0.gradientNorms }
    return [objective, gradient] + runs.prefix(Self.runLimit).map { coefficients($0) }
  }

  private var aspect: Double { runs.count == 1 ? 1.2 : 0.8 }

  private func chart(
    _ title: String, _ label: String, _ values: (HistoryRun) -> [Double]
  ) -> Chart {
    Chart(
      title: title, x: passAxis(runs), y: Axis(label, scale: .logarithmic, hasGrid: true),
      layers: runs.enumerated().flatMap { k, run -> [Layer] in
        let name = runs.count > 1 ? run.name : nil
        // Below what a difference of doubles can tell there is only chance.
        let shown = values(run).map { $0 > 1e-18 ? $0 : .nan }
        let dash: Dash = k >= 7 ? .dashed : .solid
        let line = Layer.line(
          x: run.passes, y: shown, name: name, ink: .series(k), width: 1, dash: dash)
        guard run.passes.count <= 15 else { return [line] }
        return [
          line,
          .points(
            x: run.passes, y: shown, name: name, ink: .series(k), isFilled: true, size: 2),
        ]
      }, legend: .none, aspectRatio: aspect)
  }

  private func passAxis(_ runs: [HistoryRun]) -> Axis {
    let last = runs.flatMap(\.passes).max() ?? 1
    return Axis("passes over the rows", range: 0...max(last * 1.02, 1))
  }

  /// The largest at the end, the same ones for all runs.
  private var selection: [Int] {
    guard let first = runs.first else { return [] }
    let count = first.coefficientNames.count
    guard count > Self.coefficientLimit else { return Array(0..<count) }
    let sizes = (0..<count).map { first.coefficients[$0].last?.magnitude ?? 0 }
    return (0..<count).filter { first.coefficientNames[$0] != "(Intercept)" }
      .sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.prefix(Self.coefficientLimit).sorted()
  }

  private func coefficients(_ run: HistoryRun) -> Chart {
    let shown = selection.filter { $0 < run.coefficients.count }
    let dash: (Int) -> Dash = { $0 >= 7 ? .dashed : .solid }
    return Chart(
      title: runs.count > 1 ? "Coefficients, \(run.name)" : "Coefficients", x: passAxis([run]),
      y: Axis("coefficient"),
      layers: shown.enumerated().map { k, index in
        .line(
          x: run.passes, y: run.coefficients[index], ink: .series(k), width: 1, dash: dash(k),
          endLabel: Shortened.text(run.coefficientNames[index], 16))
      }, legend: .none, aspectRatio: aspect)
  }

  private var note: String {
    var text = "The minimum is the lowest objective that "
    text += runs.count > 1 ? "any of these runs found." : "this run found."
    if let count = runs.first?.coefficientNames.count, count > Self.coefficientLimit {
      text += " The \(selection.count) of \(count) coefficients that are largest at the end"
      text += runs.count > 1 ? " of \(runs[0].name)." : "."
    }
    if runs.count > Self.runLimit { text += " Coefficients of the first \(Self.runLimit) runs." }
    return text
  }
}
