import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// The models with a lag: their formulas, what their parameters mean, and where they meet others.
struct LagModelTests {
  @Test(
    "Sizes are the published formulas, to fourteen digits",
    arguments: GrowthModelOracle.curves.indices)
  func formulas(_ index: Int) throws {
    let (name, p, sizes) = GrowthModelOracle.curves[index]
    let model = try #require(
      name == "logistic-sum"
        ? GrowthModels.named(name, phases: p.count / 3) : GrowthModels.named(name))
    for (time, wanted) in zip(GrowthModelOracle.times, sizes) {
      let size = model.size(at: time, p)
      #expect((size / wanted - 1).magnitude <= 1e-14, "\(time) \(p)")
    }
  }

  @Test("Baranyi and Roberts is a logistic above an offset by other parameters")
  func baranyiIsLogisticOffset() throws {
    var stream = RandomStream(seed: 91)
    for _ in 0..<200 {
      let (times, p) = RecoveryTests.draw(BaranyiRoberts(), &stream)
      let (initial, capacity, rate, lag) = (p[0], p[1], p[2], p[3])
      let c = -expm1(-rate * lag)
      let b = capacity / initial - 1 + c
      let offset = [
        capacity * (b - c) / b, rate, lag + log(b) / rate, capacity * c / b,
      ]
      for time in times {
        let size = BaranyiRoberts().size(at: time, p)
        let other = LogisticOffset().size(at: time, offset)
        #expect((size / other - 1).magnitude <= 1e-12)
      }
    }
  }

  @Test("Without a lag, Baranyi and Roberts is Verhulst; Huang is so long before")
  func noLag() {
    for time in stride(from: 0.0, through: 30, by: 0.5) {
      let verhulst = Verhulst().size(at: time, [5, 0.02, 0.6])
      let baranyi = BaranyiRoberts().size(at: time, [0.02, 5, 0.6, 0])
      let huang = Huang().size(at: time, [0.02, 5, 0.6, -20, 4])
      #expect((baranyi / verhulst - 1).magnitude <= 1e-14)
      #expect((huang / verhulst - 1).magnitude <= 1e-13)
    }
  }

  @Test(
    "λ is where the line of exponential growth leaves the initial size, and the lag reported",
    arguments: ["baranyi-roberts", "huang", "buchanan"])
  func lag(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let p = [1e-4, 1e8, 0.9, 12] + (name == "huang" ? [4] : [])
    // Far from the lag's end and from the limit.
    let time = 22.0
    let size = model.size(at: time, p)
    let specific = model.rate(at: time, p) / size
    #expect((specific / 0.9 - 1).magnitude < 1.5e-4)
    #expect((time - log(size / 1e-4) / specific - 12).magnitude < 2e-3)
    #expect(model.landmarks(p).lagTime == 12)
    #expect(model.landmarks(p).intrinsicRate == 0.9)

    // Counted from the origin, and reported on the axis of the data.
    let times = (0...60).map { 100 + Double($0) }
    let truth = [0.05, 5, 0.5, 12] + (name == "huang" ? [4] : [])
    let sizes = model.sizes(at: times.map { $0 - 100 }, truth)
    let fit = GrowthFitter().fit(model, to: try GrowthSeries(times: times, sizes: sizes))
    #expect((fit.values[3] - 12).magnitude < 1e-9)
    let lag = try #require(fit.derived(.lagTime)?.estimate)
    #expect((lag - 112).magnitude < 1e-9)
  }

  @Test("Huang's α is held at 4 per hour, and is its own in other units of time")
  func alpha() throws {
    let hours = (0...48).map { Double($0) / 2 }
    let sizes = Huang().sizes(at: hours, [0.05, 5, 0.9, 6, 4])
    let inHours = GrowthFitter().fit(Huang(), to: try GrowthSeries(times: hours, sizes: sizes))
    #expect(inHours.parameters[4].isFixed)
    #expect(inHours.values[4] == 4)
    #expect(inHours.statistics?.degreesOfFreedom == 49 - 4)
    let inMinutes = GrowthFitter().fit(
      Huang(), to: try GrowthSeries(times: hours.map { 60 * $0 }, sizes: sizes),
      options: GrowthFitOptions(domains: ["alpha": .fixed(4.0 / 60)]))
    #expect((inMinutes.values[3] / 360 - 1).magnitude < 1e-9)
    #expect((inMinutes.values[2] * 60 / 0.9 - 1).magnitude < 1e-9)
    // Free, it is found where observations lie on the bend.
    let dense = (0...480).map { Double($0) / 20 }
    let free = GrowthFitter().fit(
      Huang(),
      to: try GrowthSeries(times: dense, sizes: Huang().sizes(at: dense, [0.05, 5, 0.9, 6, 2.5])),
      options: GrowthFitOptions(domains: ["alpha": .positive]))
    #expect((free.values[4] / 2.5 - 1).magnitude < 1e-6)
  }

  @Test("Three phases: closed forms of area and rise, and no inflection")
  func buchanan() throws {
    let p = [0.5, 8, 0.4, 5]
    let end = 5 + log(16) / 0.4
    let landmarks = Buchanan().landmarks(p)
    #expect(landmarks.inflectionTime == nil)
    #expect(landmarks.baseline == 0.5)
    #expect(landmarks.capacity == 8)
    #expect((landmarks.maximumRate! / 3.2 - 1).magnitude < 1e-15)
    let rise = try #require(landmarks.riseTime)
    // N = 0.5 + 7.5·0.1 and 0.5 + 7.5·0.9.
    #expect((rise / (log(7.25 / 1.25) / 0.4) - 1).magnitude < 1e-14)
    // 0.5·5 + (8 − 0.5)/0.4 + 8·(20 − end)
    let area = try #require(Buchanan().area(from: 0, to: 20, p))
    #expect((area / (2.5 + 18.75 + 8 * (20 - end)) - 1).magnitude < 1e-14)
    #expect(try #require(Buchanan().area(from: 1, to: 3, p)) == 1)
    #expect(try #require(Buchanan().area(from: 30, to: 32, p)) == 16)
  }

  @Test("Sizes at and below zero are passed over by the start values", arguments: [0.0, -0.02])
  func zeros(_ value: Double) throws {
    for name in ["baranyi-roberts", "huang", "buchanan"] {
      let model = try #require(GrowthModels.named(name))
      let times = (0...40).map { Double($0) }
      var sizes = model.sizes(at: times, [0.02, 5, 0.6, 8] + (name == "huang" ? [4] : []))
      for index in [0, 3, 5] { sizes[index] = value }
      let data = StartData(times: times, sizes: sizes, weights: [])
      let start = try #require(model.quickStart(for: data))
      #expect(start.allSatisfy { $0.isFinite && $0 > 0 }, "\(name)")
      #expect((0.3...1.2).contains(start[2]))
      #expect((4.0...12).contains(start[3]))
    }
  }
}
