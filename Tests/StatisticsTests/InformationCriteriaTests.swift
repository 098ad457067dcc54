import Statistics
import Testing

struct InformationCriteriaTests {
  /// R: fit <- lm(dist ~ speed, cars); logLik(fit); AIC(fit); BIC(fit). The small-sample term by
  /// hand.
  @Test func agreesWithR() {
    let criteria = InformationCriteria(
      logLikelihood: -206.57843151368, estimatedCount: 3, observationCount: 50)
    #expect(abs(criteria.aic - 419.15686302735) < 1e-9)
    #expect(abs(criteria.bic - 424.89293204364) < 1e-9)
    #expect(abs(criteria.aicc - (419.15686302735 + 24.0 / 46)) < 1e-9)
  }

  @Test func theCorrectionIsInfiniteWithoutSpareObservations() {
    func criteria(_ count: Int) -> InformationCriteria {
      InformationCriteria(logLikelihood: 1, estimatedCount: 4, observationCount: count)
    }
    #expect(criteria(5).aicc == .infinity)
    #expect(criteria(3).aicc == .infinity)
    #expect(criteria(6).aicc == criteria(6).aic + 40)
  }

  @Test func aPerfectFit() {
    let criteria = InformationCriteria(
      logLikelihood: .infinity, estimatedCount: 2, observationCount: 10)
    #expect(criteria.aic == -.infinity)
    #expect(criteria.aicc == -.infinity)
    #expect(criteria.bic == -.infinity)
  }
}
