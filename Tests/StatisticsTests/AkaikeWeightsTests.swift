import Foundation
import Statistics
import Testing

struct AkaikeWeightsTests {
  /// Burnham and Anderson (2002), section 2.6, table 2.2: relative likelihoods e^{−Δ/2} for Δ = 0, 2, 4, 8
  /// and 10 are 1, 0.368, 0.135, 0.018 and 0.0067 (their sum is 1.528268).
  @Test("Weights are shares of the likelihoods e^(−Δ/2), whatever the level of the criterion")
  func weights() {
    let deltas = [4.0, 0, 10, 2, 8]
    let sum = 1 + exp(-1.0) + exp(-2.0) + exp(-4.0) + exp(-5.0)
    #expect((sum - 1.528268).magnitude < 1e-6)
    for level in [0, -1e4, 1e6] {
      let weights = AkaikeWeights.weights(of: deltas.map { $0 + level })
      for (weight, delta) in zip(weights, deltas) {
        #expect((weight / (exp(-delta / 2) / sum) - 1).magnitude < 1e-9)
      }
    }
  }

  @Test("Hopeless models weigh nothing, one model all, none none")
  func extremes() {
    #expect(AkaikeWeights.weights(of: [5, 4000]) == [1, 0])
    #expect(AkaikeWeights.weights(of: [123]) == [1])
    #expect(AkaikeWeights.weights(of: []).isEmpty)
    #expect(AkaikeWeights.weights(of: [7, 7, 7, 7]) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test("The evidence ratio is that of the weights")
  func ratio() {
    // e^{5} = 148.4131591025766.
    #expect((AkaikeWeights.evidenceRatio(delta: 10) / 148.4131591025766 - 1).magnitude < 1e-14)
    #expect(AkaikeWeights.evidenceRatio(delta: 0) == 1)
    #expect(AkaikeWeights.evidenceRatio(delta: 1e4) == .infinity)
  }
}
