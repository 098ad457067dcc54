import Tables

/// Which series stands where: on plates, where all names end with different wells (`A1`,
/// `plate 2/A1`), else in rows as they come.
struct SeriesPages {
  struct Page {
    /// The plate, where there are several.
    var title: String?
    /// Indices of series, row after row; nil is an empty place.
    var places: [Int?]
    var columns: Int
    var isPlate: Bool
  }

  let all: [Page]

  /// - Parameter isPaged: whether a page may be followed by another.
  init(_ names: [String], isPaged: Bool) {
    if let plates = Self.plates(names), isPaged || plates.count == 1 {
      all = plates
      return
    }
    let size = isPaged ? FitFigures.pageCount : max(names.count, 1)
    let order = SeriesOrder.indices(of: names)
    all = stride(from: 0, to: max(order.count, 1), by: size).map { start in
      Page(
        title: nil, places: order[start..<min(start + size, order.count)].map { $0 }, columns: 8,
        isPlate: false)
    }
  }

  /// A well that is there twice, or only few wells, make no plate.
  private static func plates(_ names: [String]) -> [Page]? {
    var plates: [(name: Substring, wells: [WellPosition: Int])] = []
    for (index, name) in names.enumerated() {
      let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
      guard let well = WellPosition(name[start...]) else { return nil }
      let plate = name[..<start].dropLast()
      if let known = plates.firstIndex(where: { $0.name == plate }) {
        guard plates[known].wells.updateValue(index, forKey: well) == nil else { return nil }
      } else {
        plates.append((plate, [well: index]))
      }
    }
    guard plates.contains(where: { $0.wells.count >= leastWells }) else { return nil }
    return plates.map { plate in
      let format = PlateFormat.smallest(holding: Array(plate.wells.keys))
      let places = (1...format.rows).flatMap { row in
        (1...format.columns).map { column in
          WellPosition(row: row, column: column).flatMap { plate.wells[$0] }
        }
      }
      return Page(
        title: plate.name.isEmpty ? nil : String(plate.name), places: places,
        columns: format.columns, isPlate: true)
    }
  }

  private static let leastWells = 7
}
