import Charts
import CommandSupport
import Foundation
import GrowthCurves
import Reports
import Tables

/// Plates as heat maps of rate, capacity, lag and verdict, where all series are wells.
struct PlateMaps {
  /// A plate and the items in its wells.
  private struct Plate {
    var name: String
    var wells: [(well: WellPosition, item: Int)]
  }

  private(set) var figures: [(figure: Figure, caption: HTML)] = []
  private let items: [ReportItem]
  private let units: QuantityUnits

  /// A plate of fewer wells is no map.
  static let leastWells = 4

  init(_ items: [ReportItem], _ units: QuantityUnits) {
    self.items = items
    self.units = units
    guard let plates = Self.plates(items.map { $0.name }) else { return }
    for plate in plates where plate.wells.count >= Self.leastWells { add(plate) }
  }

  var lead: HTML {
    .paragraph(
      """
      Wells without growth, blanks and wells that were left out are empty. Numbers that are \
      extrapolated, or of fits that failed, do not stretch the colours.
      """)
  }

  /// `nil` unless all names end with wells.
  private static func plates(_ names: [String]) -> [Plate]? {
    var plates: [Plate] = []
    for (index, name) in names.enumerated() {
      let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
      guard let well = WellPosition(name[start...]) else { return nil }
      let plate = String(name[..<start].dropLast())
      let found = plates.firstIndex { $0.name == plate }
      if found == nil { plates.append(Plate(name: plate, wells: [])) }
      plates[found ?? plates.count - 1].wells.append((well, index))
    }
    return plates
  }

  private mutating func add(_ plate: Plate) {
    let rate: DerivedQuantity.Kind =
      plate.wells.contains { items[$0.item].comparable(.intrinsicRate) != nil }
        && !plate.wells.contains {
          items[$0.item].grows && items[$0.item].comparable(.intrinsicRate) == nil
        } ? .intrinsicRate : .maximumSpecificRate
    for kind in [rate, .carryingCapacity, .lagTime] { add(kind, plate) }
    addVerdicts(plate)
  }

  private func title(_ plate: Plate, _ text: String) -> String {
    plate.name.isEmpty ? text : "\(plate.name): \(text)"
  }

  /// One value for each well, NaN where there is none.
  private func layOut(
    _ plate: Plate, _ value: (ReportItem) -> Double?
  ) -> (rows: [String], columns: [String], values: [Double], items: [Int?]) {
    let format = PlateFormat.smallest(holding: plate.wells.map { $0.well })
    var values = [Double](repeating: .nan, count: format.wellCount)
    var places = [Int?](repeating: nil, count: format.wellCount)
    for (well, item) in plate.wells {
      let index = (well.row - 1) * format.columns + well.column - 1
      values[index] = value(items[item]) ?? .nan
      places[index] = item
    }
    return (
      (1...format.rows).map { WellPosition.name(ofRow: $0) }, (1...format.columns).map { "\($0)" },
      values, places
    )
  }

  private mutating func add(_ kind: DerivedQuantity.Kind, _ plate: Plate) {
    let layout = layOut(plate) { $0.comparable(kind) }
    let finite = layout.values.filter { $0.isFinite }
    guard !finite.isEmpty else { return }
    let sound = zip(layout.values, layout.items).filter { value, item in
      value.isFinite && item.map { items[$0].attention > .extrapolated } ?? false
    }.map { $0.0 }
    let span = sound.count > 1 ? sound : finite
    var (low, high) = (span.min()!, span.max()!)
    if low == high { (low, high) = (low - max(abs(low), 1) / 2, high + max(abs(high), 1) / 2) }
    // Small and large numbers would not fit into the cells.
    let exponent = Self.exponent(finite)
    let factor = pow(10, Double(exponent))
    let own = units.text(kind.dimension)
    let unit = exponent == 0 ? own : "×10\(Self.superscript(exponent)) \(own ?? "")"
    let hasTexts = layout.columns.count <= 12
    let chart = Chart.heatMap(
      rows: layout.rows, columns: layout.columns, values: layout.values.map { $0 / factor },
      texts: hasTexts
        ? layout.values.map { $0.isFinite ? SignificantDigits.text($0 / factor, 3) : "" } : [],
      range: low / factor...high / factor, scaleLabel: unit ?? kind.title)
    let name = title(plate, kind.title + (unit.map { " (\($0))" } ?? ""))
    figures.append(
      (
        Figure(chart, width: .millimetres(110), summary: "plate map: \(name)"),
        "\(HTML.strong(HTML(name))): \(kind.definition)"
      ))
  }

  /// By which power of ten numbers are divided to be short; 0 for those that are.
  private static func exponent(_ values: [Double]) -> Int {
    let sizes = values.map { $0.magnitude }.filter { $0 > 0 }.sorted()
    guard !sizes.isEmpty else { return 0 }
    let middle = sizes[sizes.count / 2]
    return middle < 0.01 || middle >= 10_000 ? Int(log10(middle).rounded(.down)) : 0
  }

  private static func superscript(_ number: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(number).compactMap { digits[$0] })
  }

  private mutating func addVerdicts(_ plate: Plate) {
    // One kind a well: its most urgent verdict, without the numbers in it.
    func kind(_ item: ReportItem) -> String {
      String(item.fit.foremostVerdict.description.prefix { $0 != "(" })
    }
    var kinds: [(name: String, attention: Attention)] = []
    for item in plate.wells.map({ items[$0.item] })
    where !kinds.contains(where: { $0.name == kind(item) }) {
      kinds.append((kind(item), item.attention))
    }
    kinds.sort { ($1.attention, $0.name) < ($0.attention, $1.name) }
    var warm: [Ink] = [.orange, .vermillion, .purple, .yellow, .blue, .black]
    let inks = kinds.map { kind -> Ink in
      switch kind.attention {
      case .none: .green
      case .noGrowth: .rgb(0xBFBFBF)
      default: warm.count > 1 ? warm.removeFirst() : warm[0]
      }
    }
    let layout = layOut(plate) { item in
      kinds.firstIndex { $0.name == kind(item) }.map { Double($0) }
    }
    let chart = Chart.heatMap(
      rows: layout.rows, columns: layout.columns, values: layout.values,
      colors: .categories(inks), scaleLabel: "verdict", categories: kinds.map { $0.name })
    let name = title(plate, "verdict")
    figures.append(
      (
        Figure(chart, width: .millimetres(110), summary: "plate map: \(name)"),
        "\(HTML.strong(HTML(name))): the most urgent of each well"
      ))
  }
}
