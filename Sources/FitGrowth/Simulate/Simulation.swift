import CommandSupport
import Dynamics
import GrowthCurves
import Tables

/// A simulated table.
struct Simulation {
  /// A column of sizes.
  struct Column {
    var name: String
    /// The symbol of the size, such as N or N1.
    var species: String
    /// From 0.
    var replicate: Int
    var sizes: [Double]
    /// When it died out, in the time of the table.
    var extinctionTime: Double?
  }

  let model: SimulatedModel
  let times: [Double]
  /// Where elapsed time begins.
  let origin: Double
  let chance: ChanceOptions
  var columns: [Column] = []
  /// What kept the simulation from the last time, in words; `nil` when nothing did.
  private(set) var trouble: String?
  var equilibria: [Equilibrium] = []
  var harvest: Harvest?

  var isComplete: Bool { trouble == nil }

  init(
    model: SimulatedModel, times: [Double], origin: Double, chance: ChanceOptions, threads: Int,
    progress: @escaping @Sendable (Int) -> Void
  ) {
    self.model = model
    self.times = times
    self.origin = origin
    self.chance = chance
    let elapsed = times.map { $0 - origin }
    let parameters = model.parameters.map { $0.value }
    let initial = model.initial.map { $0.value }
    switch model.kind {
    case .curve(let curve):
      let sizes = curve.sizes(at: curve.usesElapsedTime ? elapsed : times, parameters)
      repeatColumns(["N"], [sizes])
      if sizes.contains(where: { !$0.isFinite }) {
        trouble = "the curve has no finite size at some of the times"
      }
    case .population(let population):
      let trajectory = population.trajectory(parameters, from: initial, at: elapsed)
      repeatColumns(population.species, trajectory.sizes, extinct: trajectory.extinctionTime)
      trouble = Self.trouble(trajectory.end, origin)
      equilibria = population.equilibria(parameters)
      harvest = population.harvest(parameters)
    case .birthDeath(let process):
      let trajectories = process.replicates(
        chance.replicates, from: Int(initial[0]), at: elapsed, seed: chance.seed,
        threads: threads, progress: progress)
      columns = trajectories.enumerated().map { index, trajectory in
        Column(
          name: Self.name("N", index, of: chance.replicates), species: "N", replicate: index,
          sizes: trajectory.sizes, extinctionTime: trajectory.extinctionTime.map { $0 + origin })
      }
      if let stopped = trajectories.compactMap({ $0.stoppedAt }).min() {
        trouble =
          "too many births and deaths to follow beyond time "
          + SignificantDigits.text(stopped + origin)
      }
    }
  }

  /// The same sizes for every replicate, which noise then tells apart.
  private mutating func repeatColumns(
    _ species: [String], _ sizes: [[Double]], extinct: Double? = nil
  ) {
    for replicate in 0..<chance.replicates {
      for (name, sizes) in zip(species, sizes) {
        columns.append(
          Column(
            name: Self.name(name, replicate, of: chance.replicates), species: name,
            replicate: replicate, sizes: sizes, extinctionTime: extinct.map { $0 + origin }))
      }
    }
  }

  private static func name(_ species: String, _ replicate: Int, of count: Int) -> String {
    count == 1 ? species : "\(species)_\(replicate + 1)"
  }

  private static func trouble(_ end: ODESolution.End, _ origin: Double) -> String? {
    func time(_ elapsed: Double) -> String { SignificantDigits.text(elapsed + origin) }
    return switch end {
    case .complete, .zero: nil
    case .diverged(let elapsed): "the size grows without bound before time \(time(elapsed))"
    case .undefined(let elapsed): "the equation has no value beyond time \(time(elapsed))"
    case .stepLimit(let elapsed): "too many steps are needed beyond time \(time(elapsed))"
    }
  }

  /// `time`, then a column a species and replicate: as `fit-growth` reads it.
  var csv: [UInt8] {
    var writer = CSVWriter(capacity: 20 * times.count * (columns.count + 1))
    writer.append("time")
    for column in columns { writer.append(column.name) }
    writer.endRow()
    for (i, time) in times.enumerated() {
      writer.append(time)
      for column in columns { writer.append(finiteOrNil(column.sizes[i]) ?? .nan) }
      writer.endRow()
    }
    return writer.bytes
  }
}
