internal import LeastSquares

/// The profile likelihood of a fit: limits in the units of the data.
struct FitProfile<Model: GrowthModel> {
  /// Limits, or parameters (in the fit's units) of a better fit that was met on the way.
  enum Outcome {
    case limits(ConfidenceLimits)
    case betterFit([Double])
  }

  private let fit: GrowthFit
  private let data: FitData
  private let parameters: [GrowthParameter]
  private let profile: LeastSquaresProfile<GrowthProblem<Model>>

  /// `nil` where there is no profile: no degrees of freedom, or no residuals from which a level could
  /// follow. The scale of a loss stays that of the fit. A fit that ran out of iterations has one: where a parameter runs away, the profile tells
  /// which values the data exclude.
  init?(
    _ model: Model, _ fit: GrowthFit, _ data: FitData, _ domains: [ParameterDomain],
    _ solver: LeastSquaresSolver
  ) {
    guard fit.status != .notFitted, let scale = fit.criterionScale else { return nil }
    let rise = scale * fit.tQuantile * fit.tQuantile
    guard rise > 0, rise.isFinite else { return nil }
    self.fit = fit
    self.data = data
    parameters = model.parameters
    profile = LeastSquaresProfile(
      fit.problem(model, data),
      at: zip(fit.values, parameters).map { data.scaled($0, of: $1) }, domains: domains,
      weights: data.weights, rise: rise, solver: solver)
  }

  /// The same from the fit alone.
  init?(_ model: Model, _ fit: GrowthFit, _ solver: LeastSquaresSolver) {
    let data = FitData(fit.series, model, fit.options)
    let domains = model.parameters.map {
      data.scaled(fit.options.domains[$0.symbol] ?? $0.domain, of: $0)
    }
    self.init(model, fit, data, domains, solver)
  }

  /// The limits of a parameter.
  func limits(of index: Int) -> Outcome {
    let parameter = parameters[index]
    let estimate = fit.values[index]
    let scale = Self.scale(parameter.dimension, of: estimate, fit)
    return limits(
      of: SingleParameter(index), scale: data.scaled(scale, of: parameter)
    ) { data.unscaled($0, of: parameter) }
  }

  /// The limits of a function of the parameters in the units of the data.
  func limits(
    of function: @escaping (_ parameters: [Double]) -> Double, scale: Double
  ) -> Outcome {
    limits(
      of: NaturalFunction(data: data, parameters: parameters, function: function), scale: scale
    ) { $0 }
  }

  private func limits(
    of function: some ParameterFunction, scale: Double, _ natural: (Double) -> Double
  ) -> Outcome {
    var limits = ConfidenceLimits.unknown
    for side in ProfileLimit.Side.allCases {
      switch profile.limit(of: function, side, scale: scale) {
      case .reached(let value, _):
        if side == .lower { limits.lower = natural(value) } else { limits.upper = natural(value) }
      case .unbounded:
        if side == .lower { limits.isLowerUnbounded = true } else { limits.isUpperUnbounded = true }
      case .betterFit(let parameters): return .betterFit(parameters)
      case .notFound: break
      }
    }
    return .limits(limits)
  }

  /// A distance that means something to a reader, in the units of the data.
  static func scale(
    _ dimension: GrowthParameter.Dimension?, of estimate: Double, _ fit: GrowthFit
  ) -> Double {
    let range = (fit.series.sizes.max() ?? 0) - (fit.series.sizes.min() ?? 0)
    let duration = fit.series.duration
    let scale =
      switch dimension {
      case .size: range
      case .time: duration
      case .rate: 1 / duration
      case .absoluteRate: range / duration
      case .shape: 1.0
      case nil: estimate.magnitude
      }
    return scale > 0 && scale.isFinite ? scale : max(estimate.magnitude, 1)
  }
}

/// A function of the parameters in the units of the data, as the fit's units see it.
private struct NaturalFunction: ParameterFunction {
  let data: FitData
  let parameters: [GrowthParameter]
  let function: ([Double]) -> Double

  func value(at p: [Double]) -> Double {
    function(zip(p, parameters).map { data.unscaled($0, of: $1) })
  }
}
