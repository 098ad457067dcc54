internal import LeastSquares
internal import Statistics

/// Refits a model to resampled data, the scale of the loss kept.
///
/// Sources: B. Efron and R. Tibshirani (1993), An Introduction to the Bootstrap, chapters 9 and 13.
struct Bootstrap<Model: GrowthModel> {
  let model: Model
  let fit: GrowthFit
  let data: FitData
  let domains: [ParameterDomain]
  let kind: BootstrapKind

  /// Replicate i draws from substream i of the seed, so that replicates do not depend on each other.
  func sample(replicates: Int, seed: UInt32, _ solver: LeastSquaresSolver) -> BootstrapSample {
    var sample = BootstrapSample(parameters: [], failures: 0)
    let parameters = model.parameters
    let start = zip(fit.values, parameters).map { data.scaled($0, of: $1) }
    let fitted = model.sizes(at: data.times, start)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: seed, substream: replicate)
      let resample = resample(around: fitted, &stream).flatMap { withOffsetError($0, &stream) }
      guard let resample,
        let estimate = solver.refit(
          fit.problem(model, resample), of: model, from: start, domains: domains,
          weights: resample.weights)
      else {
        sample.failures += 1
        continue
      }
      sample.parameters.append(
        zip(estimate, parameters).map { data.unscaled($0, of: $1) })
    }
    return sample
  }

  /// All sizes moved by one draw of the error that they share; `nil` where a size has no logarithm
  /// then.
  private func withOffsetError(_ resample: FitData, _ stream: inout RandomStream) -> FitData? {
    guard fit.series.offsetStandardError > 0 else { return resample }
    let shift = fit.series.offsetStandardError / data.sizeScale * stream.normal()
    let sizes = resample.sizes.map { $0 + shift }
    if fit.options.scale == .log, sizes.contains(where: { $0 <= 0 }) { return nil }
    return resample.replacing(times: resample.times, sizes: sizes, weights: resample.weights)
  }

  private func resample(around fitted: [Double], _ stream: inout RandomStream) -> FitData? {
    switch kind {
    case .residual: residualResample(fitted, &stream)
    case .parametric: parametricResample(fitted, &stream)
    case .case: caseResample(&stream)
    }
  }

  private var errors: ErrorModel {
    ErrorModel(fit.options, lossScale: fit.lossScale, in: data)
  }

  private func residualResample(
    _ fitted: [Double], _ stream: inout RandomStream
  ) -> FitData? {
    guard let statistics = fit.statistics, statistics.degreesOfFreedom > 0 else { return nil }
    let n = data.sizes.count
    let inflation =
      (Double(n) / Double(statistics.degreesOfFreedom)).squareRoot()
    let errors = errors
    let residuals = (0..<n).map {
      errors.error(of: data.sizes[$0], around: fitted[$0], rootWeight: data.rootWeight($0))
    }
    let mean = residuals.reduce(0, +) / Double(n)
    var sizes = fitted
    for i in 0..<n {
      let residual = residuals[stream.integer(below: n)] - mean
      sizes[i] = errors.size(
        around: fitted[i], error: inflation * residual, rootWeight: data.rootWeight(i))
    }
    return data.replacing(times: data.times, sizes: sizes, weights: data.weights)
  }

  private func parametricResample(
    _ fitted: [Double], _ stream: inout RandomStream
  ) -> FitData? {
    let errors = errors
    let error: Double
    if fit.options.hasKnownVariance || fit.options.loss.isOfCounts {
      error = 1
    } else {
      guard let estimate = fit.statistics?.residualStandardError else { return nil }
      error = fit.options.scale == .log ? estimate : estimate / data.sizeScale
    }
    var sizes = fitted
    for i in sizes.indices {
      sizes[i] = errors.draw(
        around: fitted[i], deviation: error, rootWeight: data.rootWeight(i), &stream)
    }
    return data.replacing(times: data.times, sizes: sizes, weights: data.weights)
  }

  /// `nil` when too few different times were drawn.
  private func caseResample(_ stream: inout RandomStream) -> FitData? {
    let n = data.sizes.count
    let drawn = (0..<n).map { _ in stream.integer(below: n) }.sorted()
    let times = drawn.map { data.times[$0] }
    let distinct = times.indices.count { $0 == 0 || times[$0] != times[$0 - 1] }
    guard distinct >= domains.count(where: { $0.isFitted }) else { return nil }
    return data.replacing(
      times: times, sizes: drawn.map { data.sizes[$0] },
      weights: data.weights.isEmpty ? [] : drawn.map { data.weights[$0] })
  }
}

extension LeastSquaresSolver {
  /// The parameters of a fit that starts next to its minimum; `nil` where it does not converge.
  func refit<Model: GrowthModel>(
    _ problem: GrowthProblem<Model>, of model: Model, from start: [Double],
    domains: [ParameterDomain], weights: [Double]
  ) -> [Double]? {
    let solution = minimize(
      problem, from: start, domains: domains, weights: weights,
      options: LeastSquaresOptions(maximumIterations: 100, usesFallbacks: false))
    guard solution.termination.isConverged else { return nil }
    guard let canonical = model.canonical(solution.parameters),
      zip(domains, canonical).allSatisfy({ $0.contains($1) })
    else { return solution.parameters }
    return canonical
  }
}

extension GrowthFit {
  /// Takes standard errors and limits from a bootstrap; both are unknown where it failed too often.
  mutating func take(_ sample: BootstrapSample) {
    bootstrap = sample
    for j in parameters.indices where !parameters[j].isFixed {
      let summary = sample.summary(confidence: confidence) { $0[j] }
      parameters[j].standardError = summary?.standardError
      parameters[j].limits = summary?.limits ?? .unknown
    }
  }
}
