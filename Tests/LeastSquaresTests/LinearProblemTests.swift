import LeastSquares
import TestSupport
import Testing

/// Where the model is linear the answer is known exactly.
struct LinearProblemTests {
  /// NIST StRD "Longley" (J. W. Longley 1967), of the higher level of difficulty; employment,
  /// price deflator, national product, unemployed, armed forces, population, year.
  static let longley: [[Double]] = [
    [60323, 83.0, 234_289, 2356, 1590, 107_608, 1947],
    [61122, 88.5, 259_426, 2325, 1456, 108_632, 1948],
    [60171, 88.2, 258_054, 3682, 1616, 109_773, 1949],
    [61187, 89.5, 284_599, 3351, 1650, 110_929, 1950],
    [63221, 96.2, 328_975, 2099, 3099, 112_075, 1951],
    [63639, 98.1, 346_999, 1932, 3594, 113_270, 1952],
    [64989, 99.0, 365_385, 1870, 3547, 115_094, 1953],
    [63761, 100.0, 363_112, 3578, 3350, 116_219, 1954],
    [66019, 101.2, 397_469, 2904, 3048, 117_388, 1955],
    [67857, 104.6, 419_180, 2822, 2857, 118_734, 1956],
    [68169, 108.4, 442_769, 2936, 2798, 120_445, 1957],
    [66513, 110.8, 444_546, 4681, 2637, 121_950, 1958],
    [68655, 112.6, 482_704, 3813, 2552, 123_366, 1959],
    [69564, 114.2, 502_601, 3931, 2514, 125_368, 1960],
    [69331, 115.7, 518_173, 4806, 2572, 127_852, 1961],
    [70551, 116.9, 554_894, 4007, 2827, 130_081, 1962],
  ]

  @Test("Longley's regression agrees with NIST's certified values in ten digits")
  func certified() throws {
    let columns = (0..<7).map { j in Self.longley.map { j == 0 ? 1 : $0[j] } }
    let problem = LinearProblem(columns: columns, responses: Self.longley.map { $0[0] })
    let solution = LeastSquaresSolver().minimize(
      problem, from: [Double](repeating: 0, count: 7))
    #expect(solution.termination == .gradient)
    let certified = [
      -3482258.63459582, 15.0618722713733, -0.358191792925910e-1, -2.02022980381683,
      -1.03322686717359, -0.511041056535807e-1, 1829.15146461355,
    ]
    let deviations = [
      890420.383607373, 84.9149257747669, 0.334910077722432e-1, 0.488399681651699,
      0.214274163161675, 0.226073200069370, 455.478499142212,
    ]
    #expect(relativeDistance(solution.parameters, certified) <= 1e-10)
    #expect(relativeDistance(try #require(solution.standardErrors()), deviations) <= 1e-10)
    #expect((solution.residualSumOfSquares / 836424.055505915 - 1).magnitude <= 1e-11)
  }

  @Test("A polynomial of degree five through its own values, as NIST's Wampler1")
  func polynomial() {
    let predictors = (0...20).map { Double($0) }
    let columns = (0...5).map { power in
      predictors.map { x in (0..<power).reduce(1) { value, _ in value * x } }
    }
    // 1 + x + … + x⁵ in whole numbers, so that the coefficients are exactly 1.
    let responses = predictors.indices.map { i in columns.reduce(0) { $0 + $1[i] } }
    let solution = LeastSquaresSolver().minimize(
      LinearProblem(columns: columns, responses: responses),
      from: [Double](repeating: 0, count: 6))
    #expect(solution.termination.isConverged)
    #expect(relativeDistance(solution.parameters, [1, 1, 1, 1, 1, 1]) <= 1e-9)
    #expect(solution.residualSumOfSquares < 1e-14)
  }

  @Test("The line: the textbook's formulas in whole numbers", arguments: [3, 10, 101])
  func line(_ count: Int) throws {
    let predictors = (0..<count).map { Double($0 - count / 3) }
    let responses = (0..<count).map { Double(($0 * $0 * 7) % 23) }
    // All sums are whole numbers below 2⁵³, exact in doubles.
    let n = Double(count)
    let sumX = predictors.reduce(0, +)
    let sumY = responses.reduce(0, +)
    let sumXX = predictors.reduce(0) { $0 + $1 * $1 }
    let sumYY = responses.reduce(0) { $0 + $1 * $1 }
    let sumXY = zip(predictors, responses).reduce(0) { $0 + $1.0 * $1.1 }
    let determinant = n * sumXX - sumX * sumX
    let slope = (n * sumXY - sumX * sumY) / determinant
    let intercept = (sumXX * sumY - sumX * sumXY) / determinant
    let products = n * sumXY - sumX * sumY
    let squares = ((n * sumYY - sumY * sumY) - products * products / determinant) / n

    let solution = LeastSquaresSolver().minimize(
      LinearProblem(columns: [predictors.map { _ in 1 }, predictors], responses: responses),
      from: [1, 1])
    #expect(relativeDistance(solution.parameters, [intercept, slope]) <= 1e-12)
    #expect((solution.residualSumOfSquares / squares - 1).magnitude <= 1e-12)
    let expected = [sumXX, -sumX, -sumX, n].map { $0 / determinant }
    let covariance = try #require(solution.unscaledCovariance)
    for (value, wanted) in zip(covariance, expected) {
      #expect((value - wanted).magnitude <= 1e-12 * expected.map { $0.magnitude }.max()!)
    }
    #expect(solution.residualVariance == solution.residualSumOfSquares / Double(count - 2))
  }

  @Test("Any start leads to the same solution", arguments: [-1e8, -1, 0, 1e-8, 1, 1e8])
  func anyStart(_ start: Double) {
    let solution = LeastSquaresSolver().minimize(
      LinearProblem(columns: [[1, 1, 1, 1], [0, 1, 2, 4]], responses: [1, 3, 2, 7]),
      from: [start, -start])
    // Normal equations (4, 7; 7, 21)·b = (13, 35).
    #expect(relativeDistance(solution.parameters, [28.0 / 35, 49.0 / 35]) <= 1e-12)
    #expect(solution.termination == .gradient)
  }
}
