import Dynamics
import Foundation
import Statistics
import Testing

/// Simulated sizes against closed forms, to nine digits.
struct ClosedFormTests {
  /// The largest relative error over random curves, seen at 21 times from 0 on.
  static func worst(
    _ model: any PopulationModel, seed: UInt32, count: Int = 200,
    _ size: (_ time: Double, _ p: [Double], _ initial: Double) -> Double?
  ) -> Double {
    var stream = RandomStream(seed: seed)
    var worst = 0.0
    for _ in 0..<count {
      let draw = PopulationDraw(model, &stream)
      let times = draw.times(21)
      let found = model.trajectory(draw.parameters, from: draw.initial, at: times).sizes[0]
      for (time, value) in zip(times, found) {
        guard let exact = size(time, draw.parameters, draw.initial[0]) else { continue }
        let error = exact == 0 ? value.magnitude : (value / exact - 1).magnitude
        if !(error <= worst) { worst = error }
      }
    }
    return worst
  }

  static func logistic(_ time: Double, _ r: Double, _ capacity: Double, _ initial: Double) -> Double
  {
    capacity / (1 + (capacity - initial) / initial * exp(-r * time))
  }

  @Test("Verhulst")
  func verhulst() {
    let worst = Self.worst(VerhulstPopulation(), seed: 111) { t, p, n in
      Self.logistic(t, p[0], p[1], n)
    }
    #expect(worst <= 1e-10)
  }

  @Test("θ-logistic")
  func thetaLogistic() {
    let worst = Self.worst(ThetaLogisticPopulation(), seed: 112) { t, p, n in
      // K·[1 − (1 − (K/N0)^θ)e^{−rθt}]^{−1/θ} (Gilpin and Ayala 1973).
      let (r, capacity, theta) = (p[0], p[1], p[2])
      let inner = 1 - (1 - pow(capacity / n, theta)) * exp(-r * theta * t)
      return capacity * pow(inner, -1 / theta)
    }
    #expect(worst <= 1e-9)
  }

  @Test("Gompertz")
  func gompertz() {
    let worst = Self.worst(GompertzPopulation(), seed: 113) { t, p, n in
      p[1] * pow(n / p[1], exp(-p[0] * t))
    }
    #expect(worst <= 1e-10)
  }

  /// dN/dt = −(r/K)[(N − K/2)² − D²], D² = K²/4·(1 − 4H/(rK)): a hyperbolic tangent or cotangent
  /// where D² > 0, a tangent where it is negative; 0 from the first zero on.
  static func constantHarvest(_ t: Double, _ p: [Double], _ n: Double) -> Double {
    let (r, capacity, harvest) = (p[0], p[1], p[2])
    let square = capacity * capacity / 4 * (1 - 4 * harvest / (r * capacity))
    let (centre, d) = (capacity / 2, square.magnitude.squareRoot())
    if let end = extinctionTime(p, n), t >= end { return 0 }
    if square > 0 {
      // (N − N₋)/(N₊ − N) grows as e^{2rDt/K}.
      let ratio = (n - centre + d) / (centre + d - n) * exp(2 * r * d * t / capacity)
      return centre + d * (ratio - 1) / (ratio + 1)
    }
    return centre - d * tan(r * d * t / capacity - atan((n - centre) / d))
  }

  static func extinctionTime(_ p: [Double], _ n: Double) -> Double? {
    let (r, capacity, harvest) = (p[0], p[1], p[2])
    guard harvest > 0 else { return nil }
    let square = capacity * capacity / 4 * (1 - 4 * harvest / (r * capacity))
    let (centre, d) = (capacity / 2, square.magnitude.squareRoot())
    if square < 0 { return capacity / (r * d) * (atan((n - centre) / d) + atan(centre / d)) }
    guard n < centre - d else { return nil }
    func level(_ size: Double) -> Double { log((centre + d - size) / (centre - d - size)) }
    return capacity / (2 * r * d) * (level(n) - level(0))
  }

  @Test("Constant harvest, to extinction and beyond")
  func constantHarvest() {
    var extinct = 0
    let worst = Self.worst(ConstantHarvestPopulation(), seed: 114, count: 500) { t, p, n in
      let exact = Self.constantHarvest(t, p, n)
      if exact == 0 { extinct += 1 }
      // Close to the end the size is a difference of large ones.
      return exact == 0 || exact > 1e-2 * n ? exact : nil
    }
    #expect(worst <= 1e-9)
    #expect(extinct > 500)
  }

  @Test("The time of extinction under a constant harvest")
  func extinction() throws {
    let model = ConstantHarvestPopulation()
    var stream = RandomStream(seed: 115)
    var found = 0
    for _ in 0..<500 {
      let draw = PopulationDraw(model, &stream)
      let solution = model.trajectory(
        draw.parameters, from: draw.initial, at: [20 * draw.duration])
      guard let exact = Self.extinctionTime(draw.parameters, draw.initial[0]),
        exact < 20 * draw.duration
      else { continue }
      found += 1
      let time = try #require(solution.extinctionTime)
      #expect((time / exact - 1).magnitude <= 1e-9, "\(draw)")
    }
    #expect(found > 150)
  }

  @Test("Proportional harvest is Verhulst's curve with other parameters")
  func proportionalHarvest() {
    let worst = Self.worst(ProportionalHarvestPopulation(), seed: 116) { t, p, n in
      let (rate, capacity) = (p[0] - p[2], p[1] * (1 - p[2] / p[0]))
      let exact = Self.logistic(t, rate, capacity, n)
      // Relative to the first size, once almost nothing is left.
      return exact > 1e-2 * n ? exact : nil
    }
    #expect(worst <= 1e-10)
  }

  @Test("Allee: the time at which a size is reached")
  func allee() throws {
    let model = AlleePopulation()
    var stream = RandomStream(seed: 117)
    for _ in 0..<200 {
      let draw = PopulationDraw(model, &stream)
      let (r, k, a, n) = (
        draw.parameters[0], draw.parameters[1], draw.parameters[2], draw.initial[0]
      )
      // rt from the partial fractions of 1/(N(1 − N/K)(N/A − 1)).
      func scaledTime(_ size: Double) -> Double {
        -log(size) - a / (k - a) * log((k - size).magnitude) + k / (k - a)
          * log((size - a).magnitude)
      }
      let times = draw.times(11)
      let sizes = model.trajectory(draw.parameters, from: [n], at: times).sizes[0]
      for (time, size) in zip(times, sizes).dropFirst() {
        // Near an equilibrium a size says little of its time.
        let speed = (r * (1 - size / k) * (size / a - 1)).magnitude
        guard speed > 1e-4 * r, size > 1e-4 * n else { continue }
        let error = (scaledTime(size) - scaledTime(n)) / r - time
        #expect(error.magnitude * speed <= 1e-9, "\(draw) at \(time)")
      }
    }
  }

  static func table(
    _ model: any PopulationModel,
    _ cases: [(p: [Double], initial: [Double], rows: [[Double]])]
  ) {
    for (p, initial, rows) in cases {
      let sizes = model.trajectory(p, from: initial, at: rows.map { $0[0] }).sizes
      for (i, row) in rows.enumerated() {
        for species in initial.indices {
          let exact = row[species + 1]
          #expect(
            (sizes[species][i] - exact).magnitude <= 1e-10 * exact + 1e-11 * initial[species],
            "\(model.name) \(p) at \(row[0])")
        }
      }
    }
  }

  @Test("Competition, a varying capacity and Allee's threshold by Taylor series of 30 digits")
  func tables() {
    Self.table(CompetingPopulations(), DynamicsOracle.competition)
    Self.table(VaryingCapacityPopulation(), DynamicsOracle.varyingCapacity)
    Self.table(AlleePopulation(), DynamicsOracle.allee)
  }
}
