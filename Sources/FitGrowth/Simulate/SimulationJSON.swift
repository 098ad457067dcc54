import CommandSupport
import Dynamics

/// The schema `fit-growth-simulation/1`.
struct SimulationJSON: Encodable {
  struct Parameter: Encodable {
    var name: String
    /// `null` for a capacity without limit.
    @Nullable var value: Double?
    var unit: String
    var meaning: String
    var isDefault: Bool

    init(_ value: SimulatedModel.Value) {
      name = value.symbol
      self.value = finiteOrNil(value.value)
      unit = value.unit
      meaning = value.meaning
      isDefault = value.isDefault
    }
  }

  struct Noise: Encodable {
    var kind: String
    @Nullable var level: Double?
  }

  struct EquilibriumState: Encodable {
    var sizes: [Double]
    var stability: String
    /// Real parts of the eigenvalues; `null` where there is no bound.
    var growthRates: [Double?]
  }

  struct HarvestState: Encodable {
    var kind: String
    var maximumSustainableYield: Double
    var sizeAtMaximum: Double
    var taken: Double
    var takenAtMaximum: Double
    var exceedsMaximum: Bool
    var outcome: String
    @Nullable var sustainedSize: Double?
    @Nullable var sustainedYield: Double?
  }

  struct Series: Encodable {
    var name: String
    var species: String
    var replicate: Int
    /// `null` where there is no finite size.
    var sizes: [Double?]
    @Nullable var extinctionTime: Double?
  }

  let schema = "fit-growth-simulation/1"
  let version = FitGrowthCommand.version
  var model: String
  var formula: String
  var reference: String
  var parameters: [Parameter]
  var initial: [Parameter]
  var origin: Double
  var seed: UInt32
  var replicates: Int
  @Nullable var noise: Noise?
  var status: String
  var notes: [String]
  var equilibria: [EquilibriumState]
  @Nullable var harvest: HarvestState?
  var times: [Double]
  var series: [Series]

  static func encode(_ simulation: Simulation) throws(CommandFailure) -> [UInt8] {
    let model = simulation.model
    return try JSONText.encode(
      SimulationJSON(
        model: model.name, formula: model.formula, reference: model.reference,
        parameters: model.parameters.map(Parameter.init),
        initial: model.initial.map(Parameter.init),
        origin: simulation.origin, seed: simulation.chance.seed,
        replicates: simulation.chance.replicates,
        noise: simulation.chance.noise.map { Noise(kind: $0.kind.rawValue, level: $0.level) },
        status: simulation.isComplete ? "complete" : "incomplete", notes: simulation.notes,
        equilibria: simulation.equilibria.map { equilibrium in
          EquilibriumState(
            sizes: equilibrium.sizes, stability: equilibrium.stability.rawValue,
            growthRates: equilibrium.growthRates.map(finiteOrNil))
        },
        harvest: simulation.harvest.map { harvest in
          HarvestState(
            kind: harvest.kind.rawValue,
            maximumSustainableYield: harvest.maximumSustainableYield,
            sizeAtMaximum: harvest.sizeAtMaximum, taken: harvest.taken,
            takenAtMaximum: harvest.atMaximum, exceedsMaximum: harvest.exceedsMaximum,
            outcome: harvest.outcome(from: model.initial.first?.value ?? 0).rawValue,
            sustainedSize: harvest.sustainedSize, sustainedYield: harvest.sustainedYield)
        },
        times: simulation.times,
        series: simulation.columns.map { column in
          Series(
            name: column.name, species: column.species, replicate: column.replicate + 1,
            sizes: column.sizes.map(finiteOrNil), extinctionTime: column.extinctionTime)
        }))
  }
}
