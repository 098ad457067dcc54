import Foundation
import Statistics
import TestSupport
import Testing

struct CountErrorsTests {
  @Test("Deviances and probabilities keep their digits from 10⁻⁹ to 10¹²")
  func values() {
    for row in CountErrorsOracle.values {
      let errors = CountErrors(theta: row.theta)
      let deviance = errors.deviance(of: row.count, mean: row.mean)
      let label: Comment = "θ \(row.theta) mean \(row.mean) count \(row.count)"
      #expect(logRelativeError(deviance, row.deviance, cap: 15) >= 14, label)
      // The logarithms of Γ* and of 2πy are of the size of the answer, or up to 10².
      let error = (errors.logProbability(of: row.count, mean: row.mean) - row.log).magnitude
      #expect(error <= 2e-14 * max(row.log.magnitude, 10), label)
    }
  }

  @Test("A deviance is 0 where count and mean agree, and positive elsewhere")
  func sign() {
    var stream = RandomStream(seed: 5)
    for _ in 0..<10_000 {
      let theta = stream.uniform() < 0.2 ? .infinity : 10 * stream.uniform() / stream.uniform()
      let errors = CountErrors(theta: max(theta, 1e-6))
      let count = 100 * stream.uniform() / (stream.uniform() + 1e-6)
      #expect(errors.deviance(of: count, mean: count) == 0)
      let mean = count * (1 + (stream.uniform() - 0.5) / 100)
      guard mean != count, mean > 0 else { continue }
      #expect(errors.deviance(of: count, mean: mean) > 0)
    }
  }

  @Test("Probabilities sum to one, with the mean and the variance they should have")
  func sums() {
    for theta in [0.5, 3, 100, .infinity] {
      let errors = CountErrors(theta: theta)
      var (sum, mean, square) = (0.0, 0.0, 0.0)
      for count in 0...3000 {
        let y = Double(count)
        let p = exp(errors.logProbability(of: y, mean: 12.5))
        (sum, mean, square) = (sum + p, mean + p * y, square + p * y * y)
      }
      #expect((sum - 1).magnitude <= 1e-12)
      #expect((mean - 12.5).magnitude <= 1e-10)
      let variance = errors.variance(mean: 12.5)
      #expect(variance == (theta.isFinite ? 12.5 + 12.5 * 12.5 / theta : 12.5))
      #expect((square - mean * mean - variance).magnitude <= 1e-9 * variance)
    }
  }

  /// MASS 7.3: theta.ml(counts, means, n, limit = 200, eps = 1e-14) gives 17.3733357095524 for the
  /// first and 0.0938902646192818 for the third sample.
  @Test("The most likely θ", arguments: CountErrorsOracle.samples.map { $0.name })
  func mostLikely(_ name: String) throws {
    let sample = try #require(CountErrorsOracle.samples.first { $0.name == name })
    let errors = CountErrors.mostLikely(
      counts: sample.counts, means: sample.means, weights: sample.weights)
    #expect(logRelativeError(errors.theta, sample.theta, cap: 15) >= 12, "\(errors.theta)")
  }

  @Test("Counts that scatter no more than Poisson counts have an infinite θ")
  func poissonLimit() {
    #expect(
      CountErrors.mostLikely(counts: [9, 11, 10, 10], means: [10, 10, 10, 10]) == .poisson)
    #expect(CountErrors.mostLikely(counts: [0, 0], means: [1, 1]) == .poisson)
    #expect(CountErrors.mostLikely(counts: [5, 5], means: [5, 5]) == .poisson)
  }

  @Test("θ of drawn counts is found within its standard error", arguments: [0.3, 4, 60])
  func recovered(_ theta: Double) {
    let means = (0..<1000).map { 5 + Double($0 % 100) }
    let found = (0..<50).map { index in
      var stream = RandomStream(seed: 8, substream: index)
      let counts = means.map {
        Double(stream.poisson(mean: $0 * stream.gamma(shape: theta) / theta))
      }
      return theta / CountErrors.mostLikely(counts: counts, means: means).theta
    }
    let mean = found.reduce(0, +) / 50
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 49
    #expect((mean - 1).magnitude <= 4 * (variance / 50).squareRoot(), "\(mean)")
    // With known means the information on ln θ is about ½Σ(μ/(μ + θ))² for large θ.
    if theta == 60 {
      let information = means.reduce(0) { $0 + pow($1 / ($1 + theta), 2) / 2 }
      #expect((0.6...1.6).contains(variance * information), "\(variance * information)")
    }
  }

  @Test("Gamma numbers have mean and variance of their shape, and depend on the seed alone")
  func gamma() {
    for shape in [0.2, 1, 7.5] {
      var stream = RandomStream(seed: 9)
      var again = RandomStream(seed: 9)
      var (sum, squares) = (0.0, 0.0)
      let count = 100_000
      for _ in 0..<count {
        let x = stream.gamma(shape: shape)
        #expect(x >= 0 && x == again.gamma(shape: shape))
        (sum, squares) = (sum + x, squares + x * x)
      }
      let mean = sum / Double(count)
      let variance = squares / Double(count) - mean * mean
      #expect((mean - shape).magnitude <= 5 * (shape / Double(count)).squareRoot())
      // The variance of a variance is (6/shape + 2)·shape²/n.
      #expect(
        (variance / shape - 1).magnitude <= 5 * ((6 / shape + 2) / Double(count)).squareRoot())
    }
  }
}
