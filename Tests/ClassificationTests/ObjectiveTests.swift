import Classification
import Testing

/// The objective against finite differences, across losses, storages and thread counts.
@Suite struct ObjectiveTests {
  struct Problem: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let classCount: Int
    let weighted: Bool
    let sparse: Bool
    let penalty: Penalty
    let isConditioned: Bool

    func objective(rowCount: Int = 150, columnCount: Int = 5, threads: Int = 1) throws -> Objective
    {
      var simulated = SimulatedData(
        rowCount: rowCount, columnCount: columnCount, classCount: classCount, seed: 11)
      if sparse {
        for i in simulated.rows.indices {
          for j in 0..<columnCount where (i + 3 * j) % 4 != 0 { simulated.rows[i][j] = 0 }
        }
      }
      // Means and scales of all sizes.
      for i in simulated.rows.indices {
        simulated.rows[i][0] = simulated.rows[i][0] * 1000 + (sparse ? 0 : 3e5)
        simulated.rows[i][1] /= 1000
      }
      let design = try sparse ? simulated.sparseDesign() : simulated.design()
      let weights = weighted ? simulated.weights : nil
      let loss: any Loss =
        classCount == 2
        ? LogisticLoss(targets: simulated.classes.map { Double($0) }, weights: weights)
        : SoftmaxLoss(labels: simulated.classes, classCount: classCount, weights: weights)
      let statistics = ColumnStatistics(design, weights: weights)
      return Objective(
        design: design, loss: loss, penalty: penalty,
        conditioning: Conditioning(
          design, statistics: statistics, hasIntercept: true, enabled: isConditioned),
        referenceOutput: classCount > 2 && penalty.lambda == 0 ? 0 : nil, threads: threads)
    }
  }

  static let problems: [Problem] = [2, 4].flatMap { classCount in
    [false, true].flatMap { weighted in
      [false, true].flatMap { sparse in
        [Penalty.none, Penalty(lambda: 0.3)].map { penalty in
          Problem(
            testDescription:
              "\(classCount) classes, weighted \(weighted), sparse \(sparse), λ \(penalty.lambda)",
            classCount: classCount, weighted: weighted, sparse: sparse, penalty: penalty,
            isConditioned: true)
        }
      }
    }
  }

  /// Some point with scores of moderate size.
  static func point(_ objective: Objective) -> [Double] {
    (0..<objective.variableCount).map { Double($0 % 5) * 0.3 - 0.5 }
  }

  @Test(arguments: problems)
  func gradient(_ problem: Problem) throws {
    let objective = try problem.objective()
    let point = Self.point(objective)
    let (value, gradient) = (objective.evaluate(point).value, objective.evaluate(point).gradient)
    let h = 1e-4
    for k in point.indices {
      var (up, down) = (point, point)
      up[k] += h
      down[k] -= h
      let difference = (objective.evaluate(up).value - objective.evaluate(down).value) / (2 * h)
      // h²/6·F‴ and rounding, 2·10⁻¹⁶·F/h.
      #expect(abs(difference - gradient[k]) < 1e-8 + 1e-11 * value, "variable \(k)")
    }
  }

  @Test(arguments: problems)
  func hessian(_ problem: Problem) throws {
    let objective = try problem.objective()
    let point = Self.point(objective)
    let hessian = objective.hessian(point)
    let state = objective.curvatureState(point)
    let gradientSize = objective.evaluate(point).gradient.map { abs($0) }.max()!
    let h = 1e-4
    for k in point.indices {
      var (up, down) = (point, point)
      up[k] += h
      down[k] -= h
      let (a, b) = (objective.evaluate(up).gradient, objective.evaluate(down).gradient)
      var unit = [Double](repeating: 0, count: point.count)
      unit[k] = 1
      let product = objective.hessianProduct(unit, state: state)
      for l in point.indices {
        let difference = (a[l] - b[l]) / (2 * h)
        let size = 1 + abs(product[l])
        #expect(abs(product[l] - difference) < 1e-8 + 1e-11 * gradientSize)
        #expect(hessian[k, l] == hessian[l, k])
        #expect(abs(hessian[k, l] - product[l]) < 1e-13 * size)
      }
    }
  }

  @Test(arguments: problems)
  func sameBitsForAnyNumberOfThreads(_ problem: Problem) throws {
    let one = try problem.objective(rowCount: 60_000)
    let point = Self.point(one)
    let (expected, hessian) = (one.evaluate(point), one.hessian(point))
    for threads in [2, 3, 5] {
      let many = Objective(
        design: one.design, loss: one.loss, penalty: one.penalty, conditioning: one.conditioning,
        referenceOutput: one.referenceOutput, threads: threads)
      let found = many.evaluate(point)
      #expect(found.value.bitPattern == expected.value.bitPattern)
      #expect(found.gradient == expected.gradient)
      #expect(many.hessian(point).elements == hessian.elements)
    }
  }

  @Test(arguments: problems.filter { $0.sparse })
  func denseIsSparse(_ problem: Problem) throws {
    let sparse = try problem.objective()
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: sparse.design.columnCount),
      count: sparse.design.rowCount)
    for i in rows.indices { sparse.design.forEachStored(inRow: i) { rows[i][$0] = $1 } }
    let dense = Objective(
      design: try DesignMatrix(rows: rows, columnNames: sparse.design.columnNames),
      loss: sparse.loss, penalty: sparse.penalty, conditioning: sparse.conditioning,
      referenceOutput: sparse.referenceOutput)
    let point = Self.point(sparse)
    let (a, b) = (dense.evaluate(point), sparse.evaluate(point))
    #expect(abs(a.value - b.value) < 1e-14 * a.value)
    for k in point.indices { #expect(abs(a.gradient[k] - b.gradient[k]) < 1e-13) }
    let (g, h) = (dense.hessian(point), sparse.hessian(point))
    for k in g.elements.indices { #expect(abs(g.elements[k] - h.elements[k]) < 1e-13) }
  }

  /// The loss and its gradient in 80 bits, from the rows.
  @Test func valueInExtendedPrecision() throws {
    let problem = Self.problems[0]
    let objective = try problem.objective(rowCount: 2000)
    let point = Self.point(objective).map { 20 * $0 }
    let exact = ExtendedObjective(objective)
    let (value, gradient) = exact.evaluate(objective.coefficients(point))
    let found = objective.evaluate(point)
    #expect(abs(Double(Float80(found.value) - value)) < 1e-13 * found.value)
    // In conditioned variables.
    for (k, j) in objective.conditioning.active.enumerated() {
      let centred =
        (gradient[j] - Float80(objective.conditioning.centers[j]) * gradient.last!)
        / Float80(objective.conditioning.scales[j])
      #expect(abs(Double(Float80(found.gradient[k]) - centred)) < 1e-9)
    }
  }
}
