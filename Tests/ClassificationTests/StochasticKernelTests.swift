import CKernels
import Classification
import RealModule
import Testing

#if arch(x86_64)
  /// The kernel of stochastic gradient steps against the steps written out in 80-bit arithmetic.
  @Suite struct StochasticKernelTests {
    struct Problem {
      let rows = 40
      let columns: Int
      var padded: Int { (columns + 7) / 8 * 8 }
      let x: [Double]
      let labels: [Double]
      let weights: [Double]
      let center: [Double]
      let scale: [Double]
      let ridge: [Double]
      let order: [UInt32]
      let rates: [Double]

      init(columns: Int) {
        self.columns = columns
        let padded = (columns + 7) / 8 * 8
        func pad(_ values: [Double]) -> [Double] {
          values + [Double](repeating: 0, count: padded - columns)
        }
        x =
          (0..<(rows * columns)).map { Double(($0 * 17) % 101) / 37 - 1.3 }
          + [Double](repeating: 0, count: 8)
        labels = (0..<rows).map { Double($0 % 3 == 0 ? 1 : 0) }
        weights = (0..<rows).map { Double($0 % 5) / 2 }
        center = pad((0..<columns).map { Double($0 % 4) / 8 })
        scale = pad((0..<columns).map { 1 + Double($0 % 3) / 4 })
        ridge = pad((0..<columns).map { Double($0 % 6) / 50 })
        order = (0..<UInt32(rows)).map { $0 * 7 % 40 }
        rates = (0..<rows).map { 0.2 / Double(1 + $0) }
      }

      /// u, then c, and the sums of them.
      func exact(weighted: Bool, shrinks: Bool, intercept: Bool) -> ([Float80], [Float80]) {
        var u = [Float80](repeating: 0, count: columns + 1)
        var sums = u
        for (k, row) in order.enumerated() {
          let i = Int(row)
          let t = (0..<columns).map {
            (Float80(x[i * columns + $0]) - Float80(center[$0])) * Float80(scale[$0])
          }
          var z = u[columns]
          for j in 0..<columns { z += t[j] * u[j] }
          let weight = Float80(weighted ? weights[i] : 1) * 0.75
          let r = weight * (1 / (1 + .exp(-z)) - Float80(labels[i]))
          let rate = Float80(rates[k])
          for j in 0..<columns {
            u[j] -= rate * ((shrinks ? Float80(ridge[j]) * u[j] : 0) + r * t[j])
          }
          if intercept { u[columns] -= rate * r }
          for j in u.indices { sums[j] += u[j] }
        }
        return (u, sums)
      }
    }

    static let sets = [ck_baseline, ck_avx2, ck_avx512].filter { ck_supports($0) }
      .map { Int($0.rawValue) }

    @Test(arguments: sets, [0, 1, 7, 8, 28, 67])
    func steps(_ set: Int, _ columns: Int) {
      let p = Problem(columns: columns)
      for flags in 0..<8 {
        let (weighted, shrinks, intercept) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0)
        let (u, sums) = p.exact(weighted: weighted, shrinks: shrinks, intercept: intercept)
        var point = [Double](repeating: 0, count: p.padded + 1)
        var sum = point
        var scratch = [Double](repeating: .nan, count: 2 * p.padded + 1)
        unsafe p.x.withUnsafeBufferPointer { x in
          unsafe p.labels.withUnsafeBufferPointer { labels in
            unsafe p.weights.withUnsafeBufferPointer { weights in
              unsafe p.center.withUnsafeBufferPointer { center in
                unsafe p.scale.withUnsafeBufferPointer { scale in
                  unsafe p.ridge.withUnsafeBufferPointer { ridge in
                    var rows = unsafe ck_sgd_rows(
                      x: x.baseAddress, columns: columns, labels: labels.baseAddress,
                      weights: weighted ? weights.baseAddress : nil, weight_factor: 0.75,
                      center: center.baseAddress, scale: scale.baseAddress,
                      ridge: shrinks ? ridge.baseAddress : nil, has_intercept: intercept)
                    unsafe ck_dense_sgd(
                      ck_instruction_set(rawValue: UInt32(set)), &rows, p.order, p.rates,
                      p.rows, 4, max(p.rows - 4, 0), &point, &sum, &scratch)
                  }
                }
              }
            }
          }
        }
        for j in 0...columns {
          let k = j == columns ? p.padded : j
          // The sigmoid has 10 digits.
          #expect(abs(Double(Float80(point[k]) - u[j])) < 1e-9)
          #expect(abs(Double(Float80(sum[k]) - sums[j])) < 1e-8)
        }
      }
    }
  }
#endif

@Suite struct RepeatedStepTests {
  /// The closed forms against the loop, across 0 and at it.
  @Test(arguments: [0.0, 0.3, 1.5], [0.0, 0.2])
  func closedForms(_ ridge: Double, _ lasso: Double) {
    let rate = 0.05
    for drift in [-0.7, -0.1, 0, 0.1, 0.7] {
      for start in [-2.0, -0.01, 0, 0.003, 1] {
        var u = start
        for count in 0...200 {
          let jump = repeatedStep(
            start, count: count, rate: rate, drift: drift, ridge: ridge, lasso: lasso)
          #expect(abs(jump - u) < 1e-13, "\(start), \(count) steps")
          let moved = u - rate * (ridge * u + drift)
          u =
            moved > rate * lasso
            ? moved - rate * lasso : moved < -rate * lasso ? moved + rate * lasso : 0
        }
      }
    }
  }
}

@Suite struct RowOrderTests {
  @Test func permutations() {
    let first = RowOrder.permutation(count: 1000, seed: 3, epoch: 0)
    #expect(first.sorted() == (0..<1000).map { UInt32($0) })
    #expect(first == RowOrder.permutation(count: 1000, seed: 3, epoch: 0))
    #expect(first != RowOrder.permutation(count: 1000, seed: 3, epoch: 1))
    #expect(first != RowOrder.permutation(count: 1000, seed: 4, epoch: 0))
  }

  /// Each of the six orders of three rows about as often: χ² with 5 degrees of freedom below its
  /// 99.99 % quantile, 25.7.
  @Test func allOrdersAreEquallyLikely() {
    var counts: [[UInt32]: Int] = [:]
    for epoch in 0..<6000 {
      counts[RowOrder.permutation(count: 3, seed: 5, epoch: epoch), default: 0] += 1
    }
    let statistic = counts.values.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) }
    #expect(counts.count == 6 && statistic / 1000 < 25.7)
  }
}
