import ArgumentParser
import GrowthCurves
import LeastSquares

/// Options of the form `a=1,b=2` for the parameters of models.
///
/// `check` throws where there is no parameter of that symbol.
enum Assignments {
  /// Domains in place of the models' own, and of those that are there already.
  static func domains(
    bound: String?, fix: String?, in own: [String: ParameterDomain] = [:],
    check: (String) throws -> Void
  ) throws -> [String: ParameterDomain] {
    var domains = own
    for (symbol, text) in try pairs(bound, "--bound") {
      try check(symbol)
      domains[symbol] = try ParameterDomain(bounds: text, of: symbol)
    }
    for (symbol, text) in try pairs(fix, "--fix") {
      try check(symbol)
      domains[symbol] = .fixed(try number(text, "--fix \(symbol)"))
    }
    return domains
  }

  static func startValues(
    _ start: String?, check: (String) throws -> Void
  ) throws -> [String: Double] {
    var starts: [String: Double] = [:]
    for (symbol, text) in try pairs(start, "--start") {
      try check(symbol)
      starts[symbol] = try number(text, "--start \(symbol)")
    }
    return starts
  }

  /// That a symbol is among those of the parameters.
  static func check(_ symbol: String, among parameters: [GrowthParameter], of model: String) throws
  {
    guard !parameters.contains(where: { $0.symbol == symbol }) else { return }
    let symbols = parameters.map { $0.symbol }.joined(separator: ", ")
    throw ValidationError("\(model) has no parameter '\(symbol)'; it has \(symbols)")
  }

  /// The parts at the commas, each a symbol and what stands behind the first `=`.
  static func pairs(
    _ text: String?, _ option: String
  ) throws -> [(symbol: String, value: String)] {
    try (text ?? "").split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else {
        throw ValidationError("\(option) takes parameter=value, not '\(part)'")
      }
      return (String(sides[0]), String(sides[1]))
    }
  }

  static func number(_ text: String, _ option: String) throws -> Double {
    guard let value = Double(text), value.isFinite else {
      throw ValidationError("\(option) takes a number, not '\(text)'")
    }
    return value
  }
}

extension ParameterDomain {
  /// `low:high`; `nil` where both sides are empty and the model's own domain is left.
  fileprivate init?(bounds text: String, of symbol: String) throws {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    let option = "--bound \(symbol)"
    guard sides.count == 2 else {
      throw ValidationError("--bound takes parameter=low:high, not '\(symbol)=\(text)'")
    }
    let low = sides[0].isEmpty ? nil : try Assignments.number(sides[0], option)
    let high = sides[1].isEmpty ? nil : try Assignments.number(sides[1], option)
    switch (low, high) {
    case (let low?, let high?):
      guard low < high else {
        throw ValidationError("\(option)=\(text): the low side is not below")
      }
      self = .interval(lower: low, upper: high)
    case (let low?, nil): self = .above(low)
    case (nil, let high?): self = .below(high)
    case (nil, nil): return nil
    }
  }
}
