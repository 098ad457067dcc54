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
      let resample = resample(around: fitted, &stream)
      guard let resample,
        let estimate = refit(resample, from: start, solver)
      else {
        sample.failures += 1
        continue
      }
      sample.parameters.append(
        zip(estimate, parameters).map { data.unscaled($0, of: $1) })
    }
    return sample
  }

  private func refit(
    _ resample: FitData, from start: [Double], _ solver: LeastSquaresSolver
  ) -> [Double]? {
    let solution = solver.minimize(
      fit.problem(model, resample), from: start,
      domains: domains, weights: resample.weights,
      options: LeastSquaresOptions(maximumIterations: 100, usesFallbacks: false))
    guard solution.termination.isConverged else { return nil }
    guard let canonical = model.canonical(solution.parameters),
      zip(domains, canonical).allSatisfy({ $0.contains($1) })
    else { return solution.parameters }
    return canonical
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
