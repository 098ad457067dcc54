internal import LeastSquares

/// The search for the least sum of squares over a model's start candidates.
struct StartSearch<Model: GrowthModel> {
  let model: Model
  let data: FitData
  let form: ResidualForm
  /// In the fit's units.
  let domains: [ParameterDomain]
  let options: GrowthFitOptions
  /// The sizes from which start values are read, where not the data's.
  var startSizes: [Double]?
  /// A fit that describes this share of the variation ends the search.
  var enough = 0.9
  /// Whether to be content with the first start, whatever comes of it.
  var isQuick = false

  /// Beyond this condition number a direction is practically undetermined.
  private static var conditionLimit: Double { 1e10 }

  func run(_ solver: LeastSquaresSolver) -> (solution: LeastSquaresSolution, starts: Int) {
    let problem = GrowthProblem(model: model, data: data, form: form)
    let total = constantCriterion
    // A complete start of the user's comes first; should it lead nowhere, the data's own follow.
    // The search costs more than a fit: it is made only when the quick start does not suffice.
    let isComplete = model.parameters.indices.allSatisfy {
      options.startValues[model.parameters[$0].symbol] != nil || !domains[$0].isFitted
    }
    var candidates =
      isComplete
      ? [withUserStart(model.parameters.map { _ in 1 })]
      : model.quickStart(for: startData()).map { [withUserStart($0)] } ?? []
    var hasSearched = false
    var best: LeastSquaresSolution?
    var iterations = 0
    var starts = 0
    while starts < (isQuick ? 1 : options.maximumStarts) {
      if starts == candidates.count, !hasSearched {
        let startData = startData()
        let searched = model.searchedStarts(for: startData)
        candidates +=
          isComplete
          ? [model.quickStart(for: startData)].compactMap { $0 } + searched
          : searched.map(withUserStart)
        hasSearched = true
      }
      guard starts < candidates.count else { break }
      let solution = attempt(problem, from: candidates[starts], solver)
      starts += 1
      iterations += solution.iterations
      if best.map({ Self.isBetter(solution, than: $0) }) ?? true { best = solution }
      // The user's own start is taken at its word.
      let enoughStarts = isComplete ? 1 : model.leastStarts
      if let best, isGood(best, total), starts >= enoughStarts || isExact(best, total) { break }
    }
    // No candidate reached a minimum: let the other engines try from the best point, unless there is
    // none to reach.
    if let point = best, !point.termination.isConverged, !isQuick {
      let thorough = LeastSquaresOptions(
        maximumIterations: 100, maximumGeodesicIterations: 200,
        usesFallbacks: !data.isFarOutside(point.parameters, model.parameters))
      let solution = minimize(problem, from: point.parameters, solver, thorough)
      iterations += solution.iterations
      if Self.isBetter(solution, than: point) { best = solution }
    }
    var solution = best!
    // From a minimum to a lower one that the model can name, while there is one.
    let goesOn = !isComplete && options.maximumStarts > 1
    for _ in 0..<6 where goesOn && !isExact(solution, total) {
      let reached = solution
      for start in model.alternatives(to: reached.parameters, for: startData()) {
        let other = attempt(problem, from: withUserStart(start), solver)
        starts += 1
        iterations += other.iterations
        if Self.isBetter(other, than: solution) { solution = other }
      }
      guard solution.residualSumOfSquares < reached.residualSumOfSquares * (1 - 1e-9) else { break }
    }
    solution.iterations = iterations
    return (solution, starts)
  }

  /// From one point alone.
  func run(from start: [Double], _ solver: LeastSquaresSolver) -> LeastSquaresSolution {
    minimize(
      GrowthProblem(model: model, data: data, form: form), from: start, solver,
      LeastSquaresOptions(maximumIterations: 100, maximumGeodesicIterations: 200))
  }

  private var constantCriterion: Double { BestConstant(data, form).criterion }

  /// A minimum on a corner of the sum of squares, of a model with corners and its own domains.
  private func corner(
    near stalled: LeastSquaresSolution, _ problem: GrowthProblem<Model>,
    _ solver: LeastSquaresSolver
  ) -> LeastSquaresSolution? {
    switch stalled.termination {
    case .edgeOfDomain, .noValueAtStart: return nil
    default: break
    }
    guard let form = model.cornered,
      domains == model.parameters.map({ data.scaled($0.domain, of: $0) })
    else { return nil }
    let search = CornerSearch(
      problem: problem, form: form, times: data.times, weights: data.weights, domains: domains)
    return search.minimum(near: stalled, solver)
  }

  private func startData() -> StartData {
    StartData(times: data.times, sizes: startSizes ?? data.sizes, weights: precisions())
  }

  /// The weights, times about one over the variances that the form implies.
  private func precisions() -> [Double] {
    guard form.needsPositiveSizes else { return data.weights }
    let largest = data.sizes.reduce(0) { max($0, $1) }
    return data.sizes.indices.map { i in
      (data.weights.isEmpty ? 1 : data.weights[i])
        * form.precision(data.sizes[i], largest: largest, one: 1 / data.sizeScale)
    }
  }

  /// A search that a parameter leads away from the data is given up: it costs most of the time, and
  /// all starts tend to end there.
  private func attempt(
    _ problem: GrowthProblem<Model>, from start: [Double], _ solver: LeastSquaresSolver
  ) -> LeastSquaresSolution {
    let first = minimize(
      problem, from: start, solver,
      LeastSquaresOptions(maximumIterations: 30, usesFallbacks: false))
    guard !first.termination.isConverged, first.termination == .iterationLimit,
      !data.isFarOutside(first.parameters, model.parameters)
    else { return first }
    var second = minimize(
      problem, from: first.parameters, solver,
      LeastSquaresOptions(maximumIterations: 100, usesFallbacks: false))
    second.iterations += first.iterations
    return second
  }

  private func minimize(
    _ problem: GrowthProblem<Model>, from start: [Double], _ solver: LeastSquaresSolver,
    _ settings: LeastSquaresOptions
  ) -> LeastSquaresSolution {
    var solution = solver.minimize(
      problem, from: start, domains: domains, weights: data.weights, options: settings)
    if solution.termination == .noValueAtStart, form.needsPositiveSizes {
      // From a curve that is not positive throughout there is a way by plain weighted squares.
      let bridge = solver.minimize(
        GrowthProblem(model: model, data: data, form: .difference), from: start, domains: domains,
        weights: precisions(), options: settings)
      let found = solver.minimize(
        problem, from: bridge.parameters, domains: domains, weights: data.weights,
        options: settings)
      if found.termination != .noValueAtStart { solution = found }
    }
    if !solution.termination.isConverged, let corner = corner(near: solution, problem, solver) {
      return corner
    }
    // A mirrored description of the same curve is at its minimum already; solving from there
    // gives its uncertainty.
    guard solution.termination.isConverged, let canonical = model.canonical(solution.parameters),
      zip(domains, canonical).allSatisfy({ $0.contains($1) })
    else { return solution }
    return solver.minimize(
      problem, from: canonical, domains: domains, weights: data.weights, options: settings)
  }

  /// Whether a solution would end the search.
  func isGood(_ solution: LeastSquaresSolution) -> Bool { isGood(solution, constantCriterion) }

  private func isGood(_ solution: LeastSquaresSolution, _ total: Double) -> Bool {
    solution.termination.isConverged && solution.conditionNumber < Self.conditionLimit
      && solution.residualSumOfSquares <= (1 - enough) * total
  }

  /// No minimum can be lower than one that leaves nothing but rounding.
  private func isExact(_ solution: LeastSquaresSolution, _ total: Double) -> Bool {
    solution.residualSumOfSquares <= 1e-24 * total
  }

  /// The user's own start values in the place of those found.
  private func withUserStart(_ candidate: [Double]) -> [Double] {
    zip(model.parameters, candidate).map { parameter, value in
      options.startValues[parameter.symbol].map { data.scaled($0, of: parameter) } ?? value
    }
  }

  /// A minimum beats any other end, unless that lies well below it: then it is not the least. Among
  /// equals the lower sum of squares wins, by more than rounding, so that the first found stays.
  static func isBetter(
    _ a: LeastSquaresSolution, than b: LeastSquaresSolution
  ) -> Bool {
    if a.termination.isConverged != b.termination.isConverged {
      let (minimum, other) = a.termination.isConverged ? (a, b) : (b, a)
      let isLocal = other.residualSumOfSquares < 0.99 * minimum.residualSumOfSquares
      return a.termination.isConverged != isLocal
    }
    return a.residualSumOfSquares < b.residualSumOfSquares * (1 - 1e-12)
  }
}
