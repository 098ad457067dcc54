import Classification
import CommandSupport

/// Fit and tests of one score, or of one model of several.
struct SummaryProblem: Encodable {
  struct Test: Encodable {
    @Nullable var statistic: Double?
    var degreesOfFreedom: Int
    @Nullable var p: Double?

    init?(_ test: InferenceRecord.Test?) {
      guard let test else { return nil }
      statistic = test.statistic.finite
      degreesOfFreedom = test.degreesOfFreedom
      p = test.p.finite
    }
  }

  var name: String?
  var status: String
  var standardErrors: String
  var refusal: String?
  @Nullable var parameters: Double?
  @Nullable var logLikelihood: Double?
  @Nullable var penalizedLogLikelihood: Double?
  @Nullable var deviance: Double?
  @Nullable var nullDeviance: Double?
  @Nullable var aic: Double?
  @Nullable var bic: Double?
  @Nullable var mcFadden: Double?
  @Nullable var coxSnell: Double?
  @Nullable var nagelkerke: Double?
  @Nullable var tjur: Double?
  @Nullable var likelihoodRatioTest: Test?
  @Nullable var scoreTest: Test?
  @Nullable var waldTest: Test?
  @Nullable var hosmerLemeshow: Test?

  /// Where training failed, the likelihood has no maximum or is not at it: AIC and its like, which
  /// are defined there, do not exist.
  init(_ problem: InferenceRecord.Problem, _ status: TrainingStatus) {
    name = problem.name
    self.status = status.name
    standardErrors = problem.standardErrors
    refusal = problem.refusal
    let fit = problem.fit
    let isEstimate = status.isSuccess
    parameters = fit.parameters.finite
    logLikelihood = fit.logLikelihood.finite
    penalizedLogLikelihood = fit.penalizedLogLikelihood?.finite
    deviance = fit.deviance.finite
    nullDeviance = fit.nullDeviance.finite
    aic = isEstimate ? fit.aic.finite : nil
    bic = isEstimate ? fit.bic.finite : nil
    mcFadden = isEstimate ? fit.mcFadden.finite : nil
    coxSnell = isEstimate ? fit.coxSnell.finite : nil
    nagelkerke = isEstimate ? fit.nagelkerke.finite : nil
    tjur = isEstimate ? fit.tjur?.finite : nil
    likelihoodRatioTest = Test(problem.likelihoodRatioTest)
    scoreTest = Test(problem.scoreTest)
    waldTest = Test(problem.waldTest)
    hosmerLemeshow = Test(problem.hosmerLemeshow)
  }
}
