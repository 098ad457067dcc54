import Foundation
import GrowthCurves
import Tables
import TestSupport

/// A fit of `data/growth/references/reference_fits.csv`: found by scipy from many starts, polished in
/// 80-bit arithmetic, confirmed by R.
struct ReferenceFit: Sendable, CustomStringConvertible {
  var dataset: String
  var name: String
  var model: any GrowthModel
  var series: GrowthSeries
  var squares: Double
  var values: [Double]
  var errors: [Double]

  var description: String { "\(dataset) \(name) \(model.name)" }

  private static let models: [String: any GrowthModel] = [
    "logistic3": Logistic(), "logistic4": LogisticOffset(), "gompertz3": Gompertz(),
    "richards4": Richards(), "bilogistic6": LogisticSum(phases: 2),
  ]

  /// All with a usable optimum, of the models that are here.
  static func all() throws -> [ReferenceFit] {
    let table = try Table.read(
      Repository.data("growth/references/reference_fits.csv").path(percentEncoded: false))
    func text(_ name: String) throws -> TextColumn { try table.column(named: name).text() }
    let dataset = try text("dataset")
    let series = try text("series")
    let filter = try text("filter")
    let x = try text("x")
    let y = try text("y")
    let xTransform = try text("x_transform")
    let yTransform = try text("y_transform")
    let model = try text("model")
    let status = try text("status")
    let confirmed = try table.column(named: "confirmed_by_R").numbers()
    let squares = try table.column(named: "rss").numbers()
    let symbols = try (1...6).map { try text("name\($0)") }
    let values = try (1...6).map { try table.column(named: "value\($0)").numbers() }
    let errors = try (1...6).map { try table.column(named: "se\($0)").numbers() }

    var tables: [String: Table] = [:]
    return try (0..<table.rowCount).compactMap { row in
      guard status[row] == "ok", confirmed[row] == 1, let model = models[model[row]!] else {
        return nil
      }
      let file = dataset[row]!
      let data =
        try tables[file]
        ?? Table.read(Repository.data("growth/\(file).csv").path(percentEncoded: false))
      tables[file] = data
      let observations = try observations(
        data, x: x[row]!, y: y[row]!, filter: filter[row], xTransform[row]!, yTransform[row]!)
      // Their order of parameters, by symbol, into ours.
      let order = model.parameters.map { parameter in
        (0..<6).first {
          symbols[$0][row]?.lowercased() == theirs(parameter.symbol).lowercased()
        }!
      }
      var reference = ReferenceFit(
        dataset: file, name: series[row]!, model: model,
        series: try GrowthSeries(times: observations.times, sizes: observations.sizes),
        squares: squares[row], values: order.map { values[$0][row] },
        errors: order.map { errors[$0][row] })
      if model is LogisticSum { reference.turnRatesIntoWidths() }
      return reference
    }
  }

  /// What the references call a parameter.
  private static func theirs(_ symbol: String) -> String {
    for (ours, theirs) in [("K", "L"), ("dt", "k"), ("tm", "x0")]
    where symbol.hasPrefix(ours) && symbol.last!.isNumber {
      return theirs + String(symbol.last!)
    }
    return symbol
  }

  /// Δt = ln 81/k, with the same relative error.
  private mutating func turnRatesIntoWidths() {
    for j in stride(from: 1, to: values.count, by: 3) {
      let width = log(81) / values[j]
      errors[j] *= width / values[j]
      values[j] = width
    }
  }

  /// The same curve fitted as another model, where that can be: a logistic as a sum of one phase, a
  /// logistic above an offset by the parameters of Baranyi and Roberts.
  var inOtherParameters: ReferenceFit? {
    var other = self
    switch model {
    case is Logistic:
      guard values[0] > 0, values[1] > 0 else { return nil }
      other.model = LogisticSum(phases: 1)
      other.turnRatesIntoWidths()
    case is LogisticOffset:
      let p = model.canonical(values) ?? values
      let initial = model.size(at: series.origin, p)
      let (capacity, rate) = (p[3] + p[0], p[1])
      let adjusted = p[3] * (capacity - initial) / (initial * p[0])
      // Of a long lag the digits of an offset leave nothing.
      guard rate > 0, initial > 0, 1 - adjusted > 1e-8 else { return nil }
      other.model = BaranyiRoberts()
      other.values = [initial, capacity, rate, -log1p(-adjusted) / rate]
      other.errors = []
    default: return nil
    }
    return other
  }

  private static func observations(
    _ table: Table, x: String, y: String, filter: String?, _ xTransform: String,
    _ yTransform: String
  ) throws -> (times: [Double], sizes: [Double]) {
    // The months of one set are counted, as its file has dates.
    var times =
      x.hasPrefix("row index")
      ? (0..<table.rowCount).map { Double($0) } : try table.column(named: x).times().values
    var sizes = try table.column(named: y).numbers()
    let kept = try rows(table, matching: filter)
    times = kept.map { times[$0] }
    sizes = kept.map { sizes[$0] }
    let complete = sizes.indices.filter { !sizes[$0].isNaN && !times[$0].isNaN }
    times = complete.map { times[$0] }
    sizes = complete.map { sizes[$0] }
    switch xTransform {
    case "x": break
    case "x/3600": times = times.map { $0 / 3600 }
    case "log(x)": times = times.map { log($0) }
    default: fatalError("x transform \(xTransform)")
    }
    switch yTransform {
    case "y": break
    case "y-min(y)":
      let lowest = sizes.min()!
      sizes = sizes.map { $0 - lowest }
    case "y/1e3": sizes = sizes.map { $0 / 1e3 }
    case "y/1e6": sizes = sizes.map { $0 / 1e6 }
    case "y/1e9": sizes = sizes.map { $0 / 1e9 }
    default: fatalError("y transform \(yTransform)")
    }
    return (times, sizes)
  }

  /// Rows for which every clause `column==value`, `<=`, `>=`, `>` of the filter holds.
  private static func rows(_ table: Table, matching filter: String?) throws -> [Int] {
    var kept = Array(0..<table.rowCount)
    for clause in filter?.components(separatedBy: " and ") ?? [] {
      let mark = ["==", "<=", ">=", ">"].first { clause.contains($0) }!
      let sides = clause.components(separatedBy: mark)
      let text = try table.column(named: sides[0]).text()
      let value = sides[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
      kept = kept.filter { row in
        guard let field = text[row] else { return false }
        if mark == "==" { return field == value }
        if let number = Double(field), let bound = Double(value) {
          return mark == "<=" ? number <= bound : mark == ">=" ? number >= bound : number > bound
        }
        return mark == "<=" ? field <= value : field >= value
      }
    }
    return kept
  }
}
