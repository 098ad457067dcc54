internal import LeastSquares
internal import Statistics

/// What a fit under a loss says of its parameters' uncertainty, in the fit's units.
///
/// ```
/// Cov = φ·(JᵀWJ)⁻¹,   J = ∂N/∂p
///
/// squared             W = w         φ = Σwr²/(n − p), or 1 where the variances are known
/// squared, log scale  W = w/N²      the same, of residuals on the log scale
/// robust              W = w, w/N²   φ = K²·s²·Σψ²/(n − p)/(mean ψ′)²
/// poisson             W = w/N       φ = 1
/// negative-binomial   W = w/(N + N²/θ), φ = 1
/// ```
///
/// with Huber's correction for small samples, K = 1 + (p/n)·var ψ′/(mean ψ′)². W of counts is the
/// expected information: with θ estimated too, its and the curve's estimates are asymptotically
/// independent.
///
/// Source: P. J. Huber (1981), Robust Statistics, section 7.6; McCullagh and Nelder (1989).
struct FitOutcome {
  let solution: LeastSquaresSolution
  let starts: Int
  let form: ResidualForm
  /// N at each observation.
  let sizes: [Double]
  /// (JᵀWJ)⁻¹; `nil` when singular.
  let unscaledCovariance: [Double]?
  /// Of the scaled JᵀWJ.
  let conditionNumber: Double
  /// φ; `nil` when it is not known.
  let dispersion: Double?
  /// How much the criterion rises over one standard error of a parameter, the others refitted.
  let criterionScale: Double?
  /// How many observations have a weight ψ(u)/u below ½; `nil` unless the loss is robust.
  let downweighted: Int?

  init<Model: GrowthModel>(
    _ result: LossFitResult, _ fit: LossFit<Model>, _ solver: LeastSquaresSolver
  ) {
    let data = fit.data
    let solution = result.solution
    self.solution = solution
    starts = result.starts
    form = result.form
    let plain = GrowthProblem(model: fit.model, data: data, form: result.form.plain)
    switch result.form.transformation {
    case .none:
      sizes = form == .difference ? [] : fit.model.sizes(at: data.times, solution.parameters)
      (unscaledCovariance, conditionNumber) =
        (solution.unscaledCovariance, solution.conditionNumber)
      dispersion = fit.options.hasKnownVariance ? 1 : solution.residualVariance
      criterionScale = dispersion
      downweighted = nil

    case .counts(let errors):
      let sizes = fit.model.sizes(at: data.times, solution.parameters)
      self.sizes = sizes
      let information = solver.information(
        plain, at: solution.parameters, domains: fit.domains,
        weights: sizes.indices.map { i in
          (data.weights.isEmpty ? 1 : data.weights[i]) / errors.variance(mean: sizes[i])
        })
      (unscaledCovariance, conditionNumber) =
        (information.unscaledCovariance, information.conditionNumber)
      // A deviance counts single counts, whatever the unit.
      dispersion = 1 / data.sizeScale
      criterionScale = dispersion
      downweighted = nil

    case .robust(let loss, let scale):
      let sizes = fit.model.sizes(at: data.times, solution.parameters)
      self.sizes = sizes
      let information = solver.information(
        plain, at: solution.parameters, domains: fit.domains, weights: data.weights)
      (unscaledCovariance, conditionNumber) =
        (information.unscaledCovariance, information.conditionNumber)
      let form = result.form
      let units = sizes.indices.map { i in
        let root = data.rootWeight(i)
        return root * form.plain.residual(sizes[i], data.sizes[i], rootWeight: root).value / scale
      }
      let moments = InfluenceMoments(
        loss, units, degreesOfFreedom: solution.degreesOfFreedom)
      dispersion = moments.dispersion.map { $0 * scale * scale }
      criterionScale = dispersion.map { $0 * moments.meanSlope }
      downweighted = units.count { loss.weight($0) < 0.5 }
    }
  }
}

extension FitOutcome {
  /// Σwr² of the plain residuals.
  func plainSquares(_ data: FitData) -> Double {
    sizes.indices.reduce(0) { sum, i in
      let root = data.rootWeight(i)
      let residual = root * form.plain.residual(sizes[i], data.sizes[i], rootWeight: root).value
      return sum + residual * residual
    }
  }

  /// √(φ·(JᵀWJ)⁻¹ⱼⱼ), 0 for fixed parameters.
  func standardError(_ j: Int) -> Double? {
    guard let matrix = unscaledCovariance, let dispersion else { return nil }
    return (dispersion * matrix[j * solution.parameters.count + j]).squareRoot()
  }
}

/// Moments of the influence ψ(u) and of its slope over the observations.
private struct InfluenceMoments {
  /// mean ψ′.
  let meanSlope: Double
  /// φ for s = 1; `nil` without degrees of freedom, or where ψ′ is not positive on average.
  let dispersion: Double?

  init(_ loss: RobustLoss, _ units: [Double], degreesOfFreedom: Int) {
    let n = Double(units.count)
    let slopes = units.map(loss.influenceSlope)
    let mean = slopes.reduce(0, +) / n
    meanSlope = mean
    guard degreesOfFreedom > 0, mean > 0 else {
      dispersion = nil
      return
    }
    let squares = units.reduce(0) { $0 + loss.influence($1) * loss.influence($1) }
    let variance = slopes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let fitted = n - Double(degreesOfFreedom)
    let correction = 1 + fitted / n * variance / (mean * mean)
    dispersion =
      correction * correction * squares / Double(degreesOfFreedom) / (mean * mean)
  }
}
