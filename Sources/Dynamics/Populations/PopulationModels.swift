/// The population models of the package.
public enum PopulationModels {
  /// All of them, in the order in which they are listed.
  public static let all: [any PopulationModel] = [
    VerhulstPopulation(),
    ThetaLogisticPopulation(),
    GompertzPopulation(),
    AlleePopulation(),
    ConstantHarvestPopulation(),
    ProportionalHarvestPopulation(),
    VaryingCapacityPopulation(),
    CompetingPopulations(),
  ]

  /// The model of this name; `nil` when there is none.
  public static func named(_ name: String) -> (any PopulationModel)? {
    all.first { $0.name == name }
  }
}
