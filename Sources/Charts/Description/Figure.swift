/// A page of one chart or of small multiples, with a title and notes.
///
/// ```
/// Figure(chart)                                            // one chart, 85 mm wide
/// Figure(charts, columns: 4, width: .double)               // small multiples in reading order
/// Figure(grid: wells, rows: ["A", …], columns: ["1", …])   // a plate; `nil` is an empty place
/// ```
package struct Figure: Sendable {
  /// Of print, in which the text has its size (7 to 9 points).
  package enum Width: Sendable, Hashable {
    /// 85 mm, a column of a journal.
    case single
    /// 180 mm, two columns.
    case double
    case millimetres(Double)

    var points: Int {
      let millimetres: Double =
        switch self {
        case .single: 85
        case .double: 180
        case .millimetres(let width): min(max(width, 30), 2000)
        }
      return Int((millimetres * 72 / 25.4).rounded())
    }
  }

  package var title: String?
  package var subtitle: String?
  /// Small lines below the charts: parameters, a verdict, a source. Long ones are wrapped.
  package var notes: [String]
  package var width: Width
  /// In mm; `nil` for a height that follows from the width.
  package var height: Double?
  /// For screen readers; by default the titles.
  package var summary: String?
  /// Where the names of the layers stand in small multiples: `none`, or above all charts.
  package var legend: Legend
  /// Whether all charts show the same range of x; then only the lowest have numbers below.
  package var sharesX: Bool
  /// Whether all charts show the same range of y; then only the leftmost have numbers beside.
  package var sharesY: Bool
  /// At the left of each row; empty for none.
  package var rowHeadings: [String]
  /// Above each column; empty for none.
  package var columnHeadings: [String]
  /// How tall the charts of each row are, relative to each other; empty for all alike.
  package var rowShares: [Double] = [] {
    didSet {
      precondition(
        rowShares.isEmpty || rowShares.count == rowCount && rowShares.allSatisfy { $0 > 0 },
        "a share for each row")
    }
  }

  /// Row after row; `nil` is an empty place.
  let places: [Chart?]
  let columnCount: Int

  /// One chart. Its title becomes the title of the page.
  package init(
    _ chart: Chart, notes: [String] = [], width: Width = .single, height: Double? = nil,
    summary: String? = nil
  ) {
    self.init(
      places: [chart], columnCount: 1, title: nil, subtitle: nil, notes: notes, width: width,
      height: height, summary: summary)
  }

  /// Small multiples in reading order.
  ///
  /// - Parameter columns: `nil` for a number that suits the width.
  package init(
    _ charts: [Chart], columns: Int? = nil, title: String? = nil, subtitle: String? = nil,
    notes: [String] = [], sharesX: Bool = false, sharesY: Bool = false, width: Width = .double,
    height: Double? = nil, summary: String? = nil
  ) {
    let fitting = max(1, width.points / 120)
    let rows = (charts.count + fitting - 1) / max(fitting, 1)
    // As few rows as fit, with the charts spread evenly over them.
    let even = rows > 0 ? (charts.count + rows - 1) / rows : 1
    self.init(
      places: charts, columnCount: max(1, columns ?? even), title: title, subtitle: subtitle,
      notes: notes, width: width, height: height, summary: summary)
    self.sharesX = sharesX
    self.sharesY = sharesY
  }

  /// Small multiples at their places, such as the wells of a plate, with common axes.
  ///
  /// - Parameters:
  ///   - grid: rows of equal length.
  ///   - rows: headings at the left, one a row, or none.
  ///   - columns: headings above, one a column, or none.
  package init(
    grid: [[Chart?]], rows: [String] = [], columns: [String] = [], title: String? = nil,
    subtitle: String? = nil, notes: [String] = [], sharesX: Bool = true, sharesY: Bool = true,
    width: Width = .double, height: Double? = nil, summary: String? = nil
  ) {
    let count = grid.first?.count ?? 0
    precondition(grid.allSatisfy { $0.count == count }, "rows of equal length")
    precondition(rows.isEmpty || rows.count == grid.count, "a heading for each row")
    precondition(columns.isEmpty || columns.count == count, "a heading for each column")
    self.init(
      places: Array(grid.joined()), columnCount: max(count, 1), title: title, subtitle: subtitle,
      notes: notes, width: width, height: height, summary: summary)
    self.sharesX = sharesX
    self.sharesY = sharesY
    rowHeadings = rows
    columnHeadings = columns
  }

  private init(
    places: [Chart?], columnCount: Int, title: String?, subtitle: String?, notes: [String],
    width: Width, height: Double?, summary: String?
  ) {
    self.places = places
    self.columnCount = columnCount
    self.title = title
    self.subtitle = subtitle
    self.notes = notes
    self.width = width
    self.height = height
    self.summary = summary
    legend = .automatic
    sharesX = false
    sharesY = false
    rowHeadings = []
    columnHeadings = []
  }

  var rowCount: Int { (places.count + columnCount - 1) / columnCount }

  var charts: [Chart] { places.compactMap { $0 } }

  /// The page's titles: those of the only chart where there is one.
  var heading: (title: String?, subtitle: String?) {
    guard places.count == 1, let chart = places[0] else { return (title, subtitle) }
    return (title ?? chart.title, subtitle ?? chart.subtitle)
  }
}
