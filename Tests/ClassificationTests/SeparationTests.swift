import Classification
import Statistics
import Testing

@Suite struct SeparationTests {
  static func separation(
    _ data: TrainingData, _ options: TrainingOptions = TrainingOptions()
  ) -> Separation? {
    guard case .separated(let separation) = LogisticTrainer(options).train(data).status else {
      return nil
    }
    return separation
  }

  static func iris(positive: Int32) throws -> TrainingData {
    let data = try MulticlassTests.iris([
      "sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm",
    ])
    guard case .classes(let classes) = data.response else { return data }
    return try TrainingData(
      design: data.design, classes: classes.map { $0 == positive ? 1 : 0 },
      classNames: ["rest", "one"])
  }

  /// The margins of all rows of two classes along a direction.
  static func margins(_ data: TrainingData, _ direction: [Double]) -> [Double] {
    guard case .classes(let classes) = data.response else { return [] }
    return classes.enumerated().map { row, label in
      var score = direction[data.design.columnCount]
      for j in 0..<data.design.columnCount { score += direction[j] * data.design[row, j] }
      return label == 1 ? score : -score
    }
  }

  /// Heinze and Schemper (2002): no patient with neovascularisation has a low grade. The direction is
  /// that of the column alone.
  @Test(arguments: Solvers.all.map { $0.name })
  func endometrial(_ solver: String) throws {
    let data = try GoldenTable("endometrial.csv").trainingData(["NV", "PI", "EH"], target: "HG")
    let separation = try #require(
      Self.separation(data, TrainingOptions(solver: Solvers.named(solver))))
    #expect(separation.kind == .quasi)
    #expect(separation.columns == ["NV"])
    #expect(separation.direction[0] > 0)
    #expect(separation.direction[1] == 0 && separation.direction[2] == 0)
    let margins = Self.margins(data, separation.direction)
    #expect(margins.allSatisfy { $0 > -1e-12 })
    #expect(margins.count { $0 > 1e-12 } == 13)
  }

  /// Fisher (1936): setosa stands apart by the length of the petal alone, the other two do not.
  @Test func iris() throws {
    let data = try Self.iris(positive: 0)
    let separation = try #require(Self.separation(data))
    #expect(separation.kind == .complete)
    #expect(!separation.columns.isEmpty)
    #expect(Self.margins(data, separation.direction).allSatisfy { $0 > 0 })
    #expect(Self.separation(try Self.iris(positive: 1)) == nil)
    #expect(Self.separation(try Self.iris(positive: 2)) == nil)
  }

  /// Of one class against all others: the status of each model. Of all classes in one model: the
  /// first is separated from the others, which are not from each other.
  @Test func severalClasses() throws {
    let data = try MulticlassTests.iris([
      "sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm",
    ])
    let joint = try #require(Self.separation(data))
    #expect(joint.kind == .quasi)
    #expect(joint.direction.count == 15)
    let trained = LogisticTrainer(TrainingOptions(multiclass: .oneVsRest)).train(data)
    #expect(trained.reports.map { $0.status.name } == ["separated", "converged", "converged"])
    // Three clouds apart from each other.
    var simulated = SimulatedData(rowCount: 90, columnCount: 2, classCount: 3, seed: 51)
    for i in simulated.rows.indices {
      simulated.classes[i] = Int32(i % 3)
      simulated.rows[i][0] += [0.0, 20, 0][i % 3]
      simulated.rows[i][1] += [0.0, 0, 20][i % 3]
    }
    let complete = try #require(Self.separation(try simulated.data()))
    #expect(complete.kind == .complete)
    #expect(Set(complete.columns) == ["x0", "x1"])
  }

  @Test func independentLabels() throws {
    let simulated = SimulatedData(rowCount: 200, columnCount: 3, seed: 52)
    let apart = simulated.rows.map { $0[1] > 0.2 ? 1.0 : 0 }
    let data = try TrainingData(
      design: simulated.design(), indicators: [simulated.classes.map { Double($0) }, apart],
      labelNames: ["a", "b"])
    let trained = LogisticTrainer().train(data)
    #expect(trained.reports[0].status == .converged)
    guard case .separated(let separation) = trained.reports[1].status else {
      Issue.record("\(trained.reports[1].status)")
      return
    }
    #expect(separation.kind == .complete && separation.columns == ["x1"])
  }

  /// Whether some direction puts no row on the wrong side, by the definition: of random small data,
  /// against all directions through pairs of points of the plane.
  @Test func againstExhaustiveSearch() throws {
    var stream = RandomStream(seed: 53)
    var counts = [0, 0, 0]
    for _ in 0..<300 {
      let n = 5 + Int(stream.uniform() * 5)
      // On a grid, so that points on the boundary are frequent.
      let rows = (0..<n).map { _ in
        (0..<2).map { _ in (stream.uniform() * 4).rounded(.down) }
      }
      let classes = (0..<n).map { _ in Int32(stream.uniform() < 0.5 ? 0 : 1) }
      guard Set(classes).count == 2, Set(rows.map { $0[0] }).count > 1,
        Set(rows.map { $0[1] }).count > 1, !Self.isLine(rows)
      else { continue }
      let expected = Self.exhaustive(rows, classes)
      let data = try TrainingData(
        design: DesignMatrix(rows: rows, columnNames: ["a", "b"]), classes: classes,
        classNames: ["no", "yes"])
      let found = Self.separation(data)
      #expect(found?.kind == expected, "\(rows) \(classes)")
      counts[expected == nil ? 0 : expected == .quasi ? 1 : 2] += 1
    }
    #expect(counts.allSatisfy { $0 > 10 }, "\(counts)")
  }

  static func isLine(_ rows: [[Double]]) -> Bool {
    rows.allSatisfy { a in
      rows.allSatisfy { b in
        rows.allSatisfy { c in
          (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])
        }
      }
    }
  }

  /// In the plane a separating line can be turned and shifted until it goes through two points; a
  /// strict one exists where the hulls are disjoint, which lines through two points, shifted by less
  /// than the grid, or turned, show. Whole numbers throughout.
  static func exhaustive(_ rows: [[Double]], _ classes: [Int32]) -> Separation.Kind? {
    var best: Separation.Kind?
    // All normals whose comparisons of the projections change: perpendicular to differences, and
    // between neighbouring ones.
    var normals: [[Double]] = []
    for a in rows {
      for b in rows where a != b { normals.append([a[1] - b[1], b[0] - a[0]]) }
    }
    normals.sort { atan2Key($0) < atan2Key($1) }
    let between = normals.indices.map { i in
      let next = normals[(i + 1) % normals.count]
      return [normals[i][0] + next[0] * 1.0, normals[i][1] + next[1] * 1.0]
    }
    for normal in normals + between where normal != [0, 0] {
      let projections = rows.map { $0[0] * normal[0] + $0[1] * normal[1] }
      let lowest = zip(projections, classes).filter { $1 == 1 }.map { $0.0 }.min()!
      let highest = zip(projections, classes).filter { $1 == 0 }.map { $0.0 }.max()!
      if lowest > highest { return .complete }
      if lowest == highest && Set(projections).count > 1 { best = .quasi }
    }
    return best
  }

  private static func atan2Key(_ v: [Double]) -> Double {
    let r = abs(v[0]) + abs(v[1])
    return v[1] >= 0 ? 1 - v[0] / r : 3 + v[0] / r
  }

  /// Scales of the columns, a weight of 0 on the rows in between, and many rows.
  @Test func manyRows() throws {
    var simulated = SimulatedData(rowCount: 60_000, columnCount: 6, seed: 54)
    for i in simulated.rows.indices {
      simulated.rows[i][2] *= 1e12
      // An indicator that only positive rows have, of one row in two thousand.
      simulated.rows[i][4] = i % 2000 == 0 ? 1 : 0
      if i % 2000 == 0 { simulated.classes[i] = 1 }
    }
    let data = try simulated.data()
    let separation = try #require(Self.separation(data))
    #expect(separation.kind == .quasi)
    #expect(separation.columns == ["x4"])
    // One row against it, and the labels overlap.
    simulated.classes[2000] = 0
    let overlapping = try simulated.data()
    #expect(Self.separation(overlapping) == nil)
    #expect(LogisticTrainer().train(overlapping).status == .converged)
    // Unless it does not count.
    let weights = (0..<60_000).map { $0 == 2000 ? 0.0 : 1 }
    let weighted = try TrainingData(
      design: simulated.design(), classes: simulated.classes, classNames: ["a", "b"],
      weights: weights)
    #expect(Self.separation(weighted)?.columns == ["x4"])
  }

  /// Two indicators, each with one class only: the second programme names both.
  @Test func severalColumns() throws {
    var simulated = SimulatedData(rowCount: 300, columnCount: 4, seed: 55)
    for i in simulated.rows.indices {
      simulated.rows[i][1] = i % 10 == 0 ? 1 : 0
      simulated.rows[i][3] = i % 10 == 5 ? 1 : 0
      if i % 10 == 0 { simulated.classes[i] = 0 }
      if i % 10 == 5 { simulated.classes[i] = 1 }
    }
    let separation = try #require(Self.separation(try simulated.data()))
    #expect(separation.kind == .quasi)
    #expect(separation.columns == ["x1", "x3"])
    #expect(separation.direction[1] < 0 && separation.direction[3] > 0)
  }

  /// Equal and constant columns, and more columns than rows.
  @Test func redundantColumns() throws {
    let simulated = SimulatedData(rowCount: 12, columnCount: 30, seed: 56)
    let separation = try #require(Self.separation(try simulated.data()))
    #expect(separation.kind == .complete)
    var equal = SimulatedData(rowCount: 40, columnCount: 3, seed: 57)
    for i in equal.rows.indices {
      equal.rows[i] = [equal.rows[i][0], equal.rows[i][0], 5]
      equal.classes[i] = equal.rows[i][0] > 0 ? 1 : 0
    }
    let found = try #require(Self.separation(try equal.data()))
    #expect(found.kind == .complete && found.columns == ["x0"])
  }

  /// The last of four indicators that sum to 1 is left out as redundant, and the rows of its level have
  /// one class: it is named itself, not as the three others together.
  @Test func redundantIndicator() throws {
    var simulated = SimulatedData(rowCount: 400, columnCount: 5, seed: 59)
    for i in simulated.rows.indices {
      let level = i % 4
      simulated.rows[i] = [simulated.rows[i][0]] + (0..<4).map { $0 == level ? 1 : 0 }
      if level == 3 { simulated.classes[i] = 1 }
    }
    let data = try simulated.data()
    let trained = LogisticTrainer().train(data)
    guard case .separated(let separation) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
    #expect(separation.kind == .quasi && separation.columns == ["x4"])
    #expect(trained.redundantColumns.map { $0.column } == ["x4"])
    // No row on the wrong side, and those of the level on the right one.
    let direction = separation.direction
    for i in 0..<data.rowCount {
      let score = (0..<5).reduce(direction[5]) { $0 + direction[$1] * data.design[i, $1] }
      #expect(abs(score - (i % 4 == 3 ? direction[4] : 0)) < 1e-12 * direction[4])
    }
  }

  /// A check where nothing is suspected, and the same answer again.
  @Test func overlapWithoutSuspicion() throws {
    let data = try SimulatedData(rowCount: 2000, columnCount: 8, seed: 58).data()
    let trainer = LogisticTrainer()
    let objective = trainer.objective(
      data, LogisticTrainer.losses(data, .softmax).1[0], trainer.prepare(data))
    #expect(LinearProgramCheck().separation(objective, suspect: nil) == nil)
    let iris = try Self.iris(positive: 0)
    let separated = trainer.objective(
      iris, LogisticTrainer.losses(iris, .softmax).1[0], trainer.prepare(iris))
    let first = LinearProgramCheck().separation(separated, suspect: nil)
    #expect(first?.kind == .complete)
    #expect(first == LinearProgramCheck().separation(separated, suspect: nil))
  }
}
