import Foundation
import Statistics
import Testing

struct DurbinWatsonTests {
  struct Case: Sendable {
    var kind: String
    var count: Int
    var statistic: Double
    var mean: Double
    var variance: Double
    var lower: Double
    var upper: Double
  }

  /// Errors sin(i²), i = 1…n, or their sums of three; projected beside the columns 1 and (i − 1)².
  /// The dense matrices M and A and the incomplete beta function in 40-digit arithmetic, by mpmath.
  static let cases = [
    Case(
      kind: "none", count: 8, statistic: 2.024380903453875, mean: 1.75, variance: 0.3875,
      lower: 0.66734211081852639, upper: 0.33265788918147361),
    Case(
      kind: "columns", count: 8, statistic: 2.0837864884002349, mean: 2.2992662473794549,
      variance: 0.33948854361108129, lower: 0.35427832386628604, upper: 0.64572167613371396),
    Case(
      kind: "sums", count: 8, statistic: 2.3835006576222585, mean: 2.2992662473794549,
      variance: 0.33948854361108129, lower: 0.54142742407734575, upper: 0.45857257592265425),
    Case(
      kind: "none", count: 20, statistic: 2.3701075660859751, mean: 1.9,
      variance: 0.18090909090909091, lower: 0.86016030089097134, upper: 0.13983969910902866),
    Case(
      kind: "columns", count: 20, statistic: 2.638358847194394, mean: 2.1091403004154682,
      variance: 0.17731973991164206, lower: 0.89278412427079862, upper: 0.10721587572920138),
    Case(
      kind: "sums", count: 20, statistic: 1.0086545794805024, mean: 2.1091403004154682,
      variance: 0.17731973991164206, lower: 0.0034963884553591022, upper: 0.9965036115446409),
    Case(
      kind: "none", count: 60, statistic: 2.297016354531374, mean: 1.9666666666666667,
      variance: 0.064480286738351254, lower: 0.90200548438327013, upper: 0.097994515616729868),
    Case(
      kind: "columns", count: 60, statistic: 2.3938950377083445, mean: 2.0344122478940194,
      variance: 0.06433751470516852, lower: 0.92118933160602324, upper: 0.078810668393976761),
    Case(
      kind: "sums", count: 60, statistic: 0.90094653063609275, mean: 2.0344122478940194,
      variance: 0.06433751470516852, lower: 7.5573921036816353e-7, upper: 0.99999924426078963),
  ]

  static func design(_ count: Int) -> [[Double]] {
    [(0..<count).map { _ in 1 }, (0..<count).map { Double($0 * $0) }]
  }

  /// What is left of errors beside a line in the second column.
  static func residuals(_ errors: [Double], _ design: [[Double]]) -> [Double] {
    let n = Double(errors.count)
    let x = design[1]
    let meanX = x.reduce(0, +) / n
    let mean = errors.reduce(0, +) / n
    var products = 0.0
    var squares = 0.0
    for i in errors.indices {
      products += (x[i] - meanX) * (errors[i] - mean)
      squares += (x[i] - meanX) * (x[i] - meanX)
    }
    return errors.indices.map { errors[$0] - mean - products / squares * (x[$0] - meanX) }
  }

  static func errors(_ count: Int, sums: Bool) -> [Double] {
    let single = (1...count).map { sin(Double($0 * $0)) }
    guard sums else { return single }
    return single.indices.map { single[max(0, $0 - 2)...$0].reduce(0, +) }
  }

  @Test("Statistic, moments and tails agree with dense matrices", arguments: cases)
  func denseMatrices(_ known: Case) throws {
    let errors = Self.errors(known.count, sums: known.kind == "sums")
    let columns = known.kind == "none" ? [] : Self.design(known.count)
    let residuals = columns.isEmpty ? errors : Self.residuals(errors, columns)
    let test = try #require(DurbinWatson(of: residuals, design: columns))
    #expect(relativeError(test.statistic, known.statistic) < 1e-12)
    #expect(relativeError(test.mean, known.mean) < 1e-13)
    #expect(relativeError(test.variance, known.variance) < 1e-12)
    #expect(relativeError(test.lowerTail, known.lower) < 1e-10)
    #expect(relativeError(test.upperTail, known.upper) < 1e-10)
  }

  /// R 4.2.2, lmtest 0.9-40: dwtest(e ~ x, exact = TRUE, tol = 1e-12) with the errors and columns
  /// above: Pan's algorithm for the exact distribution.
  @Test(arguments: [
    ("columns", 8, 0.358722143757, 0.005), ("sums", 8, 0.543724029699, 0.005),
    ("columns", 20, 0.892581428383, 3e-4), ("sums", 20, 0.003381292989, 3e-4),
    ("columns", 60, 0.921176857335, 2e-5), ("sums", 60, 7.44635816106e-07, 2e-8),
  ])
  func exactDistribution(_ row: (kind: String, count: Int, lower: Double, tolerance: Double)) throws
  {
    let columns = Self.design(row.count)
    let residuals = Self.residuals(Self.errors(row.count, sums: row.kind == "sums"), columns)
    let test = try #require(DurbinWatson(of: residuals, design: columns))
    #expect(abs(test.lowerTail - row.lower) < row.tolerance)
  }

  @Test("Units, the scale of a column, and columns that follow from others change nothing")
  func invariance() throws {
    let columns = Self.design(20)
    let residuals = Self.residuals(Self.errors(20, sums: true), columns)
    let test = try #require(DurbinWatson(of: residuals, design: columns))
    let sum = zip(columns[0], columns[1]).map { 3 * $0 - $1 }
    let scaled = columns.map { column in column.map { $0 * 0x1p600 } }
    let far = residuals.map { $0 * 0x1p-900 }
    for (r, design) in [
      (residuals, scaled), (far, columns), (residuals, columns + [sum]),
      (residuals, [[Double](repeating: 0, count: 20)] + columns),
    ] {
      let other = try #require(DurbinWatson(of: r, design: design))
      #expect(relativeError(other.statistic, test.statistic) < 1e-12)
      #expect(relativeError(other.lowerTail, test.lowerTail) < 1e-9)
    }
  }

  @Test("Where there is nothing to test")
  func none() {
    let zeros = [0.0, 0, 0, 0]
    #expect(DurbinWatson(of: zeros, design: []) == nil)
    let three = [1.0, -2, 1]
    #expect(DurbinWatson(of: three, design: Self.design(3)) == nil)
    #expect(DurbinWatson(of: three, design: []) != nil)
    let infinite = [1.0, .infinity, 2, 3]
    #expect(DurbinWatson(of: infinite, design: []) == nil)
    let four = [1.0, -2, 1, 3]
    #expect(DurbinWatson(of: four, design: [[1, 1, .nan, 1]]) == nil)
  }
}

extension DurbinWatson {
  fileprivate init?(of residuals: [Double], design: [[Double]]) {
    self.init(residuals.span, design: design)
  }
}
