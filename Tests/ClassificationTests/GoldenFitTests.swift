import Classification
import TestSupport
import Testing

@Suite struct GoldenFitTests {
  /// 12 digits from every solver, whatever its own way there.
  @Test(arguments: GoldenFit.fits, Solvers.all.map { $0.name })
  func coefficients(_ name: String, _ solver: String) throws {
    let golden = GoldenFit.named(name)
    let trained = try train(golden, solver)
    #expect(trained.status == .converged)
    let function = trained.scoreFunctions[0]
    for (feature, expected) in golden.coef {
      let value =
        feature == "(Intercept)"
        ? function.intercept : function.weights[trained.featureNames.firstIndex(of: feature)!]
      let digits = logRelativeError(value, Double(expected)!, cap: 15)
      #expect(digits >= 12, "\(solver) \(feature): \(value), \(expected): \(digits) digits")
    }
    #expect(logRelativeError(trained.logLikelihood, Double(golden.loglik)!, cap: 15) >= 13)
  }

  @Test(arguments: GoldenFit.fits)
  func standardErrors(_ name: String) throws {
    let golden = GoldenFit.named(name)
    let trained = try train(golden, "newton")
    let covariance = try #require(trained.reports[0].covariance)
    let size = trained.featureNames.count + 1
    for (feature, expected) in golden.se {
      let index = trained.featureNames.firstIndex(of: feature) ?? size - 1
      let value = covariance[index * size + index].squareRoot()
      let digits = logRelativeError(value, Double(expected)!, cap: 15)
      #expect(digits >= 12, "\(feature): \(value), \(expected): \(digits) digits")
    }
  }

  private func train(_ golden: GoldenFit, _ solver: String) throws -> TrainedClassifier {
    LogisticTrainer(
      TrainingOptions(solver: Solvers.named(solver), penalty: golden.penalty)
    ).train(try golden.data())
  }
}
