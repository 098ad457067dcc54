#if arch(x86_64)
  import Activations
  import RealModule
  import Testing

  import TestSupport

  @Suite struct SoftmaxTests {
    typealias Number = Float80

    static func probabilities(_ scores: [Double]) -> [Double] {
      var p = [Double](repeating: 0, count: scores.count)
      var span = p.mutableSpan
      Softmax.values(of: scores.span, into: &span)
      return p
    }

    static func logs(_ scores: [Double]) -> [Double] {
      var p = [Double](repeating: 0, count: scores.count)
      var span = p.mutableSpan
      LogSoftmax.values(of: scores.span, into: &span)
      return p
    }

    static func logSumExp(_ scores: [Double]) -> Double { LogSoftmax.logSumExp(scores.span) }

    static func exact(_ scores: [Double]) -> (probabilities: [Number], logs: [Number]) {
      let shift = Number(scores.max()!)
      let terms = scores.map { Number.exp(Number($0) - shift) }
      let sum = terms.reduce(0, +)
      // The largest term, 1, is left out of the sum, so that its logarithm keeps its digits.
      let largest = scores.firstIndex(of: scores.max()!)!
      let rest = terms.enumerated().reduce(Number(0)) {
        $1.offset == largest ? $0 : $0 + $1.element
      }
      let log = Number.log(onePlus: rest)
      return (terms.map { $0 / sum }, scores.map { Number($0) - shift - log })
    }

    static let cases: [[Double]] = {
      var generator = SplitMix64(state: 21)
      let random = [1, 2, 3, 7, 8, 10, 100, 1_000].flatMap { count in
        [1.0, 30, 700].map { size in
          (0..<count).map { _ in Double.random(in: -size...size, using: &generator) }
        }
      }
      return random + [
        [1e300, 1e300], [0, -745], [1_000, 1_040], [40, 0, 0], [-1e307, 1e307], [5, -.infinity],
      ]
    }()

    @Test(arguments: cases) func probabilitiesAreAccurate(scores: [Double]) {
      let exact = Self.exact(scores)
      let p = Self.probabilities(scores), logs = Self.logs(scores)
      for i in scores.indices {
        #expect(ulps(of: p[i], against: exact.probabilities[i]) <= 4)
        if scores[i] == -.infinity {
          #expect(p[i] == 0 && logs[i] == -.infinity)
        } else if scores[i] == scores.max()! {
          #expect(ulps(of: logs[i], against: exact.logs[i]) <= 4)
        } else {
          let error = abs(Number(logs[i]) - exact.logs[i])
          #expect(error <= 0x1p-50 * max(1, abs(exact.logs[i])))
        }
      }
      #expect(abs(p.reduce(0, +) - 1) <= 1e-14)
    }

    @Test func largeScoresGiveWhatSmallOnesDo() {
      #expect(Self.probabilities([3, 1, 2]) == Self.probabilities([1_003, 1_001, 1_002]))
    }

    @Test func noAnswerIsNaN() {
      for scores in [[1, .nan, 2], [.infinity, 0], [-.infinity, -.infinity]] as [[Double]] {
        #expect(Self.probabilities(scores).allSatisfy { $0.isNaN })
        #expect(Self.logs(scores).allSatisfy { $0.isNaN })
      }
      #expect(Self.probabilities([]).isEmpty)
    }

    @Test func logSumExpNeitherOverflowsNorVanishes() {
      #expect(Self.logSumExp([1_000, 1_000]) == 1_000 + Double.log(2))
      #expect(Self.logSumExp([-1_000, -1_000]) == -1_000 + Double.log(2))
      #expect(Self.logSumExp([0, -40]) == Double.exp(-40))
      #expect(Self.logSumExp([]) == -.infinity)
      #expect(Self.logSumExp([-.infinity]) == -.infinity)
      #expect(Self.logSumExp([1, .infinity]) == .infinity)
      #expect(Self.logSumExp([1, .nan]).isNaN)
    }

    @Test func jacobiansAreTheDerivatives() {
      let scores = [0.3, -1.2, 2.5, 0.9], v = [0.7, -0.2, 1.1, 0.4], h = 0x1p-20
      let k = scores.count
      let p = Self.probabilities(scores)
      var matrix = [Double](repeating: 0, count: k * k), product = v, logProduct = v
      var handedBack = v
      do {
        var span = matrix.mutableSpan
        Softmax.jacobian(at: p.span, into: &span)
        var productSpan = product.mutableSpan
        Softmax.jacobianVectorProduct(at: p.span, v.span, into: &productSpan)
        var logSpan = logProduct.mutableSpan
        LogSoftmax.jacobianVectorProduct(at: p.span, v.span, into: &logSpan)
        var backSpan = handedBack.mutableSpan
        LogSoftmax.vectorJacobianProduct(at: p.span, v.span, into: &backSpan)
      }
      for j in 0..<k {
        var up = scores, down = scores
        up[j] += h
        down[j] -= h
        let difference = zip(Self.probabilities(up), Self.probabilities(down))
        for (i, (a, b)) in difference.enumerated() {
          #expect(abs((a - b) / (2 * h) - matrix[i * k + j]) < 1e-9)
        }
        let logDifference = zip(Self.logs(up), Self.logs(down)).map { ($0 - $1) / (2 * h) }
        let expected = zip(v, logDifference).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(expected - handedBack[j]) < 1e-9)
      }
      let moved = { (step: Double) in zip(scores, v).map { $0 + step * $1 } }
      let logMoved = zip(Self.logs(moved(h)), Self.logs(moved(-h))).map { ($0 - $1) / (2 * h) }
      for i in 0..<k {
        let row = matrix[i * k..<(i + 1) * k]
        #expect(abs(row.reduce(0, +)) < 1e-16)
        #expect(abs(zip(row, v).reduce(0) { $0 + $1.0 * $1.1 } - product[i]) < 1e-15)
        #expect(abs(logMoved[i] - logProduct[i]) < 1e-9)
      }
    }

    /// p₀ is 1 in double precision, and 1 − p₀ is not 0.
    @Test func theJacobianKeepsItsDigitsNearOne() {
      let p = Self.probabilities([50, 0])
      var matrix = [Double](repeating: 0, count: 4)
      var span = matrix.mutableSpan
      Softmax.jacobian(at: p.span, into: &span)
      #expect(p[0] == 1)
      #expect(matrix[0] == p[1] && matrix[0] > 0)
    }
  }
#endif
