import ArgumentParser
import Dynamics
import GrowthCurves
import LeastSquares

/// What is simulated, with all its numbers.
struct SimulatedModel {
  enum Kind {
    case curve(any GrowthModel)
    case population(any PopulationModel)
    case birthDeath(BirthDeathProcess)
  }

  /// A parameter or an initial size with its value.
  struct Value {
    var symbol: String
    var meaning: String
    var unit: String
    var value: Double
    var isDefault: Bool
  }

  let kind: Kind
  let name: String
  let formula: String
  let reference: String
  var parameters: [Value]
  /// Empty for a curve, whose initial size is a parameter where it has one.
  var initial: [Value]

  /// Whether a simulation draws random numbers.
  var isRandom: Bool { if case .birthDeath = kind { true } else { false } }

  typealias Pairs = [(symbol: String, value: String)]

  /// The model of a name. A name of a curve and of a differential equation means the latter, unless
  /// only the curve has the symbols that were set.
  static func named(_ name: String, set: Pairs, initial: Pairs) throws -> SimulatedModel {
    if let pair = repeated(set + initial) {
      throw ValidationError("\(pair) is set twice")
    }
    if name == BirthDeathProcess.name { return try birthDeath(set, initial) }
    let symbols = Set((set + initial).map { $0.symbol })
    let curve = GrowthModels.named(name)
    if let population = PopulationModels.named(name) {
      let known = Set((population.parameters + population.initialSizes).map { $0.symbol })
      let ofCurve = Set((curve?.parameters ?? []).map { $0.symbol })
      if symbols.isSubset(of: known) || curve == nil || !symbols.isSubset(of: ofCurve) {
        return try self.population(population, set, initial)
      }
    }
    if curve is LogisticSum {
      let sums = LogisticSum.phaseCounts.map { LogisticSum(phases: $0) }
      let sum = sums.first { symbols.isSubset(of: Set($0.parameters.map { $0.symbol })) }
      if let sum { return try self.curve(sum, set + initial) }
    }
    guard let curve else {
      let names =
        GrowthModels.closedForm.map { $0.name } + PopulationModels.all.map { $0.name }
        + [BirthDeathProcess.name]
      var unique: [String] = []
      for name in names where !unique.contains(name) { unique.append(name) }
      throw ValidationError(
        "there is no model '\(name)'; the models are \(unique.joined(separator: ", "))")
    }
    return try self.curve(curve, set + initial)
  }

  private static func repeated(_ pairs: Pairs) -> String? {
    var seen: Set<String> = []
    return pairs.first { !seen.insert($0.symbol).inserted }?.symbol
  }

  private static func curve(_ model: any GrowthModel, _ pairs: Pairs) throws -> SimulatedModel {
    for pair in pairs {
      try Assignments.check(pair.symbol, among: model.parameters, of: model.name)
    }
    let missing = model.parameters.filter { parameter in
      !pairs.contains { $0.symbol == parameter.symbol }
    }
    guard missing.isEmpty else {
      let list = missing.map { "  \($0.symbol)  \($0.meaning)" }.joined(separator: "\n")
      throw ValidationError(
        "\(model.name) needs values by --set for\n\(list)")
    }
    let values = try model.parameters.map { parameter in
      let text = pairs.first { $0.symbol == parameter.symbol }!.value
      let value = try Assignments.number(text, parameter.symbol)
      guard parameter.domain.contains(value) else {
        throw ValidationError("\(parameter.symbol) = \(value) lies outside its domain")
      }
      return Value(
        symbol: parameter.symbol, meaning: parameter.meaning,
        unit: parameter.dimension.rawValue, value: value, isDefault: false)
    }
    return SimulatedModel(
      kind: .curve(model), name: model.name, formula: "N(t) = \(model.formula)",
      reference: model.reference, parameters: values, initial: [])
  }

  private static func population(
    _ model: any PopulationModel, _ set: Pairs, _ initial: Pairs
  ) throws -> SimulatedModel {
    let (parameters, sizes) = try values(
      model.parameters, model.initialSizes, set, initial, model.name)
    do {
      try model.validate(parameters.map { $0.value }, initial: sizes.map { $0.value })
    } catch {
      throw ValidationError("\(model.name): \(error)")
    }
    return SimulatedModel(
      kind: .population(model), name: model.name, formula: model.formula,
      reference: model.reference, parameters: parameters, initial: sizes)
  }

  private static func birthDeath(_ set: Pairs, _ initial: Pairs) throws -> SimulatedModel {
    let name = BirthDeathProcess.name
    let (parameters, sizes) = try values(
      BirthDeathProcess.parameters, [BirthDeathProcess.initialSize], set, initial, name,
      infinite: "K")
    do {
      let process = try BirthDeathProcess(
        birthRate: parameters[0].value, deathRate: parameters[1].value,
        capacity: parameters[2].value)
      _ = try BirthDeathProcess.individuals(sizes[0].value)
      return SimulatedModel(
        kind: .birthDeath(process), name: name, formula: BirthDeathProcess.formula,
        reference: BirthDeathProcess.reference, parameters: parameters, initial: sizes)
    } catch {
      throw ValidationError("\(name): \(error)")
    }
  }

  /// The values that were set, and defaults for the rest. `--set` takes initial sizes as well.
  private static func values(
    _ parameters: [PopulationParameter], _ sizes: [PopulationParameter], _ set: Pairs,
    _ initial: Pairs, _ model: String, infinite: String? = nil
  ) throws -> (parameters: [Value], sizes: [Value]) {
    for (option, pairs, known) in [
      ("--set", set, parameters + sizes), ("--initial", initial, sizes),
    ] {
      for pair in pairs where !known.contains(where: { $0.symbol == pair.symbol }) {
        let symbols = known.map { $0.symbol }.joined(separator: ", ")
        throw ValidationError("\(option): \(model) has no '\(pair.symbol)'; it has \(symbols)")
      }
    }
    let pairs = set + initial
    func value(_ parameter: PopulationParameter) throws -> Value {
      let text = pairs.first { $0.symbol == parameter.symbol }?.value
      let isInfinite = parameter.symbol == infinite && text == "inf"
      return Value(
        symbol: parameter.symbol, meaning: parameter.meaning,
        unit: parameter.dimension.rawValue,
        value: isInfinite
          ? .infinity
          : try text.map { try Assignments.number($0, parameter.symbol) } ?? parameter.defaultValue,
        isDefault: text == nil)
    }
    return (try parameters.map(value), try sizes.map(value))
  }
}
