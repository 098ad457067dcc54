import Classification
import Testing

/// Newton's method from the minimum over a sample of many rows.
@Suite struct SampleStartTests {
  static let rowCount = 40_000

  /// Where all rows of the sample fall into, whatever the others do.
  enum Sample: CaseIterable { case usual, oneClass, separated, rankDeficient, contrary }

  static func data(_ sample: Sample) throws -> TrainingData {
    var simulated = SimulatedData(rowCount: rowCount, columnCount: 3, seed: 71)
    for row in SampleStart.rows(of: rowCount) {
      switch sample {
      case .usual: break
      case .oneClass: simulated.classes[row] = 1
      case .separated: simulated.classes[row] = simulated.rows[row][0] > 0 ? 1 : 0
      case .rankDeficient: simulated.rows[row][2] = simulated.rows[row][1]
      case .contrary: for j in 0..<3 { simulated.rows[row][j] *= -1 }
      }
    }
    return try simulated.data()
  }

  @Test func sampleIsOneRowOfEachSixteen() {
    let rows = SampleStart.rows(of: 1000)
    #expect(rows.count == 62)
    for (k, row) in rows.enumerated() { #expect(row / 16 == k) }
    // All places about as often: χ² with 15 degrees of freedom below its 99.99 % quantile, 44.3.
    var counts = [Double](repeating: 0, count: 16)
    for row in SampleStart.rows(of: 16 * 1600) { counts[row % 16] += 1 }
    #expect(counts.reduce(0) { $0 + ($1 - 100) * ($1 - 100) / 100 } < 44.3)
  }

  /// Whatever the sample says, the coefficients are those of a solver that takes none.
  @Test(arguments: Sample.allCases, [Penalty.none, Penalty(lambda: 0.01)])
  func sameMinimum(_ sample: Sample, _ penalty: Penalty) throws {
    let data = try Self.data(sample)
    let found = SolverTests.train(data, "newton", penalty)
    let expected = SolverTests.train(data, "lbfgs", penalty)
    #expect(found.status == .converged)
    #expect(
      SolverTests.difference(SolverTests.coefficients(found), SolverTests.coefficients(expected))
        < 1e-12)
  }

  @Test func startOnlyWhereItHelps() throws {
    func start(_ sample: Sample) throws -> [Double]? {
      let objective = SolverTests.objective(try Self.data(sample), .none)
      return SampleStart.variables(objective, from: objective.start)
    }
    #expect(try start(.usual) != nil)
    #expect(try start(.oneClass) == nil)
    #expect(try start(.separated) == nil)
    #expect(try start(.rankDeficient) == nil)
    let objective = SolverTests.objective(try Self.data(.usual), .none)
    let near = try #require(SampleStart.variables(objective, from: objective.start))
    #expect(objective.value(near) < objective.value(objective.start))
    // A start with columns stays, and few rows are no crowd to sample from.
    #expect(SampleStart.variables(objective, from: near) == nil)
    let few = SolverTests.objective(
      try SimulatedData(rowCount: 20_000, columnCount: 3, seed: 72).data(), .none)
    #expect(SampleStart.variables(few, from: few.start) == nil)
  }

  /// A point without columns needs no look at them.
  @Test(arguments: [2, 3])
  func withoutColumns(_ classCount: Int) throws {
    let data = try SimulatedData(
      rowCount: 3000, columnCount: 4, classCount: classCount, seed: 73
    ).data(weighted: true)
    let objective = SolverTests.objective(data, Penalty(lambda: 0.1))
    let start = objective.start
    #expect(objective.value(start) == objective.evaluate(start).value)
    #expect(objective.hasNoColumns(start))
    var other = start
    other[1] = 1e-300
    #expect(!objective.hasNoColumns(other))
    let scale = objective.curvatureScale(start)
    let general = objective.curvatureScale(other)
    for (a, b) in zip(scale, general) { #expect(abs(a - b) < 1e-13) }
  }
}
