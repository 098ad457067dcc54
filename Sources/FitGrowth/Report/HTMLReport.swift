import Charts
import CommandSupport
import GrowthCurves
import Reports

/// The fits as a page.
struct HTMLReport: FitReport {
  let context: ReportContext
  /// As it was typed, for the methods.
  let command: [String]
  private let renderer: ChartRenderer
  private let style: PictureStyle

  /// Beyond this many series, pictures are drawn of those that need attention only, and of no more
  /// than this.
  static let mostPictures = 200
  /// Beyond this many series the bands of the pictures are linear approximations: by profile
  /// likelihood each takes dozens of refits.
  static let mostProfileBands = 12

  /// - Throws: where there is no gnuplot, before any work is done.
  init(
    _ context: ReportContext, style: PictureStyle, command: [String]
  ) throws(CommandFailure) {
    self.context = context
    self.style = style
    self.command = command
    do { renderer = try ChartRenderer() } catch { throw error.failure }
  }

  var units: QuantityUnits { QuantityUnits(time: style.times.unitText, size: style.size.unit) }

  var hasLimits: Bool { context.confidence != nil }

  // MARK: - One series

  func item(for result: SeriesResult) -> ReportItem {
    let fit = result.fit
    let isFitted = fit.status != .notFitted
    return ReportItem(
      result: result, derived: isFitted ? fit.derivedQuantities() : [],
      tests: isFitted ? fit.residualTests() : nil,
      modelFree: context.modelFree.estimates(of: fit.series), pictures: pictures(result))
  }

  private func pictures(_ result: SeriesResult) -> [Figure] {
    let count = context.selection.members.count
    guard count <= Self.mostPictures || Attention(result.fit).isNeeded else { return [] }
    var drawn = result
    if count > Self.mostProfileBands, drawn.fit.options.intervals != .none {
      drawn.fit.options.intervals = .wald
    }
    let picture = SeriesPicture(drawn, style, .full)
    let name = result.fit.series.name
    var chart = picture.chart(range: picture.range.range, times: picture.timeRange)
    chart.title = nil
    chart.subtitle = nil
    var figures = [
      Figure(chart, summary: "\(name): data and fitted curve against time")
    ]
    if var residuals = ResidualPicture(drawn.fit, style)?.chart() {
      residuals.legend = .none
      figures.append(Figure(residuals, summary: "\(name): residuals against time"))
    }
    return figures
  }

  // MARK: - All of them

  func document(
    of items: [ReportItem], replicates: ReplicateAnalysis?
  ) throws(CommandFailure) -> [UInt8] {
    let items = SeriesOrder.indices(of: items.map { $0.name }).map { items[$0] }
    let maps = PlateMaps(items, units)
    let pictured = pictured(items)
    let figures = maps.figures.map { $0.figure } + pictured.flatMap { items[$0].pictures }
    let drawings: [String]
    do { drawings = try renderer.svgs(figures, idPrefix: "f") } catch { throw error.failure }
    var rest = drawings[...]
    let mapPictures = zip(maps.figures, rest.prefix(maps.figures.count)).map { map, svg in
      HTML.figure(svg: svg, caption: map.caption)
    }
    rest = rest.dropFirst(maps.figures.count)
    var pictures: [Int: [String]] = [:]
    for index in pictured {
      let count = items[index].pictures.count
      pictures[index] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }

    var page = ReportPage(
      title: "Growth in \(Self.lastPart(of: context.path))",
      subtitle: "Fits of growth curves by fit-growth \(FitGrowthCommand.version) (swift-logistic)",
      footer: "This page holds everything it shows. \(citationLink)")
    let unit = replicates == nil ? "series" : "groups"
    page.append("Summary", id: "summary", ReportSummary(self, items, replicates).html)
    page.append(
      "Plate", id: "plate", mapPictures.isEmpty ? .empty : maps.lead + .gallery(mapPictures))
    if items.count > 1 { page.append("All \(unit)", id: "table", SeriesTable(self, items).html) }
    if let replicates {
      page.append("Replicates", id: "replicates", ReplicateSection(replicates).html)
    }
    if items.count > 1 {
      page.append("Models compared", id: "comparison", ComparisonSection(self, items).html)
    }
    page.append("Back-test", id: "backtest", BacktestSection(items).html)
    page.append(
      items.count == 1 ? "The fit" : "Each of the \(unit)", id: "fits",
      SeriesDetails(self, items, pictures: pictures).html)
    page.append("Methods", id: "methods", MethodsSection(self, items).html)
    page.append("How to cite", id: "citation", CitationSection(items).html)
    return page.bytes
  }

  /// Which items have pictures: the most urgent, where there are too many.
  private func pictured(_ items: [ReportItem]) -> [Int] {
    let having = items.indices.filter { !items[$0].pictures.isEmpty }
    guard having.count > Self.mostPictures else { return having }
    let urgent = having.sorted { (items[$0].attention, $0) < (items[$1].attention, $1) }
    return urgent.prefix(Self.mostPictures).sorted()
  }

  private var citationLink: HTML { .link("How to cite", to: "citation") }

  static func lastPart(of path: String) -> String {
    String(path.split(separator: "/").last ?? Substring(path))
  }

  /// Of the part of a series, by its place among the items.
  static func id(_ index: Int) -> String { "series-\(index + 1)" }
}
