import Classification
import RealModule
import Testing

@Suite struct ColumnStatisticsTests {
  /// Against 80-bit sums: large means, tiny and huge scales, a first row that lies far off.
  @Test(arguments: [false, true])
  func meansAndDeviations(_ weighted: Bool) throws {
    var simulated = SimulatedData(rowCount: 3000, columnCount: 6, seed: 31)
    for i in simulated.rows.indices {
      simulated.rows[i][0] += 1e9
      simulated.rows[i][1] *= 1e12
      simulated.rows[i][2] = simulated.rows[i][2] * 1e-12 + 1e-3
      simulated.rows[i][3] = i == 0 ? 1e7 : simulated.rows[i][3]
      simulated.rows[i][4] = 0.1
    }
    let weights = weighted ? simulated.weights : nil
    let statistics = ColumnStatistics(try simulated.design(), weights: weights)
    #expect(statistics.constantColumns == [4])
    let total = (weights ?? [Double](repeating: 1, count: 3000)).reduce(Float80(0)) {
      $0 + Float80($1)
    }
    for j in 0..<6 {
      var mean: Float80 = 0
      for (i, row) in simulated.rows.enumerated() {
        mean += Float80(weights?[i] ?? 1) * Float80(row[j])
      }
      mean /= total
      var variance: Float80 = 0
      for (i, row) in simulated.rows.enumerated() {
        variance += Float80(weights?[i] ?? 1) * (Float80(row[j]) - mean) * (Float80(row[j]) - mean)
      }
      let deviation = (variance / total).squareRoot()
      #expect(
        abs(Double(Float80(statistics.means[j]) - mean)) <= 1e-15 * Double(abs(mean) + deviation))
      guard j != 4 else { continue }
      #expect(abs(Double(Float80(statistics.standardDeviations[j]) / deviation - 1)) < 1e-13)
    }
  }

  @Test func sparseIsDense() throws {
    var simulated = SimulatedData(rowCount: 400, columnCount: 4, seed: 32)
    for i in simulated.rows.indices {
      simulated.rows[i] = [i % 3 == 0 ? simulated.rows[i][0] : 0, 2, 0, simulated.rows[i][3]]
    }
    let dense = ColumnStatistics(try simulated.design(), weights: simulated.weights)
    let sparse = ColumnStatistics(try simulated.sparseDesign(), weights: simulated.weights)
    #expect(dense.constantColumns == [1, 2] && sparse.constantColumns == [1, 2])
    for j in 0..<4 {
      #expect(abs(dense.means[j] - sparse.means[j]) < 1e-15)
      #expect(abs(dense.standardDeviations[j] - sparse.standardDeviations[j]) < 1e-15)
    }
  }

  @Test func sameBitsForAnyNumberOfThreads() throws {
    let design = try SimulatedData(rowCount: 60_000, columnCount: 5, seed: 33).design()
    let one = ColumnStatistics(design)
    for threads in [2, 3, 5] {
      let many = ColumnStatistics(design, threads: threads)
      #expect(many.means == one.means && many.standardDeviations == one.standardDeviations)
    }
  }
}
