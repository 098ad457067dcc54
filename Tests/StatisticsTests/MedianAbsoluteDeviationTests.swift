import Statistics
import Testing

struct MedianAbsoluteDeviationTests {
  let values = [1.2, -0.7, 3.4, 0.1, -2.2, 8.9, 0.5, 4.3]

  /// By hand: the median is 0.85; the middle distances from it are 1.55 and 2.55, from 0 1.2 and 2.2.
  @Test func byHand() {
    let factor = 1.482602218505602
    #expect(relativeError(MedianAbsoluteDeviation.aboutMedian(values), 2.05 * factor) < 1e-15)
    #expect(relativeError(MedianAbsoluteDeviation.aboutZero(values), 1.7 * factor) < 1e-15)
    #expect(MedianAbsoluteDeviation.aboutMedian([3]) == 0)
    #expect(relativeError(1 / Normal().upperQuantile(0.25), factor) < 1e-15)
  }

  @Test("The standard deviation of normal values, whatever a third of them become")
  func robustness() {
    var stream = RandomStream(seed: 93)
    var sample = (0..<40_000).map { _ in stream.normal(mean: 5, standardDeviation: 3) }
    // The standard error of s is 1.167σ/√n.
    #expect(abs(MedianAbsoluteDeviation.aboutMedian(sample) - 3) < 4 * 1.167 * 3 / 200)
    for i in stride(from: 0, to: sample.count, by: 3) { sample[i] = 1e9 }
    #expect(MedianAbsoluteDeviation.aboutMedian(sample) < 3 * 3)
  }

  /// numpy.quantile([1.2, -0.7, 3.4, 0.1, -2.2, 8.9, 0.5, -0.3], q), NumPy 2
  @Test(arguments: [
    (0, -2.2), (0.1, -1.15), (0.25, -0.39999999999999997), (0.5, 0.3),
    (0.6826894921370859, 1.045178511471721), (0.9, 5.049999999999999), (1, 8.9),
  ])
  func quantilesAgreeWithNumPy(_ row: (share: Double, expected: Double)) {
    let sample = [1.2, -0.7, 3.4, 0.1, -2.2, 8.9, 0.5, -0.3]
    #expect(abs(SampleQuantile.value(row.share, of: sample) - row.expected) < 1e-15 * 9)
  }

  @Test func quantilesAtTheEdges() {
    #expect(SampleQuantile.median([4]) == 4)
    #expect(SampleQuantile.value(0.3, of: [.infinity, .infinity]) == .infinity)
    #expect(SampleQuantile.median([1, .nan]).isNaN)
  }
}
