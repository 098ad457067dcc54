import GrowthCurves
import Reports

/// What a reader should know first: what was fitted, how it went, and what to look at.
struct ReportSummary {
  private let report: HTMLReport
  private let items: [ReportItem]
  private let replicates: ReplicateAnalysis?
  private var noun: (one: String, many: String) {
    replicates == nil ? ("series", "series") : ("group of replicates", "groups of replicates")
  }

  init(_ report: HTMLReport, _ items: [ReportItem], _ replicates: ReplicateAnalysis?) {
    self.report = report
    self.items = items
    self.replicates = replicates
  }

  /// How many series a row of the table names.
  static let mostNames = 24

  var html: HTML {
    lead + facts + (items.count > 1 ? urgent + verdicts : .empty)
  }

  private var lead: HTML {
    guard items.count > 1 else {
      guard let item = items.first else { return .empty }
      return .paragraph(
        "\(HTML.strong(HTML(item.name))): \(item.fit.verdicts.badges) "
          + item.fit.verdicts.map { HTML($0.explanation) }.joined(separator: "; ") + ".")
    }
    let good = items.count { $0.attention == .none }
    let silent = items.count { $0.attention == .noGrowth }
    let needing = items.count - good - silent
    var parts: [HTML] = []
    if good > 0 {
      parts.append(
        "\(good) \(good == 1 ? "is" : "are") fit to use as \(good == 1 ? "it is" : "they are")")
    }
    if needing > 0 {
      parts.append("\(needing) \(needing == 1 ? "needs" : "need") a look before use")
    }
    if silent > 0 { parts.append("\(silent) \(silent == 1 ? "shows" : "show") no growth") }
    return .paragraph(
      "Of \(HTML.strong("\(counted(items.count, noun.one, noun.many))")), "
        + parts.joined(separator: ", ") + ".")
  }

  private var facts: HTML {
    let context = report.context
    let models = context.fitting.models
    let first = models[0]
    var facts: [(term: HTML, definition: HTML)] = [
      ("Input", .code(context.path)),
      ("Series", "\(counted(items.count, noun.one, noun.many)) against \(context.timeLabel)"),
    ]
    if models.count == 1 {
      facts.append(("Model", "\(first.name): N(t) = \(HTML.code(first.formula))"))
    } else {
      let names = models.map { HTML($0.name) }.joined(separator: ", ")
      facts.append(("Models", "the best by AICc of \(names)"))
    }
    if items.count == 1, let item = items.first {
      if models.count > 1 { facts.append(("Chosen", HTML(item.fit.model.name))) }
      facts.append(("Observations", HTML(ItemText.observations(item.fit))))
    }
    return .definitions(facts)
  }

  // MARK: - Verdicts

  private struct Count {
    var verdict: Verdict
    var explanations: [String]
    var items: [Int]
  }

  private var verdicts: HTML {
    var counts: [Count] = []
    for (index, item) in items.enumerated() {
      for verdict in item.fit.verdicts {
        let found = counts.firstIndex { $0.verdict.description == verdict.description }
        let place = found ?? counts.count
        if found == nil { counts.append(Count(verdict: verdict, explanations: [], items: [])) }
        counts[place].items.append(index)
        // The first, and whether there are others.
        if counts[place].explanations.count < 2,
          !counts[place].explanations.contains(verdict.explanation)
        {
          counts[place].explanations.append(verdict.explanation)
        }
      }
    }
    counts.sort {
      (Attention($0.verdict), -$0.items.count, $0.verdict.description)
        < (Attention($1.verdict), -$1.items.count, $1.verdict.description)
    }
    return .heading("Verdicts", level: 3)
      + .paragraph("The most urgent first; a fit can have several.")
      + .definitions(
        counts.map { count in
          let names = count.items.prefix(Self.mostNames).map { index in
            HTML.link(HTML(items[index].name), to: HTMLReport.id(index))
          }.joined(separator: ", ")
          let more = count.items.count - Self.mostNames
          let example = count.explanations.count > 1 ? "for the first, " : ""
          return (
            "\([count.verdict].badges) × \(count.items.count)",
            "\(example + count.explanations[0]): \(names)\(more > 0 ? " and \(more) more" : "")"
          )
        })
  }

  /// The few to look at first.
  private var urgent: HTML {
    let needing = items.indices.filter { items[$0].attention.isNeeded }
      .sorted { (items[$0].attention, severity($0), $0) < (items[$1].attention, severity($1), $1) }
    guard needing.count > 0,
      needing.count < items.count
        || items[needing[0]].attention != items[needing[needing.count - 1]].attention
    else { return .empty }
    let links = needing.prefix(10).map { index in
      HTML.link(HTML(items[index].name), to: HTMLReport.id(index))
        + " (\(items[index].fit.foremostVerdict.description))"
    }
    return .paragraph("\(HTML.strong("Look first at")) \(links.joined(separator: ", ")).")
  }

  /// More verdicts, then a worse fit.
  private func severity(_ index: Int) -> Double {
    let fit = items[index].fit
    return -Double(fit.verdicts.count) * 10 + (fit.statistics?.rSquared ?? 0)
  }
}

/// Sentences about one fit.
enum ItemText {
  static func observations(_ fit: GrowthFit) -> String {
    var parts = ["\(fit.series.count)"]
    if fit.series.missingCount > 0 { parts.append("\(fit.series.missingCount) missing") }
    if fit.series.belowDetectionCount > 0 {
      parts.append("\(fit.series.belowDetectionCount) below the detection limit")
    }
    return parts.joined(separator: ", ")
  }
}
