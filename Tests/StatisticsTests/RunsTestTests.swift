import Foundation
import Statistics
import Testing

struct RunsTestTests {
  @Test("Both tails are those of all orders of the signs, counted", arguments: 1...6, 1...6)
  func enumeration(_ positives: Int, _ negatives: Int) {
    let n = positives + negatives
    var counts: [Int: Int] = [:]
    var orders = 0
    for mask in 0..<(1 << n) where mask.nonzeroBitCount == positives {
      // A run begins at the first sign and wherever two neighbours differ.
      counts[1 + ((mask ^ (mask >> 1)) & ((1 << (n - 1)) - 1)).nonzeroBitCount, default: 0] += 1
      orders += 1
    }
    var mean = 0.0
    for (runs, count) in counts {
      let test = RunsTest(runs: runs, positiveCount: positives, negativeCount: negatives)
      let below = counts.filter { $0.key <= runs }.values.reduce(0, +)
      let above = counts.filter { $0.key >= runs }.values.reduce(0, +)
      #expect(relativeError(test.lowerTail, Double(below) / Double(orders)) < 1e-14)
      #expect(relativeError(test.upperTail, Double(above) / Double(orders)) < 1e-14)
      mean += Double(runs * count) / Double(orders)
    }
    let any = RunsTest(runs: 2, positiveCount: positives, negativeCount: negatives)
    #expect(relativeError(any.expectedRuns, mean) < 1e-14)
  }

  /// Sums of Python's exact binomials, `math.comb`, as fractions.
  @Test(arguments: [
    (2, 1, 1, 1.0, 1.0),
    (6, 10, 10, 0.018521725952066508, 0.9955075883868454),
    (15, 10, 10, 0.9814782740479335, 0.05125679274286085),
    (7, 3, 40, 1.0, 0.7405396645328579),
    (2, 30, 30, 1.6911233892144735e-17, 1.0),
    (430, 500, 400, 0.15632904351118046, 0.8591420669309215),
    (480, 500, 400, 0.9910943335135184, 0.010648183755181466),
    (80, 50, 1000, 1.0202987613577096e-05, 0.9999929690883328),
    (2, 200, 300, 3.956517986079539e-145, 1.0),
    (1000, 1000, 1000, 0.4910827240241045, 0.5267518279276864),
    (4900, 5000, 5000, 0.022207633455731457, 0.9788296238231747),
  ])
  func exactBinomials(_ row: (runs: Int, n1: Int, n2: Int, lower: Double, upper: Double)) {
    for (n1, n2) in [(row.n1, row.n2), (row.n2, row.n1)] {
      let test = RunsTest(runs: row.runs, positiveCount: n1, negativeCount: n2)
      #expect(relativeError(test.lowerTail, row.lower) < 1e-12)
      #expect(relativeError(test.upperTail, row.upper) < 1e-12)
      #expect(test.twoSided == min(1, 2 * min(test.lowerTail, test.upperTail)))
    }
  }

  @Test("Many signs: the normal limit")
  func normalLimit() {
    // E = 1 + n/2, Var = n(n − 2)/(4(n − 1)) for n/2 of each sign.
    let half = 500_000
    let variance = Double(half) * Double(2 * half - 2) / Double(2 * (2 * half - 1))
    for shift in [-1500, -300, 0, 700] {
      let test = RunsTest(runs: half + 1 + shift, positiveCount: half, negativeCount: half)
      let z = (Double(shift) + 0.5) / variance.squareRoot()
      #expect(abs(test.lowerTail - Normal().cumulative(z)) < 1e-6)
    }
  }

  @Test("Zeros have no sign, and one sign alone says nothing")
  func signs() throws {
    let residuals = [0, 1, 0, 2, -1, 0, -3, 0.5, -0.0]
    let test = try #require(RunsTest(of: residuals))
    #expect(test == RunsTest(runs: 3, positiveCount: 3, negativeCount: 2))
    let withInfinity: [Double] = [1, -.infinity]
    #expect(RunsTest(of: withInfinity)?.runs == 2)
    for none in [[], [0, 0], [1, 2, 0], [-1]] as [[Double]] { #expect(RunsTest(of: none) == nil) }
  }

  @Test func impossibleArgumentsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = RunsTest(runs: 6, positiveCount: 2, negativeCount: 9)
    }
    await #expect(processExitsWith: .failure) {
      let residuals = [1, .nan, -1]
      _ = RunsTest(of: residuals)
    }
  }
}

extension RunsTest {
  fileprivate init?(of residuals: [Double]) { self.init(residuals.span) }
}
