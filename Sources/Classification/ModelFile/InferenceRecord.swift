/// ``ModelInference`` as a model file keeps it.
public struct InferenceRecord: Sendable, Equatable, Codable {
  public struct Test: Sendable, Equatable, Codable {
    public var statistic: Double
    public var degreesOfFreedom: Int
    public var p: Double

    init?(_ test: ModelInference.TestResult?) {
      guard let test else { return nil }
      statistic = test.statistic
      degreesOfFreedom = test.degreesOfFreedom
      p = test.p
    }
  }

  public struct Coefficient: Sendable, Equatable, Codable {
    /// The class of the score, where the model has several.
    public var output: String?
    public var name: String
    public var estimate: Double
    public var standardError: Double?
    public var z: Double?
    public var p: Double?
    public var profileLower: Double?
    public var profileUpper: Double?
    public var likelihoodRatio: Test?

    init(_ coefficient: ModelInference.Coefficient) {
      output = coefficient.output
      name = coefficient.name
      estimate = coefficient.estimate
      standardError = coefficient.standardError
      z = coefficient.z
      p = coefficient.p
      profileLower = coefficient.profile?.lower
      profileUpper = coefficient.profile?.upper
      likelihoodRatio = Test(coefficient.likelihoodRatio)
    }
  }

  public struct Fit: Sendable, Equatable, Codable {
    public var observations: Double
    public var parameters: Double
    public var logLikelihood: Double
    public var penalizedLogLikelihood: Double?
    public var deviance: Double
    public var nullDeviance: Double
    public var aic: Double
    public var bic: Double
    public var mcFadden: Double
    public var coxSnell: Double
    public var nagelkerke: Double
    public var tjur: Double?

    init(_ fit: FitStatistics) {
      observations = fit.observations
      parameters = fit.parameters
      logLikelihood = fit.logLikelihood
      penalizedLogLikelihood = fit.penalizedLogLikelihood
      deviance = fit.deviance
      nullDeviance = fit.nullDeviance
      aic = fit.aic
      bic = fit.bic
      mcFadden = fit.mcFadden
      coxSnell = fit.coxSnell
      nagelkerke = fit.nagelkerke
      tjur = fit.tjur
    }
  }

  public struct Problem: Sendable, Equatable, Codable {
    /// The class or label; nil where the classifier is one model.
    public var name: String?
    /// Where standard errors come from, and why there are none.
    public var standardErrors: String
    public var refusal: String?
    /// Those of which more is known than the estimate, which stands with the score.
    public var coefficients: [Coefficient]
    public var fit: Fit
    public var likelihoodRatioTest: Test?
    public var scoreTest: Test?
    public var waldTest: Test?
    public var hosmerLemeshow: Test?
  }

  public struct Inflation: Sendable, Equatable, Codable {
    public var column: String
    public var factor: Double
  }

  /// Of the profile intervals.
  public var confidence: Double
  public var problems: [Problem]
  /// Of the columns that have one.
  public var varianceInflation: [Inflation]

  /// Leaves out what is nothing beyond the scores: coefficients without a standard error.
  public init(_ inference: ModelInference) {
    confidence = inference.confidence
    problems = inference.problems.map { problem in
      var refusal: String?
      if case .refused(let why) = problem.standardErrors { refusal = why.reason }
      return Problem(
        name: problem.name, standardErrors: problem.standardErrors.name, refusal: refusal,
        coefficients: problem.coefficients.filter { $0.standardError != nil }
          .map { Coefficient($0) },
        fit: Fit(problem.fit),
        likelihoodRatioTest: Test(problem.likelihoodRatioTest),
        scoreTest: Test(problem.scoreTest), waldTest: Test(problem.waldTest),
        hosmerLemeshow: Test(
          problem.hosmerLemeshow.map {
            .init(statistic: $0.statistic, degreesOfFreedom: $0.degreesOfFreedom, p: $0.p)
          }))
    }
    varianceInflation = inference.varianceInflation.compactMap { entry in
      entry.factor.map { Inflation(column: entry.column, factor: $0) }
    }
  }
}
