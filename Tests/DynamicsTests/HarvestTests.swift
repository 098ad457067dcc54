import Dynamics
import Foundation
import Statistics
import Testing

/// What can be harvested, found by simulation.
struct HarvestTests {
  /// What is left, and the harvest a unit of time, after very long.
  static func sustained(
    _ model: any PopulationModel, _ p: [Double], from initial: Double
  ) -> Double {
    model.trajectory(p, from: [initial], at: [1e5 / p[0]]).sizes[0][0]
  }

  @Test("The greatest constant harvest that K itself survives is rK/4")
  func constant() throws {
    let model = ConstantHarvestPopulation()
    var stream = RandomStream(seed: 121)
    for _ in 0..<20 {
      let (r, capacity) = (stream.power(-2...1), stream.power(0...4))
      let stated = try #require(model.harvest([r, capacity, 0])).maximumSustainableYield
      // Bisection on what happens.
      var (low, high) = (0.0, r * capacity)
      while high - low > 1e-6 * high {
        let middle = (low + high) / 2
        if Self.sustained(model, [r, capacity, middle], from: capacity) > 0 {
          low = middle
        } else {
          high = middle
        }
      }
      #expect((stated / low - 1).magnitude <= 1e-5)
    }
  }

  @Test("The effort of the greatest yield is r/2, and the yield rK/4")
  func proportional() throws {
    let model = ProportionalHarvestPopulation()
    var stream = RandomStream(seed: 122)
    for _ in 0..<20 {
      let (r, capacity) = (stream.power(-2...1), stream.power(0...4))
      let stated = try #require(model.harvest([r, capacity, 0]))
      func yield(_ effort: Double) -> Double {
        effort * Self.sustained(model, [r, capacity, effort], from: capacity)
      }
      // Golden sections.
      var (low, high) = (0.0, r)
      while high - low > 1e-6 * r {
        let (left, right) = (high - 0.618 * (high - low), low + 0.618 * (high - low))
        if yield(left) < yield(right) { low = left } else { high = right }
      }
      #expect((stated.atMaximum / ((low + high) / 2) - 1).magnitude <= 1e-5)
      #expect((stated.maximumSustainableYield / yield((low + high) / 2) - 1).magnitude <= 1e-9)
      let size = Self.sustained(model, [r, capacity, stated.atMaximum], from: capacity)
      #expect((stated.sizeAtMaximum / size - 1).magnitude <= 1e-9)
    }
  }

  @Test(
    "The outcome that is stated is the one that is simulated",
    arguments: ["constant-harvest", "proportional-harvest"])
  func outcomes(_ name: String) throws {
    let model = try #require(PopulationModels.named(name))
    var stream = RandomStream(seed: 123)
    var counts: [Harvest.Outcome: Int] = [:]
    for _ in 0..<300 {
      let draw = PopulationDraw(model, &stream)
      let harvest = try #require(model.harvest(draw.parameters))
      let last = Self.sustained(model, draw.parameters, from: draw.initial[0])
      let outcome = harvest.outcome(from: draw.initial[0])
      counts[outcome, default: 0] += 1
      switch outcome {
      case .sustained:
        let stated = try #require(harvest.sustainedSize)
        #expect((last / stated - 1).magnitude <= 1e-8)
        let taken = name == "constant-harvest" ? harvest.taken : harvest.taken * last
        #expect((taken - harvest.sustainedYield!).magnitude <= 1e-8 * taken.magnitude)
      case .startTooSmall, .extinction: #expect(last <= 1e-9 * draw.initial[0], "\(draw)")
      }
      #expect(harvest.exceedsMaximum == (harvest.taken > harvest.atMaximum))
    }
    #expect(counts[.sustained, default: 0] > 50)
    #expect(counts[.extinction, default: 0] > 50)
    if name == "constant-harvest" { #expect(counts[.startTooSmall, default: 0] > 5) }
  }

  @Test("At exactly the maximum the equilibrium holds from above alone")
  func atMaximum() throws {
    let model = ConstantHarvestPopulation()
    let p = [0.5, 100, 12.5]
    let equilibria = model.equilibria(p)
    #expect(equilibria.map { $0.sizes } == [[0], [50]])
    #expect(equilibria.map { $0.stability } == [.stable, .semistable])
    let harvest = try #require(model.harvest(p))
    #expect(!harvest.exceedsMaximum)
    #expect(harvest.outcome(from: 50) == .sustained)
    #expect(harvest.outcome(from: 49) == .startTooSmall)
    #expect(harvest.sustainedYield == 12.5)
    #expect(Self.sustained(model, p, from: 49) == 0)
    #expect(Self.sustained(model, p, from: 60) > 50)
  }

  @Test("Without a harvest, and with stocking")
  func noHarvest() throws {
    let model = ConstantHarvestPopulation()
    #expect(model.equilibria([0.5, 100, 0]).map { $0.stability } == [.unstable, .stable])
    let stocked = [0.5, 100, -5.0]
    let harvest = try #require(model.harvest(stocked))
    #expect(harvest.outcome(from: 0) == .sustained)
    let last = Self.sustained(model, stocked, from: 1)
    #expect((last / harvest.sustainedSize! - 1).magnitude <= 1e-10)
    #expect(last > 100)
    #expect(VerhulstPopulation().harvest([0.5, 100]) == nil)
  }
}
