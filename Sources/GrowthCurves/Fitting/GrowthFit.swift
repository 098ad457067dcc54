public import LeastSquares

/// What came of fitting a model to a series: always an answer that says how good it is.
public struct GrowthFit: Sendable {
  public enum Status: String, Sendable {
    /// The parameters are a minimum of the sum of squares.
    case converged
    /// The search ended elsewhere; the parameters are the best point seen.
    case notConverged = "not-converged"
    /// The data cannot be fitted at all; there are no parameters.
    case notFitted = "not-fitted"
  }

  public var series: GrowthSeries
  public var model: any GrowthModel
  public var status: Status
  /// What a reader must know before using the numbers; `[.ok]` when nothing.
  public var verdicts: [Verdict]
  /// Empty when not fitted.
  public var parameters: [ParameterEstimate]
  /// `nil` when not fitted.
  public var statistics: FitStatistics?
  /// `nil` when not fitted.
  public var convergence: Convergence?
  /// The estimated scale of the loss: s of a robust loss, in the unit of the sizes (without one on the
  /// log scale; 1 where the variances are known), θ of negative binomial counts, ∞ where they
  /// scatter no more than Poisson counts. `nil` for the other losses, and when not fitted.
  public var lossScale: Double?
  /// How much the criterion Σwr² rises over one standard error of a parameter, the others refitted,
  /// in the fit's units (`FitData`): a profile ends where it has risen by `criterionScale` times
  /// the squared quantile. `nil` when not fitted or not known.
  var criterionScale: Double?
  /// φ·(JᵀWJ)⁻¹ in natural units, row-major; `nil` when it is singular or φ is unknown. φ is s² for
  /// least squares, 1 for counts and known variances, Huber's for robust losses.
  public var covariance: [Double]?
  /// How the parameters respond to one standard error of a common offset (`OffsetError`); `nil`
  /// where there is none, or where it is not known.
  var offsetResponse: [Double]?
  /// What the fit was told; the method and the coverage of its intervals among it.
  public var options: GrowthFitOptions
  /// How many standard errors a Wald interval reaches: the t quantile of (1 + confidence)/2; the
  /// normal one for counts and least squares with known variances.
  public var tQuantile: Double
  /// The estimates of the bootstrap, where it was asked for.
  public var bootstrap: BootstrapSample?

  /// The coverage of every interval of this fit.
  public var confidence: Double { options.confidence }

  /// The parameter values, in the model's order; empty when not fitted.
  public var values: [Double] { parameters.map { $0.estimate } }

  /// The same fit with other limits ahead: those that are there already stay as they are.
  func at(confidence: Double) -> GrowthFit {
    var fit = self
    fit.options.confidence = confidence
    fit.tQuantile = fit.options.quantile(degreesOfFreedom: statistics?.degreesOfFreedom ?? 0)
    return fit
  }

  /// The fitted size at a time of the data.
  ///
  /// - Precondition: the series was fitted.
  public func size(at time: Double) -> Double {
    precondition(status != .notFitted, "there is no curve")
    return model.size(at: modelTime(time), values)
  }

  /// A time of the data as the model takes it.
  func modelTime(_ time: Double) -> Double {
    model.usesElapsedTime ? time - series.origin : time
  }

  /// A time of the model as the data give it.
  func dataTime(_ time: Double) -> Double {
    model.usesElapsedTime ? time + series.origin : time
  }
}

/// A fitted parameter.
public struct ParameterEstimate: Sendable, Hashable {
  public var parameter: GrowthParameter
  public var estimate: Double
  /// `nil` where it is not known (singular information, no degrees of freedom); 0 when fixed.
  public var standardError: Double?
  /// At the fit's confidence, by the fit's interval method.
  public var limits: ConfidenceLimits
  public var isFixed: Bool

  public var lower: Double? { limits.lower }
  public var upper: Double? { limits.upper }
}

/// How the search ended.
public struct Convergence: Sendable, Hashable {
  public var termination: Termination
  /// Over all starts and engines.
  public var iterations: Int
  /// ‖P_J r‖/‖r‖.
  public var relativeOffset: Double
  /// Of the scaled JᵀWJ.
  public var conditionNumber: Double
  public var engine: LeastSquaresEngine
  /// How many start values were tried.
  public var starts: Int
}
