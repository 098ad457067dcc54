import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// Sums of logistic phases.
struct LogisticSumTests {
  @Test("One phase is the logistic curve")
  func single() throws {
    var stream = RandomStream(seed: 101)
    for _ in 0..<100 {
      let p = CurveDraw(LogisticSum(phases: 1), &stream).parameters
      let logistic = [p[0], log(81) / p[1], p[2]]
      for share in stride(from: -2.0, through: 2, by: 0.25) {
        let time = p[2] + share * p[1]
        let size = Logistic().size(at: time, logistic)
        #expect((LogisticSum(phases: 1).size(at: time, p) / size - 1).magnitude < 1e-13)
      }
      let (own, other) = (LogisticSum(phases: 1).landmarks(p), Logistic().landmarks(logistic))
      #expect((own.maximumRate! / other.maximumRate! - 1).magnitude < 1e-15)
      #expect((own.riseTime! / p[1] - 1).magnitude < 1e-15)
    }
  }

  @Test("Named with a number of phases")
  func names() {
    #expect(GrowthModels.named("logistic-sum")?.parameters.count == 6)
    for phases in 1...4 {
      let model = GrowthModels.named("logistic-sum", phases: phases)
      #expect(model?.name == "logistic-sum")
      let symbols = model?.parameters.map { $0.symbol }
      #expect(symbols == (1...phases).flatMap { ["K\($0)", "dt\($0)", "tm\($0)"] })
    }
    #expect(GrowthModels.named("logistic-sum", phases: 5) == nil)
    #expect(GrowthModels.named("logistic", phases: 2) == nil)
  }

  @Test("Gradients of 1, 3 and 4 phases", arguments: [1, 3, 4])
  func gradient(_ phases: Int) {
    let model = LogisticSum(phases: phases)
    var stream = RandomStream(seed: 102)
    for _ in 0..<100 {
      let draw = CurveDraw(model, &stream)
      let columns = ModelBatteryTests.gradient(of: model, draw)
      for (j, parameter) in model.parameters.enumerated() {
        let step = 0.002 * draw.scale(of: parameter, at: j, in: model)
        let slopes = columns[25 * j..<25 * (j + 1)]
        let largest = slopes.map { $0.magnitude }.max()!
        for (time, slope) in zip(draw.times, slopes) {
          let difference = derivative(at: draw.parameters[j], step: step) { value in
            var moved = draw.parameters
            moved[j] = value
            return model.size(at: time, moved)
          }
          let places =
            100 * model.size(at: time, draw.parameters) / step
            + 100 * largest * draw.parameters[j].magnitude / step
          #expect(
            (slope - difference).magnitude <= 1e-9 * largest + Double.ulpOfOne * places,
            "\(parameter.symbol) at \(time) of \(draw.parameters)")
        }
      }
    }
  }

  @Test(
    "Without noise, phases are found again from the sizes alone",
    arguments: [(1, 5000), (3, 1000), (4, 500)])
  func exact(_ phases: Int, _ count: Int) throws {
    let model = LogisticSum(phases: phases)
    var stream = RandomStream(seed: 103)
    let fitter = GrowthFitter()
    var recovered = 0
    for _ in 0..<count {
      let (times, p) = RecoveryTests.draw(model, &stream)
      let series = try GrowthSeries(times: times, sizes: model.sizes(at: times, p))
      let fit = fitter.fit(model, to: series)
      let distance = RecoveryTests.distance(model, fit.values, p, duration: series.duration)
      if fit.status == .converged, distance <= 1e-8 { recovered += 1 }
    }
    // Found: all.
    #expect(Double(recovered) >= 0.999 * Double(count))
  }

  @Test("With noise, a fit started at the truth is seldom better", arguments: [(2, 300), (3, 150)])
  func multipleMinima(_ phases: Int, _ count: Int) throws {
    let model = LogisticSum(phases: phases)
    var stream = RandomStream(seed: 104)
    let fitter = GrowthFitter()
    var better = 0
    for _ in 0..<count {
      let (times, p) = RecoveryTests.draw(model, &stream)
      let clean = model.sizes(at: times, p)
      let sizes = clean.map { $0 + stream.normal(standardDeviation: 0.01 * clean.max()!) }
      let series = try GrowthSeries(times: times, sizes: sizes)
      let symbols = model.parameters.map { $0.symbol }
      let options = GrowthFitOptions(startValues: Dictionary(uniqueKeysWithValues: zip(symbols, p)))
      let own = fitter.fit(model, to: series)
      let told = fitter.fit(model, to: series, options: options)
      guard own.status == .converged, told.status == .converged else { continue }
      let (a, b) = (own.statistics!.residualSumOfSquares, told.statistics!.residualSumOfSquares)
      if b < a * (1 - 1e-6) { better += 1 }
    }
    // Found: never.
    #expect(Double(better) <= 0.01 * Double(count))
  }

  @Test("Phases are reported in the order of their midpoints, however they were started")
  func order() throws {
    let times = (0...60).map { Double($0) }
    let p = [4, 12, 10, 2, 10, 40.0]
    let sizes = LogisticSum(phases: 2).sizes(at: times, p)
    let starts = ["K1": 2, "dt1": 11, "tm1": 41, "K2": 4, "dt2": 11, "tm2": 11.0]
    let fit = GrowthFitter().fit(
      LogisticSum(phases: 2), to: try GrowthSeries(times: times, sizes: sizes),
      options: GrowthFitOptions(startValues: starts))
    for (value, wanted) in zip(fit.values, p) { #expect((value / wanted - 1).magnitude < 1e-9) }
    #expect(LogisticSum(phases: 2).canonical([2, 10, 40, 4, 12, 10]) == p)
    #expect(LogisticSum(phases: 2).canonical(p) == nil)
  }

  @Test("The inflection of a sum is where its rate is greatest, the rise from 10 % to 90 %")
  func landmarks() throws {
    var stream = RandomStream(seed: 105)
    for phases in 2...4 {
      let model = LogisticSum(phases: phases)
      for _ in 0..<100 {
        let draw = CurveDraw(model, &stream)
        let p = draw.parameters
        let landmarks = model.landmarks(p)
        let capacity = stride(from: 0, to: p.count, by: 3).reduce(0.0) { $0 + p[$1] }
        #expect((try #require(landmarks.capacity) / capacity - 1).magnitude < 1e-15)
        let greatest = try #require(landmarks.maximumRate)
        let inflection = try #require(landmarks.inflectionTime)
        // No rate on a fine grid is greater; beside the inflection it is less.
        for phase in 0..<phases {
          for step in -300...300 {
            let time = p[3 * phase + 2] + p[3 * phase + 1] * Double(step) / 200
            #expect(model.rate(at: time, p) <= greatest * (1 + 2e-3))
          }
        }
        let beside = 0.05 / draw.rate
        #expect(model.rate(at: inflection - beside, p) < greatest)
        #expect(model.rate(at: inflection + beside, p) < greatest)
        // Only N is needed for the rise.
        let rise = try #require(landmarks.riseTime)
        let scan = Self.time(of: 0.9 * capacity, model, p) - Self.time(of: 0.1 * capacity, model, p)
        #expect((rise / scan - 1).magnitude < 1e-9)
      }
    }
  }

  /// When a rising sum reaches a size, by halving.
  static func time(of size: Double, _ model: LogisticSum, _ p: [Double]) -> Double {
    var (a, b) = (Double.infinity, -Double.infinity)
    for phase in 0..<model.phases {
      a = min(a, p[3 * phase + 2] - 9 * p[3 * phase + 1])
      b = max(b, p[3 * phase + 2] + 9 * p[3 * phase + 1])
    }
    for _ in 0..<200 {
      let middle = (a + b) / 2
      if model.size(at: middle, p) < size { a = middle } else { b = middle }
    }
    return a
  }
}
