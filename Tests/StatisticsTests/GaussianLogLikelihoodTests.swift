import Statistics
import Testing

struct GaussianLogLikelihoodTests {
  /// R: fit <- lm(dist ~ speed, cars); c(deviance(fit), logLik(fit))
  @Test func agreesWithR() {
    let value = GaussianLogLikelihood.maximised(
      residualSumOfSquares: 11353.52105109489, observationCount: 50)
    #expect(abs(value - -206.57843151368) < 1e-8)
  }

  @Test func weightsOfOneChangeNothing() {
    let weights = [Double](repeating: 1, count: 12)
    #expect(
      GaussianLogLikelihood.maximised(weightedResidualSumOfSquares: 3.5, weights: weights.span)
        == GaussianLogLikelihood.maximised(residualSumOfSquares: 3.5, observationCount: 12))
  }

  /// Scaling every weight by c scales the sum by c and the estimated σ² with it: ℓ stays.
  @Test func theScaleOfTheWeightsDoesNotMatter() {
    let weights = [0.5, 2, 1, 7, 0.1]
    let scaled = weights.map { 9 * $0 }
    let one = GaussianLogLikelihood.maximised(
      weightedResidualSumOfSquares: 4, weights: weights.span)
    let nine = GaussianLogLikelihood.maximised(
      weightedResidualSumOfSquares: 36, weights: scaled.span)
    #expect(abs(one - nine) < 1e-13)
  }

  @Test func observationsWithoutWeightAreLeftOut() {
    let weights = [1.0, 0, 2, 0, 3]
    let positive = [1.0, 2, 3]
    #expect(
      GaussianLogLikelihood.maximised(weightedResidualSumOfSquares: 2, weights: weights.span)
        == GaussianLogLikelihood.maximised(weightedResidualSumOfSquares: 2, weights: positive.span))
  }

  /// The sum of the logarithms of normal densities.
  @Test func knownDeviationsSumTheDensities() {
    let residuals = [0.3, -1.2, 0.05]
    let deviations = [0.5, 2.0, 0.1]
    var chiSquared = 0.0
    var product = 1.0
    for (residual, deviation) in zip(residuals, deviations) {
      chiSquared += (residual / deviation) * (residual / deviation)
      product *= Normal(standardDeviation: deviation).density(residual)
    }
    let value = GaussianLogLikelihood.known(
      chiSquared: chiSquared, standardDeviations: deviations.span)
    // ln of the product, by a function that is not the one under test.
    #expect(abs(value - logarithm(product)) < 1e-12)
  }

  @Test func aPerfectFitIsInfinitelyLikely() {
    #expect(
      GaussianLogLikelihood.maximised(residualSumOfSquares: 0, observationCount: 4) == .infinity)
  }

  /// ln x = 2 artanh((x − 1)/(x + 1)), summed.
  private func logarithm(_ x: Double) -> Double {
    let ratio = (x - 1) / (x + 1)
    var power = ratio
    var sum = 0.0
    for k in 0..<4000 {
      sum += power / Double(2 * k + 1)
      power *= ratio * ratio
    }
    return 2 * sum
  }
}
