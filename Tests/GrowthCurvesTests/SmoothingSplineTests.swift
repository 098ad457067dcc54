import Foundation
import GrowthCurves
import Statistics
import Testing

struct SmoothingSplineTests {
  struct Case: Sendable {
    var plate: String
    var series: [String]
    var isWeighted = false
    var inflation = 1.0
    var penalty: Double
    var degreesOfFreedom = 0.0
    var score = 0.0
    var values: [Double]
    var slopes: [Double]
  }

  /// Where curves are compared, as shares of the duration.
  static let shares = [0, 0.1, 0.37, 0.5, 0.83, 1]

  /// ln N of some wells together, and the weights 2, 3, 1, 2, … of the first, in reverse of another.
  static func data(_ known: Case) throws -> (times: [Double], values: [Double], weights: [Double]) {
    var times: [Double] = []
    var values: [Double] = []
    var weights: [Double] = []
    for (index, name) in known.series.enumerated() {
      let (t, sizes) = try PlateSeries.read(known.plate, name)
      times += t
      values += sizes.map { log($0) }
      let w = t.indices.map { 1 + Double(($0 + 1) % 3) }
      if known.isWeighted { weights += index == 0 ? w : w.reversed() }
    }
    return (times, values, weights)
  }

  static func bacteria(
    _ penalty: Double, isWeighted: Bool, _ values: [Double], _ slopes: [Double]
  ) -> Case {
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1"], isWeighted: isWeighted, penalty: penalty,
      values: values, slopes: slopes)
  }

  /// SciPy 1.17.1: s = make_smoothing_spline(t, log(y), w, lam); s(at), s.derivative()(at)
  static let fixed = [
    bacteria(
      0.01, isWeighted: false,
      [
        -4.71231511768483, -4.59931749239896, -3.86016161444847, -3.57443666290698,
        -2.99688793643546, -2.86475187558278,
      ],
      [
        -0.0223329425174841, 0.0362637327328503, 0.0889112971101567, 0.0879860239353425,
        0.0260111051733137, 0.0180248532514575,
      ]),
    bacteria(
      100, isWeighted: false,
      [
        -4.77396908907033, -4.55961299445295, -3.89304043030221, -3.56056331352188,
        -2.98948402184753, -2.83537253811288,
      ],
      [
        0.0705174268286051, 0.0733631097560927, 0.087761777710295, 0.0811148291807047,
        0.0345143758171526, 0.028404060374311,
      ]),
    bacteria(
      1, isWeighted: true,
      [
        -4.72375433439752, -4.58777458088726, -3.89337363018376, -3.56585402739368,
        -2.99477580957, -2.86290451231003,
      ],
      [
        0.0251585362273365, 0.0667022675409199, 0.0938527053890636, 0.0868393107579839,
        0.0280316632822501, 0.0183463100261072,
      ]),
    bacteria(
      1e4, isWeighted: true,
      [
        -4.74010302859974, -4.5156518090506, -3.91430441503394, -3.63497772796705,
        -2.98259310289413, -2.6673857421953,
      ],
      [
        0.0748143155560523, 0.0748130497950861, 0.0729122208641381, 0.0701465190398887,
        0.062403017033879, 0.0615623019396252,
      ]),
  ]

  @Test("The curve of a given penalty is SciPy's", arguments: fixed)
  func fixedPenalty(_ known: Case) throws {
    let (times, values, weights) = try Self.data(known)
    let curve = try #require(
      SmoothingSpline(
        times: times, values: values, weights: weights, penalty: .fixed(known.penalty)))
    #expect(abs(curve.penalty / known.penalty - 1) < 1e-14)
    for (i, share) in Self.shares.enumerated() {
      #expect(abs(curve.value(at: 30 * share) - known.values[i]) < 1e-11)
      #expect(abs(curve.slope(at: 30 * share) - known.slopes[i]) < 1e-11)
    }
  }

  /// λ, degrees of freedom and score: the lowest score of dense matrices, by NumPy and SciPy.
  ///
  /// Values and slopes: R 4.2.2, s <- smooth.spline(t, log(y), w, cv = FALSE, all.knots = TRUE,
  /// penalty = inflation, control.spar = list(tol = 1e-12, …)) and predict(s, at, deriv). In its
  /// penalty R has 0.333 for 1/3 in one place, so that its λ is off by up to 0.02 %, its degrees of
  /// freedom by 0.014 %. The two wells of the last cases are replicates.
  static let chosen = [
    Case(
      plate: "kinbiont_plate_wide", series: ["A1"], penalty: 35440.96063,
      degreesOfFreedom: 18.08311371, score: 0.000302429022467,
      values: [
        -2.268915303, -2.252513012, -1.818100588, -1.04625563, -0.09767189132, -0.01460037721,
      ],
      slopes: [
        0.0001232576616, 0.0002184877232, 0.004565957691, 0.007533726343, 0.0005810423751,
        0.0004030047182,
      ]),
    Case(
      plate: "kinbiont_plate_wide", series: ["A1"], inflation: 1.4, penalty: 49219.00191,
      degreesOfFreedom: 16.73710364, score: 0.000303525196408,
      values: [
        -2.269108311, -2.25282157, -1.818691938, -1.04487093, -0.09766919944, -0.01452640423,
      ],
      slopes: [
        0.0001162842452, 0.0002247873048, 0.004543685877, 0.007485884302, 0.0005825813605,
        0.0004063814386,
      ]),
    Case(
      plate: "kinbiont_plate_wide", series: ["C4"], penalty: 437.9799646,
      degreesOfFreedom: 52.1416913, score: 7.89802646675e-06,
      values: [
        -2.35383103, -2.32580413, -1.856295018, -1.580387462, -1.456955337, -1.426647236,
      ],
      slopes: [
        -8.200943118e-06, 0.0004820477966, 0.005118708281, 0.0005362025914, 0.0002954442232,
        0.0001376747236,
      ]),
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1"], penalty: 5.179094993,
      degreesOfFreedom: 8.224596322, score: 0.000406641092154,
      values: [
        -4.734770567, -4.572079898, -3.893289793, -3.559088753, -2.989905852, -2.860105135,
      ],
      slopes: [
        0.04913671538, 0.06278253406, 0.09035365338, 0.08463214112, 0.02872394352, 0.02295751775,
      ]),
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1"], inflation: 1.4, penalty: 10.61316359,
      degreesOfFreedom: 7.045016899, score: 0.000417108812227,
      values: [
        -4.741671572, -4.568565542, -3.895611123, -3.556957815, -2.988624352, -2.858841875,
      ],
      slopes: [
        0.05415740353, 0.06409056066, 0.09052882997, 0.08438401474, 0.02907506712, 0.02343597183,
      ]),
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1"], isWeighted: true, penalty: 7.716852446,
      degreesOfFreedom: 8.73417563, score: 0.000336994405873,
      values: [-4.737836783, -4.578731356, -3.89864771, -3.560579614, -2.990797259, -2.86003072],
      slopes: [
        0.04553439378, 0.0644546713, 0.09089536909, 0.0848868367, 0.02823017307, 0.02261586343,
      ]),
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1", "R_c0.98_r2"], penalty: 292.1308916,
      degreesOfFreedom: 4.145718604, score: 0.0146253394897,
      values: [-4.713401138, -4.517651176, -3.93584776, -3.654396899, -3.151468789, -2.99391147],
      slopes: [
        0.06469782186, 0.06637186184, 0.07488218893, 0.06810393405, 0.03442015005, 0.02935837894,
      ]),
    Case(
      plate: "bactgrowth_wide", series: ["R_c0.98_r1", "R_c0.98_r2"], isWeighted: true,
      penalty: 571.3658078, degreesOfFreedom: 4.163277202, score: 0.0146542569983,
      values: [-4.716432609, -4.51878285, -3.93467441, -3.652761877, -3.153779027, -3.004779256],
      slopes: [
        0.0653514143, 0.06691255226, 0.07504319099, 0.06814374363, 0.03330548725, 0.02736678816,
      ]),
  ]

  @Test("Cross-validation chooses R's curve", arguments: chosen)
  func crossValidation(_ known: Case) throws {
    let (times, values, weights) = try Self.data(known)
    let curve = try #require(
      SmoothingSpline(
        times: times, values: values, weights: weights,
        penalty: .crossValidation(inflation: known.inflation)))
    #expect(abs(curve.penalty / known.penalty - 1) < 2e-6)
    #expect(abs(curve.effectiveDegreesOfFreedom / known.degreesOfFreedom - 1) < 1e-6)
    #expect(abs(curve.crossValidation / known.score - 1) < 1e-8)
    let duration = times.max()! - times.min()!
    for (i, share) in Self.shares.enumerated() {
      let time = times.min()! + duration * share
      #expect(abs(curve.value(at: time) - known.values[i]) < 3e-6)
      #expect(abs(curve.slope(at: time) - known.slopes[i]) < 1e-4 / duration)
    }
  }

  @Test("The effective degrees of freedom are the trace of the smoother, column by column")
  func trace() throws {
    // Irregular times, some repeated, and weights.
    let times = [0, 0.3, 0.3, 1, 2.5, 2.6, 4, 4, 4, 7, 7.5, 11]
    let weights = times.indices.map { 1 + Double($0 * 5 % 7) }
    for penalty in [1e-4, 0.03, 1, 50, 1e5] {
      var trace = 0.0
      for i in times.indices {
        var unit = [Double](repeating: 0, count: times.count)
        unit[i] = 1
        let curve = try #require(
          SmoothingSpline(times: times, values: unit, weights: weights, penalty: .fixed(penalty)))
        trace += curve.value(at: times[i])
      }
      let values = times.map { sin($0) }
      let curve = try #require(
        SmoothingSpline(times: times, values: values, weights: weights, penalty: .fixed(penalty)))
      #expect(abs(curve.effectiveDegreesOfFreedom - trace) < 1e-11)
      let squares = times.indices.reduce(0.0) {
        let residual = values[$1] - curve.value(at: times[$1])
        return $0 + weights[$1] * residual * residual
      }
      #expect(abs(curve.residualSumOfSquares / squares - 1) < 1e-10)
      let n = Double(times.count)
      let weightSum = weights.reduce(0, +)
      let share = 1 - trace / n
      #expect(abs(curve.crossValidation / (squares / weightSum / (share * share)) - 1) < 1e-9)
      #expect(abs(curve.residualVariance! / (squares / (n - trace)) - 1) < 1e-9)
    }
  }

  @Test("No other penalty has a lower score")
  func lowestScore() throws {
    for name in ["T_c0_r2", "D_c0.98_r2", "R_c62.5_r1", "T_c250_r1"] {
      let (times, sizes) = try PlateSeries.read("bactgrowth_wide", name)
      let values = sizes.map { log($0) }
      let best = try #require(SmoothingSpline(times: times, values: values))
      for power in stride(from: -12.0, to: 12, by: 0.1) {
        let other = try #require(
          SmoothingSpline(times: times, values: values, penalty: .fixed(exp(power))))
        #expect(other.crossValidation >= best.crossValidation * (1 - 1e-9), "\(name) \(power)")
      }
    }
  }

  @Test("The limits: through the averages, and the regression line")
  func limits() throws {
    let times = [0.0, 1, 1, 3, 4, 8]
    let values = [1.0, 2, 4, 0, 5, 5]
    let rough = try #require(
      SmoothingSpline(times: times, values: values, penalty: .fixed(1e-12)))
    for (time, value) in zip([0.0, 1, 3, 4, 8], [1.0, 3, 0, 5, 5]) {
      #expect(abs(rough.value(at: time) - value) < 1e-9)
    }
    #expect(abs(rough.effectiveDegreesOfFreedom - 5) < 1e-9)
    let straight = try #require(
      SmoothingSpline(times: times, values: values, penalty: .fixed(1e12)))
    // By hand: t̄ = 17/6, ȳ = 17/6, Σ(t−t̄)(y−ȳ) = 66 − 289/6, Σ(t−t̄)² = 91 − 289/6.
    let slope = (66.0 - 289.0 / 6) / (91 - 289.0 / 6)
    for time in [-2.0, 0, 2.2, 8, 11] {
      #expect(abs(straight.slope(at: time) - slope) < 1e-9)
      #expect(abs(straight.value(at: time) - (17.0 / 6 + slope * (time - 17.0 / 6))) < 1e-9)
    }
    #expect(abs(straight.effectiveDegreesOfFreedom - 2) < 1e-9)
  }

  @Test("Slopes are derivatives of values; the ends are straight")
  func slopes() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "T_c0_r2")
    let curve = try #require(SmoothingSpline(times: times, values: sizes.map { log($0) }))
    for time in stride(from: -1.03, to: 31, by: 0.37) {
      let expected = derivative(at: time, step: 1e-3) { curve.value(at: $0) }
      #expect(abs(curve.slope(at: time) - expected) < 1e-9, "\(time)")
    }
    #expect(curve.secondDerivatives.first == 0)
    #expect(curve.secondDerivatives.last == 0)
  }

  @Test("Order, origin and units of times, and the scale of weights, do not matter")
  func invariance() throws {
    let (times, sizes) = try PlateSeries.read("bactgrowth_wide", "D_c62.5_r1")
    let values = sizes.map { log($0) }
    let weights = times.map { 1 + $0 / 10 }
    let curve = try #require(SmoothingSpline(times: times, values: values, weights: weights))
    let other = try #require(
      SmoothingSpline(
        times: times.reversed().map { 3600 * $0 + 1e6 }, values: values.reversed(),
        weights: weights.reversed().map { 1e-200 * $0 }))
    for time in [0.0, 3.3, 17, 30] {
      #expect(abs(other.value(at: 3600 * time + 1e6) - curve.value(at: time)) < 1e-7)
    }
    let expected = curve.penalty * 1e-200 * 3600 * 3600 * 3600
    #expect(abs(other.penalty / expected - 1) < 1e-4)
  }

  @Test("Exact lines and constants stay what they are")
  func exact() throws {
    let times = (0..<20).map { Double($0) }
    let line = try #require(SmoothingSpline(times: times, values: times.map { 2 - 0.5 * $0 }))
    #expect(abs(line.slope(at: 7.3) + 0.5) < 1e-12)
    let flat = try #require(SmoothingSpline(times: times, values: times.map { _ in 3 }))
    #expect(flat.value(at: 11.1) == 3)
    #expect(flat.slope(at: 11.1) == 0)
  }

  @Test("Times close to each other leave numbers")
  func closeTimes() throws {
    let times = [0, 1e-9, 1, 1.0000001, 2, 3, 4]
    let curve = try #require(
      SmoothingSpline(times: times, values: [1, 1.1, 2, 2.2, 3, 3.5, 5]))
    #expect(curve.value(at: 1.5).isFinite)
    #expect((2...7).contains(curve.effectiveDegreesOfFreedom))
  }

  @Test("Fewer than four different times, or a span beyond a double")
  func none() {
    #expect(SmoothingSpline(times: [0, 1, 1, 2], values: [1, 2, 3, 4]) == nil)
    #expect(
      SmoothingSpline(times: [-1e308, 0, 1, 1.7e308], values: [1, 2, 3, 4]) == nil)
  }

  @Test("An inflated score never takes a curve through all observations")
  func inflation() throws {
    // Without inflation, the cross-validation of this well chooses 153 degrees of freedom for 153
    // observations, and a slope of 4.1 between the first two.
    let (times, sizes) = try PlateSeries.read("qurve_2fma_pputida_wide", "KT2440_r2_c15")
    let values = sizes.map { log($0) }
    let plain = try #require(SmoothingSpline(times: times, values: values))
    #expect(plain.effectiveDegreesOfFreedom > 152)
    let inflated = try #require(
      SmoothingSpline(times: times, values: values, penalty: .crossValidation(inflation: 1.4)))
    #expect(inflated.effectiveDegreesOfFreedom < 153 / 1.4)
    #expect(inflated.slope(at: 0) < 0.8)
  }

  @Test func impossibleArgumentsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = SmoothingSpline(times: [0, 1, 2, 3], values: [1, 2, 3])
    }
    await #expect(processExitsWith: .failure) {
      _ = SmoothingSpline(times: [0, 1, 2, 3], values: [1, 2, 3, 4], penalty: .fixed(0))
    }
  }
}
