import Dynamics
import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// The battery of the growth models, for those that solve a differential equation.
struct DynamicalModelTests {
  static let names = GrowthModels.dynamical.map { $0.name }

  @Test("They are listed after the closed forms, under names of their own")
  func list() {
    #expect(
      Self.names == ["allee", "constant-harvest", "proportional-harvest", "varying-capacity"])
    #expect(
      GrowthModels.all.map { $0.name }
        == GrowthModels.closedForm.map { $0.name } + Self.names)
  }

  @Test("The gradient is the slope of the sizes", arguments: names)
  func gradient(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 151)
    for _ in 0..<60 {
      let draw = DynamicalDraw(name, &stream)
      let (p, n) = (draw.parameters, draw.times.count)
      var columns = [Double](repeating: .nan, count: n * p.count)
      var span = columns.mutableSpan
      model.gradient(at: draw.times.span, p.span, into: &span)
      let largestSize = model.sizes(at: draw.times, p).max()!
      for (j, parameter) in model.parameters.enumerated() {
        // Near a threshold sizes answer strongly to their start.
        let step = 1e-4 * p[j].magnitude
        let weights = [3.0 / 4, -3.0 / 20, 1.0 / 60]
        var differences = [Double](repeating: 0, count: n)
        // Extinction is a kink: no difference across it.
        var extinctions = [Int](repeating: 0, count: n)
        for (k, weight) in weights.enumerated() {
          for sign in [1.0, -1] {
            var moved = p
            moved[j] += sign * Double(k + 1) * step
            let sizes = model.sizes(at: draw.times, moved)
            for i in 0..<n {
              differences[i] += sign * weight * sizes[i] / step
              if sizes[i] == 0 { extinctions[i] += 1 }
            }
          }
        }
        let column = columns[j * n..<(j + 1) * n]
        let largest = column.map { $0.magnitude }.max()!
        // The solver's own error, in units of the step.
        let rounding = 1e-10 * largestSize / step
        for (i, slope) in column.enumerated() where [0, 6].contains(extinctions[i]) {
          #expect(
            (slope - differences[i]).magnitude <= 1e-6 * largest + rounding,
            "\(parameter.symbol) of \(draw) at \(draw.times[i])")
        }
      }
    }
  }

  @Test("Sizes and gradient together have the bits of the two apart", arguments: names)
  func together(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 152)
    for _ in 0..<30 {
      let draw = DynamicalDraw(name, &stream)
      let count = draw.times.count
      var sizes = [Double](repeating: .nan, count: count)
      var columns = [Double](repeating: .nan, count: count * draw.parameters.count)
      var alone = columns
      var sizeSpan = sizes.mutableSpan
      var columnSpan = columns.mutableSpan
      model.sizesAndGradient(
        at: draw.times.span, draw.parameters.span, into: &sizeSpan, columns: &columnSpan)
      var aloneSpan = alone.mutableSpan
      model.gradient(at: draw.times.span, draw.parameters.span, into: &aloneSpan)
      #expect(sizes == model.sizes(at: draw.times, draw.parameters))
      #expect(columns == alone)
    }
  }

  @Test("The rate is the slope of the size in time", arguments: names)
  func rate(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 153)
    for _ in 0..<30 {
      let draw = DynamicalDraw(name, &stream)
      let p = draw.parameters
      let fastest = draw.times.map { model.rate(at: $0, p).magnitude }.max()!
      for time in draw.times[1...].dropLast() {
        // Not across the kink of an extinction.
        guard model.size(at: 1.01 * time, p) > 0 else { continue }
        let difference = derivative(at: time, step: 1e-3 * draw.duration) { model.size(at: $0, p) }
        #expect((model.rate(at: time, p) - difference).magnitude <= 1e-5 * fastest, "\(draw)")
      }
    }
  }

  @Test("Far from the data, sizes are numbers or beyond a pole", arguments: names)
  func farTimes(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 154)
    // The seasons of 10⁸ durations are too many to follow.
    let factors = name == "varying-capacity" ? [1.5, 4] : [10, 100, 1e4, 1e8]
    for _ in 0..<30 {
      var draw = DynamicalDraw(name, &stream)
      if name == "varying-capacity" { draw.parameters[4] = 0 }
      for factor in factors {
        let size = model.size(at: factor * draw.duration, draw.parameters)
        #expect(size.isFinite && size >= 0, "\(draw)")
        if let capacity = model.landmarks(draw.parameters).capacity, factor >= 100 {
          #expect(
            (size - capacity).magnitude <= 1e-9 * max(capacity, draw.parameters.last!), "\(draw)")
        }
        let before = model.size(at: -factor * draw.duration, draw.parameters)
        #expect(!before.isNaN, "\(draw)")
        if let baseline = model.landmarks(draw.parameters).baseline, factor >= 100 {
          #expect((before - baseline).magnitude <= 1e-9 * draw.parameters.last!, "\(draw)")
        }
      }
    }
  }

  @Test("Inflection, greatest rate and rise time are found again on the curve", arguments: names)
  func landmarks(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 155)
    var checked = 0
    for _ in 0..<60 {
      let draw = DynamicalDraw(name, &stream)
      let p = draw.parameters
      let landmarks = model.landmarks(p)
      guard let time = landmarks.inflectionTime, let rise = landmarks.riseTime else { continue }
      checked += 1
      #expect((model.size(at: time, p) / landmarks.inflectionSize! - 1).magnitude <= 1e-9)
      #expect((model.rate(at: time, p) / landmarks.maximumRate! - 1).magnitude <= 1e-9)
      let step = 0.02 * rise
      for neighbour in [time - step, time + step] {
        #expect(model.rate(at: neighbour, p).magnitude < landmarks.maximumRate!.magnitude)
      }
      let (from, to) = (landmarks.baseline!, landmarks.capacity!)
      func level(_ share: Double) -> Double {
        var (low, high) = (time - 20 * rise, time + 20 * rise)
        for _ in 0..<60 {
          let middle = (low + high) / 2
          if (model.size(at: middle, p) - from) / (to - from) < share {
            low = middle
          } else {
            high = middle
          }
        }
        return low
      }
      #expect(((level(0.9) - level(0.1)) / rise - 1).magnitude <= 1e-7, "\(draw)")
      // Far back, what has grown away from the baseline grows at the intrinsic rate; with A = 0.6K
      // and a fall it is what is left that falls at it.
      if let rate = landmarks.intrinsicRate {
        let far = rate > 0 ? level(1e-4) : level(1 - 1e-4)
        let size = model.size(at: far, p)
        let left = rate > 0 ? size - from : size - to
        #expect((model.rate(at: far, p) / left / rate - 1).magnitude <= 2e-2, "\(draw)")
      }
    }
    #expect(name == "varying-capacity" ? checked == 0 : checked > 10)
  }

  @Test("The area and the greatest specific rate are those of many small steps", arguments: names)
  func areaAndSpecificRate(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 156)
    for _ in 0..<30 {
      let draw = DynamicalDraw(name, &stream)
      let p = draw.parameters
      let count = 4000
      let times = (0...count).map { draw.duration * Double($0) / Double(count) }
      let sizes = model.sizes(at: times, p)
      // Simpson's rule.
      var sum = sizes[0] + sizes[count]
      for i in 1..<count { sum += (i % 2 == 1 ? 4 : 2) * sizes[i] }
      let area = try #require(model.area(from: 0, to: draw.duration, p))
      #expect((area / (sum * draw.duration / Double(count) / 3) - 1).magnitude <= 1e-6, "\(draw)")
      let rates = zip(times, sizes).map { model.rate(at: $0, p, size: $1) / $1 }
      let greatest = try #require(model.greatestSpecificRate(from: 0, to: draw.duration, p))
      let seen = rates.filter { $0.isFinite }.max()!
      #expect(greatest >= seen - 1e-9 * seen.magnitude, "\(draw)")
      #expect((greatest / seen - 1).magnitude <= 1e-3, "\(draw)")
    }
  }

  @Test("Without noise, 250 curves of each model", arguments: names)
  func exact(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 157)
    let fitter = GrowthFitter()
    var recovered = 0
    for _ in 0..<250 {
      let draw = DynamicalDraw(name, &stream)
      let series = try GrowthSeries(
        times: draw.times, sizes: model.sizes(at: draw.times, draw.parameters))
      let fit = fitter.fit(model, to: series, options: draw.options(model))
      let distance = RecoveryTests.distance(
        model, fit.values, draw.parameters, duration: draw.duration)
      if fit.status == .converged, distance <= 1e-6 { recovered += 1 }
    }
    // Found: 250 of 250; of 3,000, all but 9 of a varying capacity.
    #expect(recovered >= 248)
  }

  @Test("With noise of 2 %, estimates lie within five standard errors", arguments: names)
  func noise(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 158)
    let fitter = GrowthFitter()
    var reached = 0
    var within = 0
    var covered = 0
    var estimates = 0
    for _ in 0..<150 {
      let draw = DynamicalDraw(name, &stream)
      let curve = model.sizes(at: draw.times, draw.parameters)
      let spread = 0.02 * (curve.max()! - curve.min()!)
      let series = try GrowthSeries(
        times: draw.times, sizes: curve.map { $0 + stream.normal(standardDeviation: spread) })
      let fit = fitter.fit(model, to: series, options: draw.options(model))
      let left = zip(series.sizes, curve).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let squares = try #require(fit.statistics).residualSumOfSquares
      if squares <= left * (1 + 1e-9) { reached += 1 }
      guard fit.status == .converged else { continue }
      for (estimate, truth) in zip(fit.parameters, draw.parameters) where !estimate.isFixed {
        guard let error = estimate.standardError else { continue }
        // Where the data do not say, a symmetric interval does not either.
        guard !fit.verdicts.contains(.unidentified(parameter: estimate.parameter.symbol)) else {
          continue
        }
        estimates += 1
        if (estimate.estimate - truth).magnitude <= 5 * error { within += 1 }
        if estimate.lower! <= truth, truth <= estimate.upper! { covered += 1 }
      }
    }
    // No fit is worse than the truth.
    #expect(reached >= 149, "\(reached)")
    #expect(estimates > 300)
    #expect(Double(within) >= 0.985 * Double(estimates), "\(within) of \(estimates)")
    #expect(Double(covered) >= 0.90 * Double(estimates), "\(covered) of \(estimates)")
  }

  @Test("Unknown effort leaves a proportional harvest undetermined")
  func unknownEffort() throws {
    var stream = RandomStream(seed: 159)
    let model = ProportionalHarvestGrowth()
    let times = (0...40).map { Double($0) }
    let sizes = model.sizes(at: times, [0.5, 100, 0.2, 5]).map { $0 + stream.normal() }
    let fit = GrowthFitter().fit(model, to: try GrowthSeries(times: times, sizes: sizes))
    for symbol in ["r", "K", "E"] {
      #expect(fit.verdicts.contains(.unidentified(parameter: symbol)))
    }
    #expect(fit.verdicts != [.ok])
  }

  @Test("Sizes and times in other units", arguments: names)
  func scale(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 160)
    let fitter = GrowthFitter()
    for _ in 0..<8 {
      let draw = DynamicalDraw(name, &stream)
      let sizes = model.sizes(at: draw.times, draw.parameters).map {
        $0 * (1 + 0.01 * stream.normal())
      }
      let plain = fitter.fit(
        model, to: try GrowthSeries(times: draw.times, sizes: sizes), options: draw.options(model))
      for (size, time) in [(0x1p40, 1), (1, 0x1p-12), (0x1p-600, 0x1p7)] as [(Double, Double)] {
        var options = draw.options(model)
        if case .some(.fixed(let effort)) = options.domains["E"] {
          options.domains["E"] = .fixed(effort / time)
        }
        let scaled = fitter.fit(
          model,
          to: try GrowthSeries(
            times: draw.times.map { $0 * time }, sizes: sizes.map { $0 * size }),
          options: options)
        #expect(scaled.status == plain.status)
        guard plain.status == .converged else { continue }
        for (a, b) in zip(scaled.parameters, plain.parameters) {
          let factor = ScaleInvarianceTests.factor(a.parameter, size: size, time: time)
          #expect(
            (a.estimate - b.estimate * factor).magnitude
              <= 1e-6 * (b.estimate * factor).magnitude + 1e-3 * (a.standardError ?? 0),
            "\(name) \(draw) \(a.parameter.symbol)")
        }
      }
    }
  }

  @Test("Profile limits hold what Wald limits hold, and lie on the level", arguments: names)
  func profile(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 161)
    var checked = 0
    for _ in 0..<2 {
      let draw = DynamicalDraw(name, &stream)
      let curve = model.sizes(at: draw.times, draw.parameters)
      let series = try GrowthSeries(
        times: draw.times, sizes: curve.map { $0 + 0.01 * curve.max()! * stream.normal() })
      var options = draw.options(model)
      options.intervals = .profile
      let fitter = GrowthFitter()
      let fit = fitter.fit(model, to: series, options: options)
      guard fit.status == .converged, let statistics = fit.statistics else { continue }
      let variance = statistics.residualSumOfSquares / Double(statistics.degreesOfFreedom)
      let level = statistics.residualSumOfSquares + variance * fit.tQuantile * fit.tQuantile
      for estimate in fit.parameters where !estimate.isFixed {
        for limit in [estimate.lower, estimate.upper].compactMap({ $0 }) {
          var refit = draw.options(model)
          refit.domains[estimate.parameter.symbol] = .fixed(limit)
          for other in fit.parameters { refit.startValues[other.parameter.symbol] = other.estimate }
          let squares = try #require(
            fitter.fit(model, to: series, options: refit).statistics
          ).residualSumOfSquares
          #expect(squares >= level * (1 - 1e-5), "\(draw) \(estimate.parameter.symbol)")
          if squares <= level * (1 + 1e-5) { checked += 1 }
        }
      }
    }
    #expect(checked >= 6)
  }
}

extension GrowthModel {
  /// dN/dt where the size is known already.
  fileprivate func rate(at time: Double, _ p: [Double], size: Double) -> Double {
    guard let population = PopulationModels.named(name) else { return .nan }
    var rates = [0.0]
    let (sizes, parameters) = ([size], Array(p.dropLast()))
    var span = rates.mutableSpan
    population.rates(at: time, sizes.span, parameters.span, into: &span)
    return rates[0]
  }
}
