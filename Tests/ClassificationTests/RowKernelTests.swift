import CKernels
import RealModule
import TestSupport
import Testing

#if arch(x86_64)
  /// The kernels on every instruction set against 80-bit arithmetic.
  @Suite struct RowKernelTests {
    static let sets = [ck_baseline, ck_avx2, ck_avx512].filter { ck_supports($0) }
      .map { Int($0.rawValue) }
    static let shapes = [(1, 1), (3, 2), (7, 8), (10, 9), (33, 28), (18, 67)]

    private static func numbers(_ count: Int, _ step: Int) -> [Double] {
      (0..<count).map { Double(($0 * step) % 101) / 37 - 1.3 }
    }

    @Test(arguments: sets, shapes)
    func scoresAndGradients(_ set: Int, _ shape: (Int, Int)) {
      let isa = ck_instruction_set(rawValue: UInt32(set))
      let (rows, columns) = shape
      let padded = (columns + 7) / 8 * 8
      let x = Self.numbers(rows * columns, 17) + [Double](repeating: 0, count: 8)
      func pad(_ values: [Double]) -> [Double] {
        values + [Double](repeating: 0, count: padded - columns)
      }
      let weights = pad(Self.numbers(columns, 29))
      let factors = Self.numbers(rows, 43)
      for shift in [nil, pad(Self.numbers(columns, 53))] {
        var scores = [Double](repeating: .nan, count: rows)
        var gradient = [Double](repeating: 0.5, count: padded)
        unsafe ck_dense_scores(isa, x, rows, columns, weights, shift, 0.25, &scores)
        unsafe ck_dense_accumulate(isa, x, rows, columns, factors, shift, &gradient)
        let element = { (i: Int, j: Int) -> Float80 in
          Float80(x[i * columns + j]) - Float80(shift?[j] ?? 0)
        }
        for i in 0..<rows {
          let exact = (0..<columns).reduce(Float80(0.25)) {
            $0 + element(i, $1) * Float80(weights[$1])
          }
          #expect(abs(Double(Float80(scores[i]) - exact)) < 1e-15 * Double(columns + 8))
        }
        for j in 0..<columns {
          let exact = (0..<rows).reduce(Float80(0.5)) { $0 + element($1, j) * Float80(factors[$1]) }
          #expect(abs(Double(Float80(gradient[j]) - exact)) < 1e-15 * Double(rows + 8))
        }
      }
    }

    /// All columns and some of them, with and without a constant, for more rows than are taken at once.
    @Test(arguments: sets, [(1, 1), (3, 2), (70, 8), (200, 28), (65, 31), (18, 67)])
    func gram(_ set: Int, _ shape: (Int, Int)) {
      let isa = ck_instruction_set(rawValue: UInt32(set))
      let (rows, columns) = shape
      let x = Self.numbers(rows * columns, 17) + [Double](repeating: 0, count: 8)
      let factors = Self.numbers(rows, 43)
      let all = (0..<columns).map { Int32($0) }
      for (chosen, constant) in [
        (all, false), (all, true), (all.filter { $0 % 3 != 1 }, true), ([], true),
      ] {
        let count = chosen.count + (constant ? 1 : 0)
        let stride = (count + 7) / 8 * 8
        let padding = [Double](repeating: 0, count: stride - chosen.count)
        let center = Self.numbers(chosen.count, 53) + padding
        let scale = Self.numbers(chosen.count, 29).map { abs($0) + 0.5 } + padding
        var gram = [Double](repeating: 0.25, count: stride * stride)
        var scratch = [Double](repeating: .nan, count: Int(CK_GRAM_ROWS) * stride)
        unsafe ck_dense_gram(
          isa, x, rows, columns, factors, chosen, chosen.count, constant, center, scale, &scratch,
          &gram)
        func z(_ i: Int, _ k: Int) -> Float80 {
          k == chosen.count
            ? 1
            : (Float80(x[i * columns + Int(chosen[k])]) - Float80(center[k])) * Float80(scale[k])
        }
        for a in 0..<count {
          for b in a..<count {
            let exact = (0..<rows).reduce(Float80(0.25)) {
              $0 + Float80(factors[$1]) * z($1, a) * z($1, b)
            }
            let size = (0..<rows).reduce(1.0) {
              $0 + abs(factors[$1] * Double(z($1, a)) * Double(z($1, b)))
            }
            #expect(abs(Double(Float80(gram[a * stride + b]) - exact)) < 1e-15 * size)
          }
        }
      }
    }

    /// A row has the same bits wherever it stands in a block.
    @Test(arguments: sets)
    func rowsDoNotDependOnTheirNeighbours(_ set: Int) {
      let isa = ck_instruction_set(rawValue: UInt32(set))
      let x = Self.numbers(9 * 28, 17) + [Double](repeating: 0, count: 8)
      let weights = Self.numbers(28, 29) + [Double](repeating: 0, count: 4)
      var all = [Double](repeating: 0, count: 9)
      unsafe ck_dense_scores(isa, x, 9, 28, weights, nil, 0.1, &all)
      for i in 0..<9 {
        var one = 0.0
        let row = Array(x[(i * 28)...])
        unsafe ck_dense_scores(isa, row, 1, 28, weights, nil, 0.1, &one)
        #expect(one.bitPattern == all[i].bitPattern)
      }
    }

    @Test(arguments: sets, [1, 5, 8, 19])
    func logisticLoss(_ set: Int, _ count: Int) {
      let isa = ck_instruction_set(rawValue: UInt32(set))
      let scores = (0..<count).map { Double($0 - count / 2) * 41.7 + 0.3 }
      let labels = (0..<count).map { Double($0 % 2) }
      let weights = Self.numbers(count, 7).map { abs($0) }
      var residuals = [Double](repeating: .nan, count: count)
      var curvatures = residuals
      let loss = unsafe ck_logistic_loss(
        isa, scores, labels, weights, count, &residuals, &curvatures)
      var exact: Float80 = 0
      for i in 0..<count {
        let (z, s) = (Float80(scores[i]), Float80(weights[i]))
        let e = Float80.exp(-abs(z))
        let distance = z > 0 ? 1 - Float80(labels[i]) : Float80(labels[i])
        exact += s * (distance * abs(z) + .log(onePlus: e))
        let small = e / (1 + e)
        let residual =
          labels[i] == 1 ? (z > 0 ? -small : -1 / (1 + e)) : (z > 0 ? 1 / (1 + e) : small)
        #expect(ulps(of: residuals[i], against: s * residual) < 3)
        #expect(ulps(of: curvatures[i], against: s * small / (1 + e)) < 3)
      }
      #expect(ulps(of: loss, against: exact) < 8)
    }

    @Test(arguments: sets, [1, 5, 8, 19])
    func softmaxLoss(_ set: Int, _ count: Int) {
      let isa = ck_instruction_set(rawValue: UInt32(set))
      let classes = 3
      let scores = (0..<(classes * count)).map { Double(($0 * 29) % 83) * 1.7 - 50 }
      let labels = (0..<count).map { Int32($0 % classes) }
      var residuals = [Double](repeating: .nan, count: classes * count)
      let loss = unsafe ck_softmax_loss(
        isa, scores, count, labels, nil, count, classes, &residuals)
      var probabilities = scores
      unsafe ck_softmax_probabilities(isa, scores, count, count, classes, &probabilities)
      var exact: Float80 = 0
      for i in 0..<count {
        let z = (0..<classes).map { Float80(scores[$0 * count + i]) }
        let own = Int(labels[i])
        // What the others have, relative to the own class: small numbers keep their digits.
        let others = (0..<classes).filter { $0 != own }.reduce(Float80(0)) {
          $0 + .exp(z[$1] - z[own])
        }
        exact += .log(onePlus: others)
        let total = z.reduce(Float80(0)) { $0 + .exp($1 - z.max()!) }
        for k in 0..<classes {
          let p = Float80.exp(z[k] - z.max()!) / total
          #expect(ulps(of: probabilities[k * count + i], against: p) < 4)
          let expected = k == own ? -others / (1 + others) : p
          #expect(ulps(of: residuals[k * count + i], against: expected) < 6)
        }
      }
      #expect(ulps(of: loss, against: exact) < 16)
    }
  }
#endif
