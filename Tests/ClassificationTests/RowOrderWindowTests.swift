import Classification
import Testing

/// The order of the rows of a large matrix.
@Suite struct RowOrderWindowTests {
  static let count = 50_001
  static let rowBytes = 224

  static func order(seed: UInt32 = 1, epoch: Int = 0) -> [UInt32] {
    RowOrder.permutation(count: count, rowBytes: rowBytes, seed: seed, epoch: epoch)
  }

  @Test func eachRowOnce() {
    let order = Self.order()
    #expect(order.sorted() == (0..<UInt32(Self.count)).map { $0 })
    #expect(order == Self.order())
    #expect(order != Self.order(epoch: 1))
    #expect(order != Self.order(seed: 2))
  }

  /// 36 rows of 224 bytes are a block of 8 KB; any 1152 rows visited in turn lie in few blocks.
  @Test func neighboursAreVisitedTogether() {
    let order = Self.order()
    for start in stride(from: 0, to: Self.count - 1152, by: 1152) {
      #expect(Set(order[start..<(start + 1152)].map { $0 / 36 }).count <= 36)
    }
    #expect(zip(order, order.dropFirst()).count { $1 == $0 + 1 } < Self.count / 20)
  }

  /// Rows sorted by class: each window has both, as 32 draws do.
  @Test func windowsAreMixed() {
    let order = Self.order()
    for start in stride(from: 0, to: Self.count - 1152, by: 1152) {
      let first = order[start..<(start + 1152)].count { Int($0) < Self.count / 2 }
      // Beyond 4.6 standard deviations of 32 coins.
      #expect(abs(Double(first) / 1152 - 0.5) < 0.41)
    }
  }

  /// Small matrices, long rows, and callers that say nothing: any order of single rows.
  @Test func smallMatrices() {
    let plain = RowOrder.permutation(count: 2000, seed: 4, epoch: 0)
    #expect(plain == RowOrder.permutation(count: 2000, rowBytes: 224, seed: 4, epoch: 0))
    #expect(plain == RowOrder.permutation(count: 2000, rowBytes: 5000, seed: 4, epoch: 0))
  }

  /// One epoch over a matrix that does not fit into the cache, sorted by class, ends near the minimum.
  @Test func oneEpochOfSortedRows() throws {
    var simulated = SimulatedData(rowCount: 60_000, columnCount: 10, seed: 74)
    let sorted = simulated.classes.indices.sorted {
      (simulated.classes[$0], $0) < (simulated.classes[$1], $1)
    }
    simulated.rows = sorted.map { simulated.rows[$0] }
    simulated.classes = sorted.map { simulated.classes[$0] }
    let data = try simulated.data()
    let best = SolverTests.train(data, "newton").reports[0].objective
    for averages in [false, true] {
      let solver = StochasticGradientDescent(
        averages: averages, options: StochasticOptions(epochs: 1, polishes: false))
      let once = LogisticTrainer(TrainingOptions(solver: solver)).train(data)
      #expect(once.reports[0].objective < best * (averages ? 1.001 : 1.005), "\(averages)")
    }
  }
}
