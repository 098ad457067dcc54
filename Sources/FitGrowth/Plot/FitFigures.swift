import Charts
import CommandSupport
import GrowthCurves
import Tables

/// The pages of a picture of fits.
///
/// One series is a page of its own; up to 12 are small multiples with limits; more are data and
/// curves alone. Wells stand at their places, a plate a page.
struct FitFigures {
  /// Up to this many have limits, residuals and a line of numbers each.
  static let fewCount = 12
  /// Of a page that is no plate.
  static let pageCount = 96
  /// A single page holds the wells of a large plate.
  private static let largestPage = 384
  /// A thousand pages of wells.
  private static let mostSeries = 96_000

  let style: PictureStyle
  let areAxesCommon: Bool
  let threads: Int

  /// Refuses series that the file cannot hold, before they are fitted.
  static func check(_ names: [String], in path: String) throws(CommandFailure) {
    guard names.count <= mostSeries else {
      throw CommandFailure(
        .wrongUsage,
        "--plot: \(names.count) series are more than anyone looks at (\(mostSeries)); choose some "
          + "with --size or --exclude")
    }
    guard !PictureFile.hasPages(path) else { return }
    let pages = SeriesPages(names, isPaged: false)
    guard pages.all.count == 1, names.count <= largestPage else {
      throw CommandFailure(
        .wrongUsage,
        "--plot \(path): \(names.count) series do not fit on one page; name a .pdf, which has several, "
          + "or choose some with --size or --exclude")
    }
  }

  func pages(_ results: [SeriesResult], isPaged: Bool) -> [Figure] {
    if results.count == 1 { return [single(results[0])] }
    let pages = SeriesPages(results.map { $0.fit.series.name }, isPaged: isPaged)
    let detail: PictureStyle.Detail = results.count <= Self.fewCount ? .medium : .small
    let style =
      detail == .small ? style.withCoarserTimes(results.map { $0.fit.series }) : style
    let pictures = GrowthBatch.map(count: results.count, threads: threads) { _, index in
      SeriesPicture(results[index], style, detail)
    }
    let common = areAxesCommon ? Self.common(pictures) : nil
    return pages.all.map { figure($0, pictures, results, common: common) }
  }

  // MARK: - One

  private func single(_ result: SeriesResult) -> Figure {
    let picture = SeriesPicture(result, style, .full)
    let chart = picture.chart(range: picture.range.range, times: picture.timeRange)
    let notes = FitNotes.full(result, style)
    guard style.hasResiduals, let residuals = ResidualPicture(result.fit, style) else {
      return Figure(chart, notes: notes, width: .millimetres(120))
    }
    var upper = chart
    (upper.title, upper.subtitle) = (nil, nil)
    var figure = Figure(
      [upper, residuals.chart()], columns: 1, title: chart.title, subtitle: chart.subtitle,
      notes: notes, sharesX: true, width: .millimetres(120))
    figure.rowShares = Self.residualShares
    return figure
  }

  /// The heights of a curve and of the residuals beneath it.
  private static let residualShares = [1, 0.5]

  // MARK: - Several

  /// What all charts show where their axes are common.
  private struct Ranges {
    var sizes: ClosedRange<Double>
    var times: ClosedRange<Double>
  }

  /// - Returns: nil where there is nothing to show.
  private static func common(_ pictures: [SeriesPicture]) -> Ranges? {
    guard var all = pictures.first?.range else { return nil }
    for picture in pictures.dropFirst() { all.formUnion(picture.range) }
    let times = pictures.compactMap { $0.timeRange }
    guard let sizes = all.range, let first = times.map({ $0.lowerBound }).min(),
      let last = times.map({ $0.upperBound }).max()
    else { return nil }
    return Ranges(sizes: sizes, times: first...last)
  }

  private func figure(
    _ page: SeriesPages.Page, _ pictures: [SeriesPicture], _ results: [SeriesResult],
    common: Ranges?
  ) -> Figure {
    let own = page.places.compactMap { $0 }
    let notes = notes(own.map { results[$0] }, detail: pictures[0].detail)
    let chart = { (index: Int) in
      let picture = pictures[index]
      var chart = picture.chart(
        range: common?.sizes ?? picture.range.range, times: common?.times ?? picture.timeRange)
      if page.isPlate { chart.title = nil }
      return chart
    }
    if page.isPlate {
      let rows = stride(from: 0, to: page.places.count, by: page.columns).map { start in
        page.places[start..<start + page.columns].map { $0.map(chart) }
      }
      return Figure(
        grid: rows, rows: (1...rows.count).map { WellPosition.name(ofRow: $0) },
        columns: (1...page.columns).map { "\($0)" }, title: page.title, notes: notes,
        sharesX: common != nil, sharesY: common != nil,
        width: page.columns > 12 ? .millimetres(270) : .double)
    }
    if style.hasResiduals, own.count <= Self.fewCount {
      return withResiduals(own, chart, results, isCommon: common != nil, notes)
    }
    let isLarge = own.count > Self.pageCount
    return Figure(
      own.map(chart), columns: isLarge ? 16 : own.count > Self.fewCount ? 8 : nil,
      title: page.title, notes: notes, sharesX: common != nil, sharesY: common != nil,
      width: isLarge ? .millimetres(270) : .double)
  }

  /// Rows of curves and rows of residuals in turn.
  private func withResiduals(
    _ own: [Int], _ chart: (Int) -> Chart, _ results: [SeriesResult], isCommon: Bool,
    _ notes: [String]
  ) -> Figure {
    let columns = min(own.count, 4)
    var rows: [[Chart?]] = []
    for start in stride(from: 0, to: own.count, by: columns) {
      let part = own[start..<min(start + columns, own.count)]
      let empty: [Chart?] = Array(repeating: nil, count: columns - part.count)
      rows.append(part.map { chart($0) } + empty)
      rows.append(
        part.map { ResidualPicture(results[$0].fit, style)?.chart(isSmall: true) } + empty)
    }
    var figure = Figure(grid: rows, notes: notes, sharesX: isCommon, sharesY: false)
    figure.rowShares = rows.indices.map { Self.residualShares[$0 % 2] }
    return figure
  }

  private func notes(_ results: [SeriesResult], detail: PictureStyle.Detail) -> [String] {
    var notes: [String] = []
    let models = Set(results.map { $0.fit.model.formula })
    if models.count == 1, let fit = results.first?.fit {
      notes.append("\(fit.model.name): N(t) = \(fit.model.formula)")
    }
    if detail == .medium {
      notes += results.map { FitNotes.line($0, style) }
    } else {
      if models.count > 1 {
        var counts: [String: Int] = [:]
        for result in results { counts[result.fit.model.name, default: 0] += 1 }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        notes.append(
          "Models: " + ranked.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + ".")
      }
      notes.append(FitNotes.counts(results))
      if style.hasResiduals {
        notes.append("Residuals are drawn of up to \(Self.fewCount) series.")
      }
    }
    return notes
  }
}
