internal import LeastSquares

/// Which models are special cases of which: by name, so that a model which is not there does no harm.
///
/// No case for a test, for its statistic would not have the distribution it is compared with:
/// - a logistic, or a sum of fewer phases, in a logistic sum: a phase of size 0, which is the edge of
///   the sizes, has no time and no width, so that two further parameters fit noise unchecked;
/// - a logistic in Huang's curve: it is approached as the lag goes to −∞, and most of the way there
///   the curve depends on the lag no more;
/// - an exponential in the three-phase curve: without a lag, at the edge, and with a capacity above
///   all sizes, whatever it is;
/// - an exponential in Richards' curve: without a capacity there is no shape;
/// - curves of different families.
///
/// They are compared by AICc alone. (The lag of Baranyi and Roberts may be negative: a lag of 0 lies
/// inside its domain, and the logistic is a regular special case.)
struct NestedModels {
  let inner: String
  let outer: String
  /// The parameters of the outer model that make it the inner one, and their values there.
  let restriction: [Restriction]

  struct Restriction {
    let symbol: String
    let value: Double
    /// Whether the value lies at the edge of what the outer model allows, and is only approached.
    let isLimit: Bool

    static func at(_ symbol: String, _ value: Double) -> Restriction {
      Restriction(symbol: symbol, value: value, isLimit: false)
    }

    static func limit(_ symbol: String, _ value: Double) -> Restriction {
      Restriction(symbol: symbol, value: value, isLimit: true)
    }

    fileprivate var text: String {
      let target = value.isInfinite ? "infinity" : "\(Int(value))"
      return isLimit ? "\(symbol) -> \(target)" : "\(symbol) = \(target)"
    }
  }

  /// "nu = 1".
  var text: String { restriction.map { $0.text }.joined(separator: ", ") }

  var hasLimit: Bool { restriction.contains { $0.isLimit } }

  /// The relation of two models; `nil` where the first is no special case of the second.
  static func relation(_ inner: String, in outer: String) -> NestedModels? {
    guard inner != outer else { return nil }
    let curve = curve(of: inner)
    guard let found = table.first(where: { $0.inner == curve && $0.outer == outer }) else {
      return nil
    }
    return NestedModels(inner: inner, outer: outer, restriction: found.restriction)
  }

  private init(inner: String, outer: String, restriction: [Restriction]) {
    self.inner = inner
    self.outer = outer
    self.restriction = restriction
  }

  private init(_ inner: String, in outer: String, _ restriction: Restriction...) {
    self.init(inner: inner, outer: outer, restriction: restriction)
  }

  /// The name that stands for the curve of a model, whatever its parameters.
  static func curve(of name: String) -> String { parametrizations[name] ?? name }

  /// The same; a logistic sum of one phase is a logistic.
  static func curve(of model: any GrowthModel) -> String {
    (model as? LogisticSum)?.phases == 1 ? "logistic" : curve(of: model.name)
  }

  private static let parametrizations = [
    "verhulst": "logistic", "logistic-lag": "logistic", "gompertz-lag": "gompertz",
    "richards-lag": "richards", "theta-logistic": "richards",
    "baranyi-roberts": "logistic-offset",
  ]

  private static let table = [
    NestedModels("logistic", in: "logistic-offset", .at("C", 0)),
    NestedModels("logistic", in: "richards", .at("nu", 1)),
    NestedModels("logistic", in: "richards-lag", .at("nu", 1)),
    NestedModels("logistic", in: "theta-logistic", .at("theta", 1)),
    NestedModels("logistic", in: "generalized-logistic", .at("A", 0), .at("nu", 1)),
    NestedModels("logistic", in: "baranyi-roberts", .at("lambda", 0)),
    NestedModels("logistic", in: "constant-harvest", .at("H", 0)),
    NestedModels("gompertz", in: "richards", .limit("nu", 0)),
    NestedModels("gompertz", in: "richards-lag", .limit("nu", 0)),
    NestedModels("gompertz", in: "theta-logistic", .limit("theta", 0)),
    NestedModels("gompertz", in: "generalized-logistic", .at("A", 0), .limit("nu", 0)),
    NestedModels("richards", in: "generalized-logistic", .at("A", 0)),
    NestedModels("logistic-offset", in: "generalized-logistic", .at("nu", 1)),
    NestedModels("exponential", in: "logistic", .limit("L", .infinity)),
    NestedModels("exponential", in: "verhulst", .limit("K", .infinity)),
    NestedModels("exponential", in: "logistic-lag", .limit("A", .infinity)),
    NestedModels("exponential", in: "logistic-offset", .at("C", 0), .limit("L", .infinity)),
    NestedModels("exponential", in: "gompertz", .limit("L", .infinity)),
    NestedModels("exponential", in: "gompertz-lag", .limit("A", .infinity)),
    NestedModels("von-bertalanffy-length", in: "weibull", .at("m", 1)),
  ]
}

extension NestedModels {
  /// Whether two fits are nested with what their options hold fixed or bounded: the same in both,
  /// and not what sets them apart.
  func holds(_ inner: GrowthFit, _ outer: GrowthFit) -> Bool {
    let innerSymbols = Set(inner.model.parameters.map { $0.symbol })
    let outerSymbols = Set(outer.model.parameters.map { $0.symbol })
    let constrained = Set(inner.options.domains.keys).union(outer.options.domains.keys)
      .intersection(innerSymbols.union(outerSymbols))
    guard !constrained.isEmpty else { return true }
    return innerSymbols.isSubset(of: outerSymbols) && constrained.isSubset(of: innerSymbols)
      && inner.options.domains == outer.options.domains
  }

  /// The inner fit in the parameters of the outer model, where those of the inner are among them;
  /// near the limit where there is one.
  func embedded(_ fit: GrowthFit, in outer: any GrowthModel) -> [String: Double]? {
    var values: [String: Double] = [:]
    for estimate in fit.parameters { values[estimate.parameter.symbol] = estimate.estimate }
    for item in restriction {
      guard values[item.symbol] == nil, item.value.isFinite else { return nil }
      values[item.symbol] = item.isLimit ? 0.05 : item.value
    }
    let symbols = outer.parameters.map { $0.symbol }
    return Set(symbols) == Set(values.keys) ? values : nil
  }
}
