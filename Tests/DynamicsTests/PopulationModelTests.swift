import Dynamics
import Foundation
import Statistics
import Testing

/// What every population model owes: slopes that belong to its rates, and a proper description.
struct PopulationModelTests {
  static let names = PopulationModels.all.map { $0.name }

  static func rates(
    _ model: any PopulationModel, _ time: Double, _ sizes: [Double], _ p: [Double]
  ) -> [Double] {
    var rates = [Double](repeating: .nan, count: sizes.count)
    var span = rates.mutableSpan
    model.rates(at: time, sizes.span, p.span, into: &span)
    return rates
  }

  @Test("Slopes by sizes, parameters and time are those of the rates", arguments: names)
  func slopes(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 101)
    for _ in 0..<200 {
      let draw = PopulationDraw(model, &stream)
      let (p, n) = (draw.parameters, draw.initial.count)
      let time = draw.duration * stream.uniform()
      let sizes = draw.initial
      var bySize = [Double](repeating: .nan, count: n * n)
      var byParameter = [Double](repeating: .nan, count: n * p.count)
      var byTime = [Double](repeating: .nan, count: n)
      var sizeSpan = bySize.mutableSpan
      var parameterSpan = byParameter.mutableSpan
      var timeSpan = byTime.mutableSpan
      model.sizeSlopes(at: time, sizes.span, p.span, into: &sizeSpan)
      model.parameterSlopes(at: time, sizes.span, p.span, into: &parameterSpan)
      model.timeSlopes(at: time, sizes.span, p.span, into: &timeSpan)
      for i in 0..<n {
        for j in 0..<n {
          let step = 1e-3 * sizes[j]
          let difference = derivative(at: sizes[j], step: step) { value in
            var moved = sizes
            moved[j] = value
            return Self.rates(model, time, moved, p)[i]
          }
          let rounding = 1e-15 * sizes[i] * p.map { $0.magnitude }.max()! / step
          #expect(
            (bySize[i * n + j] - difference).magnitude
              <= 1e-9 * bySize[i * n + j].magnitude + 1e-9 * p[0] + rounding,
            "\(i) by \(j) at \(p)")
        }
        for j in p.indices {
          let unit = p[j] != 0 ? p[j].magnitude : 1
          let step = 1e-3 * unit
          let difference = derivative(at: p[j], step: step) { value in
            var moved = p
            moved[j] = value
            return Self.rates(model, time, sizes, moved)[i]
          }
          let rate = p[0] * sizes[i] + Self.rates(model, time, sizes, p)[i].magnitude
          #expect(
            (byParameter[i * p.count + j] - difference).magnitude
              <= 1e-9 * byParameter[i * p.count + j].magnitude + 1e-9 * rate / unit,
            "\(i) by \(model.parameters[j].symbol) at \(p)")
        }
        let step = 1e-4 * draw.duration
        let difference = derivative(at: time, step: step) {
          Self.rates(model, $0, sizes, p)[i]
        }
        #expect(
          (byTime[i] - difference).magnitude
            <= 1e-8 * byTime[i].magnitude + 1e-8 * p[0] * sizes[i] / draw.duration,
          "by time at \(p)")
      }
    }
  }

  @Test(
    "Slopes of the trajectory are those of neighbouring trajectories", arguments: names)
  func sensitivities(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 102)
    for _ in 0..<25 {
      let draw = PopulationDraw(model, &stream)
      let times = draw.times(9)
      let all = draw.parameters + draw.initial
      func sizes(_ values: [Double]) -> [[Double]] {
        model.trajectory(
          Array(values.prefix(draw.parameters.count)),
          from: Array(values.suffix(draw.initial.count)), at: times
        ).sizes
      }
      let solution = model.trajectory(
        draw.parameters, from: draw.initial, at: times, withSlopes: true)
      // What dies out has a kink in its parameters there.
      guard solution.extinctionTime == nil, solution.end == .complete else { continue }
      for j in all.indices {
        let unit = all[j] != 0 ? all[j].magnitude : 1
        // Equations near a threshold answer strongly: short steps, and the error that they leave.
        let step = 2e-4 * unit
        for i in draw.initial.indices {
          let slopes = solution.slopes[i][j]
          let largest = slopes.map { $0.magnitude }.max()! + 1e-3 * draw.initial[i] / unit
          for (k, slope) in slopes.enumerated() {
            let difference = derivative(at: all[j], step: step) { value in
              var moved = all
              moved[j] = value
              return sizes(moved)[i][k]
            }
            #expect(
              (slope - difference).magnitude <= 1e-5 * largest, "\(name) \(j) \(all) \(times[k])")
          }
        }
      }
    }
  }

  @Test("With slopes, the sizes are the same to the tolerance", arguments: names)
  func together(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 103)
    for _ in 0..<100 {
      let draw = PopulationDraw(model, &stream)
      let times = draw.times(9)
      let plain = model.trajectory(draw.parameters, from: draw.initial, at: times)
      let full = model.trajectory(
        draw.parameters, from: draw.initial, at: times, withSlopes: true)
      for (a, b) in zip(plain.sizes.joined(), full.sizes.joined()) {
        #expect(a == b || (a - b).magnitude <= 1e-9 * a.magnitude + 1e-10 * draw.initial[0])
      }
      if let time = plain.extinctionTime {
        #expect((full.extinctionTime! / time - 1).magnitude <= 1e-9)
      }
    }
  }

  @Test("Times in any order, backwards too, give the same sizes", arguments: names)
  func order(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    let p = model.parameters.map { $0.defaultValue }
    let initial = model.initialSizes.map { $0.defaultValue }
    let forwards = model.trajectory(p, from: initial, at: [0, 1, 2, 3])
    let mixed = model.trajectory(p, from: initial, at: [3, 0, 2, 1])
    for (a, b) in zip(forwards.sizes, mixed.sizes) {
      #expect([a[3], a[0], a[2], a[1]] == b)
    }
    #expect(forwards.sizes.map { $0[0] } == initial)
    // There and back again, where the equations do not depend on the time.
    guard name != "varying-capacity" else { return }
    let later = forwards.sizes.map { $0[2] }
    let back = model.trajectory(p, from: later, at: [-2, -1])
    for (i, sizes) in back.sizes.enumerated() {
      #expect((sizes[0] / initial[i] - 1).magnitude <= 1e-9)
      #expect((sizes[1] / forwards.sizes[i][1] - 1).magnitude <= 1e-9)
    }
  }

  @Test("Units of size and time change the numbers by that unit and nothing else", arguments: names)
  func scale(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 104)
    for _ in 0..<50 {
      let draw = PopulationDraw(model, &stream)
      let (size, time) = (0x1p30, 0x1p-9)
      func scaled(_ parameter: PopulationParameter, _ value: Double) -> Double {
        switch parameter.dimension {
        case .size: value * size
        case .time: value * time
        case .rate: value / time
        case .absoluteRate: value * size / time
        case .shape: value
        }
      }
      let plain = model.trajectory(
        draw.parameters, from: draw.initial, at: draw.times(9), withSlopes: true)
      let other = model.trajectory(
        zip(model.parameters, draw.parameters).map(scaled),
        from: draw.initial.map { $0 * size }, at: draw.times(9).map { $0 * time },
        withSlopes: true)
      for (a, b) in zip(plain.sizes.joined(), other.sizes.joined()) { #expect(a * size == b) }
    }
  }

  @Test("Equilibria do not change, and their stability is what neighbours do", arguments: names)
  func equilibria(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 105)
    var followed = 0
    for _ in 0..<100 {
      let draw = PopulationDraw(model, &stream)
      // A capacity that varies has no other equilibrium than 0.
      for equilibrium in model.equilibria(draw.parameters) {
        let sizes = equilibrium.sizes
        if !(model.diesOut && sizes == [0]) {
          for (rate, size) in zip(Self.rates(model, 0, sizes, draw.parameters), sizes) {
            #expect(rate.magnitude <= 1e-12 * draw.parameters[0] * max(size, draw.initial[0]))
          }
        }
        followed += 1
        let slowest = equilibrium.growthRates.map { $0.magnitude }.min()!
        let fastest = equilibrium.growthRates.map { $0.magnitude }.max()!
        guard fastest.isFinite, slowest > 1e-3 * fastest else { continue }
        let time = 3 / slowest
        guard name != "varying-capacity" || time < draw.duration else { continue }
        // Each species alone is moved a little.
        let answers = sizes.indices.map { moved in
          var state = sizes
          state[moved] += 1e-5 * max(sizes[moved], 1e-3 * draw.initial[0])
          let after = model.trajectory(draw.parameters, from: state, at: [time]).sizes
          let distance = zip(after, sizes).map { ($0[0] - $1).magnitude / max($1, draw.initial[0]) }
          return distance.max()!
            / ((state[moved] - sizes[moved]) / max(sizes[moved], draw.initial[0]))
        }
        switch equilibrium.stability {
        case .stable:
          #expect(answers.max()! < (sizes.count == 1 ? 0.2 : 3), "\(draw) \(equilibrium)")
        case .unstable, .saddle: #expect(answers.max()! > 3, "\(draw) \(equilibrium)")
        case .semistable, .undecided: Issue.record("\(draw) \(equilibrium)")
        }
      }
    }
    #expect(followed >= 100)
  }

  @Test("Names, symbols, sources and defaults tell models and parameters apart")
  func descriptions() throws {
    let models = PopulationModels.all
    #expect(models.count == 8)
    #expect(Set(models.map { $0.name }).count == models.count)
    #expect(Set(models.map { $0.formula }).count == models.count)
    for model in models {
      #expect(PopulationModels.named(model.name)?.formula == model.formula)
      #expect(model.reference.contains { $0.isNumber }, "a source has a year")
      let all = model.parameters + model.initialSizes
      #expect(Set(all.map { $0.symbol }).count == all.count)
      #expect(all.allSatisfy { !$0.meaning.isEmpty })
      #expect(model.parameters.allSatisfy { model.formula.contains($0.symbol) })
      #expect(model.species.allSatisfy { model.formula.contains("d\($0)/dt") })
      #expect(model.initialSizes.count == model.species.count)
      try model.validate(
        model.parameters.map { $0.defaultValue },
        initial: model.initialSizes.map { $0.defaultValue })
    }
    #expect(PopulationModels.named("no such model") == nil)
  }

  @Test("A value outside its domain is named")
  func validation() {
    let model = VaryingCapacityPopulation()
    #expect(
      throws: DynamicsError.outsideDomain(symbol: "a", value: 1, domain: .between(-1, 1))
    ) { try model.validate([0.5, 100, 1, 10, 0], initial: [1]) }
    #expect(throws: DynamicsError.outsideDomain(symbol: "N0", value: -1, domain: .notNegative)) {
      try model.validate([0.5, 100, 0.5, 10, 0], initial: [-1])
    }
    #expect(throws: DynamicsError.outsideDomain(symbol: "r", value: 0, domain: .positive)) {
      try VerhulstPopulation().validate([0, 100], initial: [1])
    }
  }

  @Test("Where the capacity would not be positive the equation ends")
  func vanishingCapacity() {
    let model = VaryingCapacityPopulation()
    // K(t) = 100(1 − t/10).
    let solution = model.trajectory([0.5, 100, 0, 10, -0.1], from: [50], at: [5, 9.9, 10.1])
    #expect(solution.sizes[0][0].isFinite && solution.sizes[0][1].isFinite)
    #expect(solution.sizes[0][2].isNaN)
    guard case .undefined(let time) = solution.end else {
      Issue.record("\(solution.end)")
      return
    }
    #expect((time - 10).magnitude < 0.01)
  }
}
