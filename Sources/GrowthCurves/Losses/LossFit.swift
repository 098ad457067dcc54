internal import LeastSquares
internal import Statistics

/// The curve that was found, and the form under which it is a minimum, with its scale.
struct LossFitResult {
  var solution: LeastSquaresSolution
  /// How many start values were tried.
  var starts: Int
  var form: ResidualForm
  /// Whether the scale of the form and the curve belong together.
  var hasSettled = true

  /// A scale that did not settle is a limit that was reached.
  mutating func mark(hasSettled: Bool) {
    self.hasSettled = hasSettled
    if !hasSettled, solution.termination.isConverged { solution.termination = .iterationLimit }
  }
}

/// A fit under a loss: the search for the curve, and the scale of the loss that goes with it.
struct LossFit<Model: GrowthModel> {
  let model: Model
  let data: FitData
  /// In the fit's units.
  let domains: [ParameterDomain]
  let options: GrowthFitOptions

  func run(_ solver: LeastSquaresSolver) -> LossFitResult {
    options.checkLoss()
    let plain = ResidualForm(scale: options.scale, transformation: .none)
    switch options.loss {
    case .squared: return search(data, plain, solver)
    case .poisson: return search(data, Self.counts(.poisson), solver)
    case .negativeBinomial: return negativeBinomial(solver)
    case .huber: return robust(.huber, solver)
    case .tukey: return robust(.tukey, solver)
    case .cauchy: return robust(.cauchy, solver)
    }
  }

  private static func counts(_ errors: CountErrors) -> ResidualForm {
    ResidualForm(scale: .linear, transformation: .counts(errors))
  }

  private func search(
    _ data: FitData, _ form: ResidualForm, _ solver: LeastSquaresSolver
  ) -> LossFitResult {
    let (solution, starts) = search(data, form).run(solver)
    return LossFitResult(solution: solution, starts: starts, form: form)
  }

  private func search(_ data: FitData, _ form: ResidualForm) -> StartSearch<Model> {
    StartSearch(model: model, data: data, form: form, domains: domains, options: options)
  }

  /// Minimises under a form from a curve that is near already.
  private func refine(
    _ result: inout LossFitResult, _ form: ResidualForm, _ solver: LeastSquaresSolver
  ) {
    let spent = result.solution.iterations
    result.solution = search(data, form).run(from: result.solution.parameters, solver)
    result.solution.iterations += spent
    result.form = form
  }

  /// Goes on from a point where the criterion is lower.
  func restart(
    _ result: inout LossFitResult, from point: [Double], _ solver: LeastSquaresSolver
  ) {
    result.starts += 1
    result.solution.parameters = point
    refine(&result, result.form, solver)
    switch options.loss {
    case .huber: settleScale(&result, solver)
    case .negativeBinomial: settleTheta(&result, solver)
    case .squared, .tukey, .cauchy, .poisson: break
    }
  }

  private func sizes(_ solution: LeastSquaresSolution) -> [Double] {
    model.sizes(at: data.times, solution.parameters)
  }
}

/// Counts whose scatter is estimated.
extension LossFit {
  private func negativeBinomial(_ solver: LeastSquaresSolver) -> LossFitResult {
    var result = search(data, Self.counts(.poisson), solver)
    settleTheta(&result, solver)
    guard !result.solution.termination.isConverged else { return result }
    // The Poisson fit may have led astray.
    var other = search(data, result.form, solver)
    settleTheta(&other, solver)
    other.starts += result.starts
    return other.solution.termination.isConverged ? other : result
  }

  /// θ of greatest likelihood given the curve, and the curve given θ, in turn.
  private func settleTheta(_ result: inout LossFitResult, _ solver: LeastSquaresSolver) {
    let first = mostLikely(result.solution)
    var hasSettled = true
    var theta = first.theta
    if theta.isFinite {
      (theta, hasSettled) = LossScale.settle(from: theta) { theta in
        refine(&result, Self.counts(CountErrors(theta: theta)), solver)
        return mostLikely(result.solution).theta
      }
    }
    if theta == .infinity, result.form.transformation != .counts(.poisson) {
      refine(&result, Self.counts(.poisson), solver)
    }
    result.mark(hasSettled: hasSettled)
  }

  /// θ in the fit's units: as many times smaller as the counts are.
  private func mostLikely(_ solution: LeastSquaresSolution) -> CountErrors {
    let unit = data.sizeScale
    let means = sizes(solution)
    guard means.allSatisfy({ $0 > 0 && $0.isFinite }) else { return .poisson }
    let errors = CountErrors.mostLikely(
      counts: data.sizes.map { $0 * unit }, means: means.map { $0 * unit }, weights: data.weights)
    return CountErrors(theta: errors.theta / unit)
  }
}

/// Losses that count distant observations less.
extension LossFit {
  private func robust(_ loss: RobustLoss, _ solver: LeastSquaresSolver) -> LossFitResult {
    var result = robustStart(solver)
    settleScale(&result, solver)
    if loss != .huber, case .robust(_, let scale) = result.form.transformation {
      let hasSettled = result.hasSettled
      refine(&result, robustForm(loss, scale), solver)
      result.mark(hasSettled: hasSettled)
    }
    return result
  }

  private func robustForm(_ loss: RobustLoss, _ scale: Double) -> ResidualForm {
    ResidualForm(scale: options.scale, transformation: .robust(loss, scale: scale))
  }

  /// Huber's scale given the curve, and the curve given the scale, in turn.
  private func settleScale(_ result: inout LossFitResult, _ solver: LeastSquaresSolver) {
    guard !options.hasKnownVariance else {
      return refine(&result, robustForm(.huber, 1), solver)
    }
    let start = scale(of: result.solution)
    let (_, hasSettled) = LossScale.settle(
      from: start.isNaN ? data.leastLossScale(on: options.scale) : start
    ) { scale in
      refine(&result, robustForm(.huber, scale), solver)
      return self.scale(of: result.solution)
    }
    result.mark(hasSettled: hasSettled)
  }

  /// Where the search for a robust fit begins.
  ///
  /// A plain fit that describes the sizes and leaves none far off will do. A few distant
  /// observations can carry a least squares fit to another minimum altogether: then it is the best
  /// under Huber's loss, at one and the same scale, of the plain fits to the sizes and to their
  /// running medians, and of the fits from the model's candidates for the medians.
  private func robustStart(_ solver: LeastSquaresSolver) -> LossFitResult {
    let plain = ResidualForm(scale: options.scale, transformation: .none)
    // Too few to tell a distant one from the rest.
    guard data.sizes.count >= 8 else { return search(data, plain, solver) }
    var quick = search(data, plain)
    quick.isQuick = true
    let (first, firstStarts) = quick.run(solver)
    guard !quick.isGood(first) || hasDistant(first) else {
      return LossFitResult(solution: first, starts: firstStarts, form: plain)
    }
    let smooth = data.smoothed()
    let second = search(smooth, plain, solver)
    let scales = [first, second.solution].map { scale(of: $0) }.filter { $0.isFinite }
    guard let scale = scales.min() else { return second }

    let form = robustForm(.huber, scale)
    var candidates = [first, second.solution].map { solution in
      var result = LossFitResult(solution: solution, starts: 0, form: plain)
      refine(&result, form, solver)
      return result.solution
    }
    var all = search(data, form)
    all.startSizes = smooth.sizes
    all.enough = 1
    let (third, thirdStarts) = all.run(solver)
    candidates.append(third)
    var best = candidates[0]
    for solution in candidates where StartSearch<Model>.isBetter(solution, than: best) {
      best = solution
    }
    // Refining has counted the iterations before it.
    best.iterations = candidates.reduce(0) { $0 + $1.iterations }
    return LossFitResult(
      solution: best, starts: firstStarts + second.starts + thirdStarts, form: form)
  }

  /// Whether a residual is farther off than normal errors are, once in ten thousand.
  private func hasDistant(_ solution: LeastSquaresSolution) -> Bool {
    let residuals = residuals(solution)
    let limit = 4 * LossScale.ofAbsolute(residuals)
    return !residuals.allSatisfy { $0.magnitude <= limit }
  }

  /// Huber's scale of a curve's residuals; NaN where it has none.
  private func scale(of solution: LeastSquaresSolution) -> Double {
    let residuals = residuals(solution)
    guard residuals.allSatisfy({ $0.isFinite }) else { return .nan }
    return max(data.leastLossScale(on: options.scale), LossScale.ofAbsolute(residuals))
  }

  /// √w times the plain residuals.
  private func residuals(_ solution: LeastSquaresSolution) -> [Double] {
    let plain = ResidualForm(scale: options.scale, transformation: .none)
    return sizes(solution).enumerated().map { i, size in
      let root = data.rootWeight(i)
      return root * plain.residual(size, data.sizes[i], rootWeight: root).value
    }
  }
}
