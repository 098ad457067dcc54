import Charts
import Classification
import CommandSupport
import Foundation

/// The coefficients with their intervals as odds ratios on a logarithmic axis, a panel for each class
/// where there are several scores.
struct CoefficientForest {
  let summary: ModelSummary
  /// The features that are shown, in the order of the model.
  private let features: [String]
  private let rows: [String: [String: ModelSummary.Row]]
  private let outputs: [String?]

  init(_ summary: ModelSummary) {
    self.summary = summary
    let all = summary.rows.filter { $0.name != ModelInference.interceptName }
    var outputs: [String?] = []
    var rows: [String: [String: ModelSummary.Row]] = [:]
    var merits: [String: Double] = [:]
    var names: [String] = []
    for row in all {
      if !outputs.contains(row.output) { outputs.append(row.output) }
      if merits[row.name] == nil { names.append(row.name) }
      rows[row.output ?? "", default: [:]][row.name] = row
      let merit = (row.z ?? row.estimate).magnitude
      merits[row.name] = max(merits[row.name] ?? 0, merit.isNaN ? 0 : merit)
    }
    // Only zeros: a softmax without a penalty compares with its first class.
    self.outputs = outputs.filter { output in
      outputs.count == 1 || rows[output ?? ""]!.values.contains { $0.estimate != 0 }
    }
    self.rows = rows
    let limit = self.outputs.count == 1 ? 30 : self.outputs.count <= 3 ? 20 : 12
    if names.count > limit {
      let largest = Set(
        names.indices.sorted { (-merits[names[$0]]!, $0) < (-merits[names[$1]]!, $1) }
          .prefix(limit))
      features = names.indices.filter(largest.contains).map { names[$0] }
    } else {
      features = names
    }
    total = names.count
  }

  private let total: Int

  private var hasErrors: Bool { summary.rows.contains { $0.standardError != nil } }
  private var hasProfiles: Bool { summary.rows.contains { $0.profileLower != nil } }
  private var isFailed: Bool { !summary.classifier.status.isSuccess }

  var figure: Figure {
    let charts = charts
    let title = isFailed ? "No estimates: \(summary.classifier.status.name)" : self.title
    let subtitle = isFailed ? self.title : nil
    guard charts.count > 1 else {
      var chart = charts.first ?? empty
      chart.aspectRatio = ratio(width: longest > 18 ? 120 : 85)
      chart.title = title
      chart.subtitle = subtitle ?? (chart.title == title ? chart.subtitle : nil)
      return Figure(
        chart, notes: notes, width: longest > 18 ? .millimetres(120) : .single)
    }
    let columns = charts.count > 6 ? 4 : min(charts.count, 3)
    let ratio = ratio(width: 180, columns: Double(columns))
    let shaped = charts.map { chart in
      var chart = chart
      chart.aspectRatio = ratio
      return chart
    }
    var figure = Figure(
      shaped, columns: columns, title: title, subtitle: subtitle, notes: notes, sharesX: true,
      sharesY: true, width: .double)
    figure.legend = .none
    return figure
  }

  /// Of the height of a panel to its width, by which a row has its millimetres.
  private func ratio(width: Double, columns: Double = 1) -> Double {
    let panel = max((width - 8 - 1.2 * Double(min(longest, 28))) / columns - 3, 12)
    return min(4.2 * (Double(features.count) + 0.6) / panel, 4)
  }

  private var longest: Int { features.map(\.count).max() ?? 0 }

  private var empty: Chart {
    Chart(
      x: Axis("odds ratio"), y: Axis(range: 0...1, ticks: []),
      layers: [.text("no columns", x: 0.5, y: 0.5)])
  }

  /// One a score.
  var charts: [Chart] {
    features.isEmpty ? [] : outputs.map { chart($0) }
  }

  /// Odds ratios where they fit on an axis; else the coefficients themselves.
  private var usesOddsRatios: Bool {
    let values = outputs.flatMap { output in
      features.compactMap { rows[output ?? ""]?[$0] }.flatMap { row -> [Double] in
        let limits = limits(row)
        return [row.estimate, limits?.lower ?? 0, limits?.upper ?? 0]
      }
    }
    .filter(\.isFinite)
    return (values.max() ?? 0) - (values.min() ?? 0) < 46
  }

  private func limits(_ row: ModelSummary.Row) -> (lower: Double, upper: Double)? {
    guard !isFailed else { return nil }
    if hasProfiles {
      guard row.profileLower != nil || row.profileUpper != nil else { return nil }
      return (row.profileLower ?? -.infinity, row.profileUpper ?? .infinity)
    }
    return row.lower.flatMap { lower in row.upper.map { (lower, $0) } }
  }

  private func chart(_ output: String?) -> Chart {
    let usesOddsRatios = usesOddsRatios
    func place(_ value: Double) -> Double { usesOddsRatios ? exp(value) : value }
    let entries = features.enumerated().compactMap { index, name in
      rows[output ?? ""]?[name].map { (y: -Double(index), row: $0) }
    }
    var layers: [Layer] = [.rule(x: place(0), dash: .solid)]
    let known = entries.filter { limits($0.row) != nil }
    let others = entries.filter { limits($0.row) == nil }
    if !known.isEmpty {
      layers.append(
        .points(
          x: known.map { place($0.row.estimate) }, y: known.map(\.y),
          xLimits: known.map { entry in
            let limits = limits(entry.row)!
            return (place(limits.lower), place(limits.upper))
          }, ink: .blue, shape: .square, isFilled: true, size: 3.5))
    }
    if !others.isEmpty {
      layers.append(
        .points(
          x: others.map { place($0.row.estimate) }, y: others.map(\.y),
          ink: isFailed ? .grey : .blue, shape: isFailed ? .cross : .circle, size: 3.5))
    }
    let names = features.map { Shortened.text($0, 28) }
    return Chart(
      title: output.map { Shortened.text($0, 24) },
      x: usesOddsRatios
        ? Axis("odds ratio", unit: "per unit", scale: .logarithmic)
        : Axis("coefficient", unit: "log odds per unit"),
      y: Axis(
        range: (0.6 - Double(features.count))...0.6,
        ticks: names.enumerated().map { Tick(-Double($0), $1) }),
      layers: layers, legend: .none)
  }

  private var title: String {
    let classifier = summary.classifier
    let target = summary.model.target.columns.joined(separator: ", ")
    return switch classifier.form {
    case .binary: "\(target): odds of '\(classifier.classNames[1])'"
    case .softmax:
      classifier.penalty.lambda > 0
        ? "\(target): odds of each class" : "\(target): odds against '\(classifier.classNames[0])'"
    case .oneVsRest: "\(target): odds of each class against the rest"
    case .multiLabel: "odds of each label"
    }
  }

  /// What the estimates are, and how training ended.
  var notes: [String] {
    let classifier = summary.classifier
    var notes: [String] = []
    if let words = StatusText(classifier).failure { notes.append(words) }
    var text: [String] = []
    if total > features.count {
      text.append(
        "The \(features.count) of \(total) columns with the largest "
          + (hasErrors ? "|z|" : "coefficients") + ", in the order of the model.")
    }
    if hasErrors && !isFailed {
      text.append(
        "Estimates with \(ShortNumber.percent(summary.confidence)) "
          + (hasProfiles ? "profile likelihood" : "Wald") + " intervals.")
    } else if let refusal = summary.model.inference?.problems.first?.refusal, !isFailed {
      text.append("No intervals: \(refusal).")
    }
    text.append(MethodWords.estimation(summary.model) + ".")
    text.append("\(summary.model.source.rowCount) rows.")
    text.append(
      "Status: \(classifier.status.name) by \(summary.solverName) in \(summary.passes) passes.")
    notes.append(text.joined(separator: " "))
    return notes
  }
}

/// How a model was estimated, in words.
enum MethodWords {
  static func estimation(_ model: ClassifierModel) -> String {
    let classifier = model.classifier
    let penalty = classifier.penalty
    if classifier.usesFirth { return "Firth's penalised likelihood" }
    guard penalty.lambda > 0 else { return "Maximum likelihood, no penalty" }
    let lambda = ShortNumber.text(penalty.lambda, 4)
    switch penalty.l1Ratio {
    case 0: return "Ridge penalty, λ = \(lambda)"
    case 1: return "Lasso penalty, λ = \(lambda)"
    default:
      return "Elastic net, λ = \(lambda), share of absolute values "
        + ShortNumber.text(penalty.l1Ratio, 3)
    }
  }
}
