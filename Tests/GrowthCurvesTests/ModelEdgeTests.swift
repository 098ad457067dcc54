import Foundation
import GrowthCurves
import Statistics
import Testing

/// What models do at the ends of their domains, and where one turns into another.
struct ModelEdgeTests {
  static func gradient(_ model: any GrowthModel, _ time: Double, _ p: [Double]) -> [Double] {
    var columns = [Double](repeating: .nan, count: p.count)
    var span = columns.mutableSpan
    model.gradient(at: [time].span, p.span, into: &span)
    return columns
  }

  /// Both curves at times over which the first changes.
  static func expectEqual(
    _ a: any GrowthModel, _ p: [Double], _ b: any GrowthModel, _ q: [Double],
    _ tolerance: Double = 1e-14
  ) {
    let times = (-10...40).map { Double($0) / 2 }
    let largest = b.sizes(at: times, q).map { $0.magnitude }.max()!
    for (x, y) in zip(a.sizes(at: times, p), b.sizes(at: times, q)) {
      #expect((x - y).magnitude <= tolerance * largest, "\(a.name) and \(b.name)")
    }
  }

  @Test("Models contain each other")
  func nesting() {
    let lag = [3, 0.5, 4.0]
    Self.expectEqual(RichardsLag(), lag + [1], LogisticLag(), lag)
    Self.expectEqual(RichardsLag(), lag + [1e-16], GompertzLag(), lag)
    Self.expectEqual(RichardsLag(), lag + [1e-300], GompertzLag(), lag)
    Self.expectEqual(LogisticLag(), lag, Logistic(), [3, 4 * 0.5 / 3, 4 + 3 / (2 * 0.5)])
    Self.expectEqual(
      GompertzLag(), lag, Gompertz(), [3, 0.5 * exp(1) / 3, 4 + 3 / (0.5 * exp(1))])
    Self.expectEqual(
      GeneralizedLogistic(), [0.5, 3.5, 0.7, 8, 1], LogisticOffset(), [3, 0.7, 8, 0.5])
    Self.expectEqual(GeneralizedLogistic(), [0, 3, 0.7, 8, 2.5], Richards(), [3, 0.7, 8, 2.5])
    for initial in [0.02, 2.9999999, 3, 3.0000001, 5] {
      // Above its capacity, a population was infinite before: only the times after are compared.
      let times = (0...40).map { Double($0) / 2 }
      let theta = ThetaLogistic().sizes(at: times, [3, initial, 0.7, 1])
      for (x, y) in zip(theta, Verhulst().sizes(at: times, [3, initial, 0.7])) {
        #expect((x / y - 1).magnitude <= 1e-14)
      }
    }
    // With m = 1 and an exponential approach, the Weibull curve is the length of a fish.
    let times = (0...40).map { Double($0) }
    let lengths = VonBertalanffyLength().sizes(at: times, [5, 0.2, -2])
    let initial = 5 * (1 - exp(-0.4))
    for (x, y) in zip(Weibull().sizes(at: times, [5, initial, 0.2, 1]), lengths) {
      #expect((x / y - 1).magnitude <= 1e-14)
    }
    for (x, y) in zip(VonBertalanffy().sizes(at: times, [5, 0.2, -2]), lengths) {
      #expect((x / (y * y * y / 25) - 1).magnitude <= 1e-14)
    }
  }

  @Test("The slope of the lag in the shape tends to that of Gompertz' curve")
  func smallShape() {
    // ∂N/∂ν at ν → 0 does not depend on how small ν is: neither cancellation nor overflow.
    for time in stride(from: -4.0, through: 20, by: 0.5) {
      let limit = Self.gradient(RichardsLag(), time, [3, 0.5, 4, 1e-9])[3]
      for shape in [1e-12, 1e-16, 1e-100, 1e-300] {
        let slope = Self.gradient(RichardsLag(), time, [3, 0.5, 4, shape])[3]
        #expect((slope - limit).magnitude <= 1e-8 * 0.1, "\(time) \(shape)")
      }
      // The two branches of d ln g/dν meet at 0.02.
      let below = Self.gradient(RichardsLag(), time, [3, 0.5, 4, (0.02).nextDown])[3]
      let above = Self.gradient(RichardsLag(), time, [3, 0.5, 4, 0.02])[3]
      #expect((below - above).magnitude <= 1e-13)
    }
  }

  @Test("At the origin a power of time has slopes, and before it nothing has grown")
  func origin() {
    for model in [Weibull(), MorganMercerFlodin()] as [any GrowthModel] {
      for shape in [0.3, 1, 4.5] {
        let p = [8, 0.5, 3, shape]
        for time in [0, -1, -1e300] {
          #expect(model.size(at: time, p) == 0.5)
          #expect(Self.gradient(model, time, p) == [0, 1, 0, 0])
        }
        #expect(model.rate(at: -1, p) == 0)
        #expect(model.size(at: 1e305, p) == 8)
      }
    }
    let weibull = Weibull()
    #expect(weibull.rate(at: 0, [8, 0.5, 3, 1]) == 22.5)
    #expect(weibull.rate(at: 0, [8, 0.5, 3, 2]) == 0)
    #expect(weibull.rate(at: 0, [8, 0.5, 3, 0.5]) == .infinity)
    let hyperbola = MorganMercerFlodin()
    #expect(hyperbola.rate(at: 0, [8, 0.5, 3, 1]) == 2.5)
    #expect(hyperbola.rate(at: 0, [8, 0.5, 3, 2]) == 0)
    #expect(hyperbola.rate(at: 0, [8, 0.5, 3, 0.5]) == .infinity)
  }

  @Test("A body has no weight before t0, and a fish a negative length")
  func beforeBirth() {
    let p = [5, 0.2, 10.0]
    for time in [10, 9.9, -1e10] {
      #expect(VonBertalanffy().size(at: time, p) == 0)
      #expect(Self.gradient(VonBertalanffy(), time, p).allSatisfy { $0 == 0 })
      #expect(VonBertalanffy().rate(at: time, p) == 0)
    }
    let length = VonBertalanffyLength().size(at: 5, p)
    #expect((length / (5 * (1 - exp(1))) - 1).magnitude <= 1e-15)
    #expect(VonBertalanffyLength().size(at: -1e10, p) == -.infinity)
  }

  @Test("The θ-logistic passes its capacity smoothly")
  func throughCapacity() {
    for theta in [1e-6, 0.1, 1, 7] {
      for time in [0, 0.5, 3.0] {
        // Within a difference of 10⁻¹² neither sizes nor slopes may jump.
        let p = [2, 2, 0.8 / theta, theta]
        let at = Self.gradient(ThetaLogistic(), time, p)
        for initial in [2 * (1 - 1e-12), (2.0).nextDown, (2.0).nextUp, 2 * (1 + 1e-12)] {
          let near = [2, initial, 0.8 / theta, theta]
          #expect((ThetaLogistic().size(at: time, near) - 2).magnitude <= 1e-11)
          for (a, b) in zip(Self.gradient(ThetaLogistic(), time, near), at) {
            #expect((a - b).magnitude <= 1e-11 * max(1, 1 / theta))
          }
        }
        #expect((at[0] + at[1] - 1).magnitude <= 1e-15)
        #expect((at[1] - exp(-0.8 * time)).magnitude <= 1e-15)
      }
    }
  }

  @Test("Before a population above its capacity was infinite, there is no size")
  func pole() {
    // 1 − (1 − K/N0)e^{−t} is 0 at t = ln ½.
    let p = [1, 2, 1.0, 1]
    #expect(ThetaLogistic().size(at: log(0.5) + 1e-3, p) > 500)
    #expect(ThetaLogistic().size(at: log(0.5) - 1e-3, p) == .infinity)
    #expect(ThetaLogistic().size(at: -1e6, p) == .infinity)
  }

  @Test("Only with ν = 1 has the generalized logistic a mirror image")
  func mirror() throws {
    let model = GeneralizedLogistic()
    let p = [7, 2, 0.5, 8, 1.0]
    let canonical = try #require(model.canonical(p))
    #expect(canonical == [2, 7, -0.5, 8, 1])
    Self.expectEqual(model, p, model, canonical)
    #expect(model.canonical(canonical) == nil)
    #expect(model.canonical([7, 2, 0.5, 8, 2]) == nil)
  }

  @Test("The lag time of a fit is its parameter", arguments: ["logistic", "gompertz", "richards"])
  func lagTime(_ name: String) throws {
    let model = try #require(GrowthModels.named(name + "-lag"))
    let p = [5, 0.8, 6] + (name == "richards" ? [0.4] : [])
    let times = (0...40).map { Double($0) }
    let fit = GrowthFitter().fit(
      model, to: try GrowthSeries(times: times, sizes: model.sizes(at: times, p)))
    let wanted: [(DerivedQuantity.Kind, Double)] = [
      (.lagTime, 6), (.maximumRate, 0.8), (.carryingCapacity, 5),
    ]
    for (kind, value) in wanted {
      let found = try #require(fit.derived(kind)?.estimate)
      #expect((found / value - 1).magnitude <= 1e-12, "\(kind)")
    }
  }

  @Test("Beside the time at which a size passes 0, its specific rate has no bound")
  func signChange() throws {
    let times = (0...20).map { Double($0) }
    let length = VonBertalanffyLength()
    let sizes = length.sizes(at: times, [5, 0.2, 3])
    let fit = GrowthFitter().fit(length, to: try GrowthSeries(times: times, sizes: sizes))
    #expect(fit.derived(.maximumSpecificRate)?.estimate == nil)
    let later = Array(times[4...])
    let positive = GrowthFitter().fit(
      length, to: try GrowthSeries(times: later, sizes: length.sizes(at: later, [5, 0.2, 3])))
    // k·e^{−x}/(1 − e^{−x}) at x = 0.2.
    let found = try #require(positive.derived(.maximumSpecificRate)?.estimate)
    #expect((found / (0.2 / (exp(0.2) - 1)) - 1).magnitude <= 1e-9)
  }
}
