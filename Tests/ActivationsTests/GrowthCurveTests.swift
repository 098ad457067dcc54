#if arch(x86_64)
  import Activations
  import RealModule
  import Testing

  import TestSupport

  /// The array forms against `Float80`, on every instruction set, and where numbers are extreme.
  @Suite struct GrowthCurveTests {
    typealias Number = Float80

    enum Curve: String, CaseIterable {
      case logistic, richards, gompertz, exponential

      var kernel: CurveKernel {
        switch self {
        case .logistic: LogisticCurve.kernel
        case .richards: RichardsCurve.kernel
        case .gompertz: GompertzCurve.kernel
        case .exponential: ExponentialCurve.kernel
        }
      }

      var parameterCount: Int {
        switch self {
        case .logistic: LogisticCurve.parameterCount
        case .richards: RichardsCurve.parameterCount
        case .gompertz: GompertzCurve.parameterCount
        case .exponential: ExponentialCurve.parameterCount
        }
      }

      /// Value and gradient, with k(t − x₀) and r·t rounded as the curve is documented to do, and h
      /// for L·exp(−h).
      func exact(_ p: [Double], at t: Double) -> (results: [Number], h: Number) {
        let size = Number(p[0])
        if self == .exponential {
          let growth = Number.exp(Number(p[1] * t))
          return ([size * growth, growth, size * growth * Number(t)], 0)
        }
        let distance = t - p[2]
        let z = Number(p[1] * distance)
        // The shape of the curve, −dh/dz and −dh/dν.
        var h: Number = 0, slope: Number, value: Number, shape: Number = 0
        switch self {
        case .gompertz:
          h = .exp(-z)
          (value, slope) = (.exp(-h), h)
        case .richards:
          let nu = Number(p[3]), decay = Number.exp(-z), w = nu * decay
          h = nu == 0 ? decay : .log(onePlus: w) / nu
          (value, slope) = (.exp(-h), decay / (1 + w))
          // (log(1 + w) − w/(1 + w))/w², by its series where the difference would cancel.
          var series: Number = 0
          for k in (1...40).reversed() { series = Number(k) / Number(k + 1) - series * w }
          let kappa = w < 0.1 ? series : (.log(onePlus: w) - w / (1 + w)) / (w * w)
          shape = kappa * decay * decay
        default:
          let e = Number.exp(-abs(z))
          value = (z < 0 ? e : 1) / (1 + e)
          slope = (z < 0 ? 1 : e) / (1 + e)
        }
        let steepness = size * value * slope
        var results: [Number] = [size * value, value]
        results += [steepness * Number(distance), -steepness * Number(p[1])]
        if self == .richards { results.append(size * value * shape) }
        return (results, h)
      }
    }

    /// Value first, then the columns.
    static func results(
      _ curve: Curve, _ parameters: [Double], at times: [Double], on set: InstructionSet
    ) -> [[Double]] {
      let p = Array(parameters.prefix(curve.parameterCount))
      var values = [Double](repeating: .nan, count: times.count)
      var columns = [Double](repeating: .nan, count: times.count * p.count)
      var valueSpan = values.mutableSpan, columnSpan = columns.mutableSpan
      curve.kernel.valuesAndGradient(
        at: times.span, p.span, into: &valueSpan, columns: &columnSpan, on: set)
      return [values]
        + p.indices.map { Array(columns[$0 * times.count..<($0 + 1) * times.count]) }
    }

    static let shapes = [0, 1e-300, 1e-30, 1e-12, 1e-6, 1e-3, 0.1, 1, 2, 10, 1_000, 1e6, 1e100]

    @Test(arguments: Curve.allCases, InstructionSet.supported)
    func valuesAndGradientsAreAccurate(curve: Curve, set: InstructionSet) {
      var generator = SplitMix64(state: 11)
      for shape in Self.shapes {
        for _ in 0..<20 {
          var p = [
            Double.random(in: 1...1_000, using: &generator),
            .random(in: 0.01...3, using: &generator),
            .random(in: -10...50, using: &generator), shape,
          ]
          if curve == .exponential { p[1] = .random(in: -2...2, using: &generator) }
          let times = (0..<41).map { i in
            Double.random(in: i < 30 ? -20...60 : -400...900, using: &generator)
          }
          let results = Self.results(curve, p, at: times, on: set)
          for (i, t) in times.enumerated() {
            let (exact, h) = curve.exact(p, at: t)
            for (k, column) in results.enumerated() where abs(exact[k]) > 1e-290 {
              // The derivative with respect to ν is a difference next to w = 1.
              let bound = (k == 0 ? 4 : k < 4 ? 5 : 10) * (1 + Double(min(h, 800)))
              #expect(
                ulps(of: column[i], against: exact[k]) <= bound, "\(curve) \(p) at \(t), \(k)")
            }
          }
        }
      }
    }

    @Test(arguments: Curve.allCases, InstructionSet.supported)
    func separateCallsHaveTheSameBits(curve: Curve, set: InstructionSet) {
      let times = (0..<37).map { Double($0) * 0.7 - 3 }
      let p = Array([600, 0.4, 9, 0.7].prefix(curve.parameterCount))
      let both = Self.results(curve, p, at: times, on: set)
      var values = [Double](repeating: 0, count: times.count)
      var columns = [Double](repeating: 0, count: times.count * p.count)
      var valueSpan = values.mutableSpan
      curve.kernel.values(at: times.span, p.span, into: &valueSpan, on: set)
      var columnSpan = columns.mutableSpan
      curve.kernel.gradient(at: times.span, p.span, into: &columnSpan, on: set)
      #expect(values == both[0])
      #expect(columns == Array(both[1...].joined()))
    }

    @Test(arguments: InstructionSet.supported)
    func extremesAreFiniteWhereTheCurveIs(set: InstructionSet) {
      let times = [-1e308, -1e5, -800, -355, -354, -1, 0, 1, 1e5, 1e308, 0x1p-1063]
      for curve in [Curve.logistic, .richards, .gompertz] {
        for p in [
          [1, 1, 1e308, 0.5], [1, 1e-300, 0, 0x1p-1030], [5, 2, 0, 0x1p-1030], [5, 2, 0, 1e-200],
          [5, 2, 0, 1e300], [1e300, 1, 0, 0],
        ] {
          for column in Self.results(curve, p, at: times, on: set) {
            #expect(column.allSatisfy { $0.isFinite }, "\(curve) \(p): \(column)")
          }
        }
      }
      // exp(r·t) overflows here, N₀·exp(r·t) does not.
      let growth = Self.results(.exponential, [1e-300, 1], at: [1_000], on: set)
      let exact = Curve.exponential.exact([1e-300, 1], at: 1_000)
      #expect(ulps(of: growth[0][0], against: exact.results[0]) <= 4)
    }

    @Test func richardsPassesThroughGompertzAndTheLogistic() {
      let times = (0..<50).map { Double($0) }
      let gompertz = Self.results(.gompertz, [600, 0.4, 9], at: times, on: .best)
      let logistic = Self.results(.logistic, [600, 0.4, 9], at: times, on: .best)
      let limit = Self.results(.richards, [600, 0.4, 9, 0], at: times, on: .best)
      let one = Self.results(.richards, [600, 0.4, 9, 1], at: times, on: .best)
      #expect(limit[0] == gompertz[0])
      for (i, exact) in logistic[0].enumerated() {
        #expect(abs(one[0][i] - exact) <= 0x1p-50 * exact)
      }
    }

    /// One number at a time, in another precision than the arrays.
    @Test func scalarFormsAgreeWithTheArrays() {
      let times = (0..<40).map { Double($0) - 5 }
      for shape in [0, 1e-12, 0.3, 4] {
        let richards = Self.results(.richards, [600, 0.4, 9, shape], at: times, on: .best)
        for (i, t) in times.enumerated() {
          let value = RichardsCurve.value(
            at: Number(t), capacity: 600, rate: 0.4, midpoint: 9, shape: Number(shape))
          #expect(abs(Double(value) - richards[0][i]) <= 1e-12 * richards[0][i])
        }
      }
      let logistic = Self.results(.logistic, [600, 0.4, 9], at: times, on: .best)
      let gompertz = Self.results(.gompertz, [600, 0.4, 9], at: times, on: .best)
      let exponential = Self.results(.exponential, [6, 0.4], at: times, on: .best)
      for (i, t) in times.enumerated() {
        let l = LogisticCurve.value(at: Number(t), capacity: 600, rate: 0.4, midpoint: 9)
        #expect(abs(Double(l) - logistic[0][i]) <= 1e-13 * logistic[0][i])
        let g = GompertzCurve.value(at: Number(t), capacity: 600, rate: 0.4, midpoint: 9)
        #expect(abs(Double(g) - gompertz[0][i]) <= 1e-12 * gompertz[0][i])
        let e = ExponentialCurve.value(at: Number(t), initialSize: 6, rate: 0.4)
        #expect(abs(Double(e) - exponential[0][i]) <= 1e-13 * exponential[0][i])
      }
    }
  }
#endif
