/// The growth models of the package.
public enum GrowthModels {
  /// All of them, in the order in which `fit-growth models` lists them.
  public static let all: [any GrowthModel] = closedForm + dynamical

  /// Those whose curve is a formula.
  public static let closedForm: [any GrowthModel] = [
    Logistic(),
    LogisticOffset(),
    Verhulst(),
    Richards(),
    Gompertz(),
    GeneralizedLogistic(),
    LogisticLag(),
    GompertzLag(),
    RichardsLag(),
    ThetaLogistic(),
    Weibull(),
    MorganMercerFlodin(),
    VonBertalanffy(),
    VonBertalanffyLength(),
    BaranyiRoberts(),
    Huang(),
    Buchanan(),
    LogisticSum(phases: 2),
    Exponential(),
  ]

  /// Those whose curve solves a differential equation.
  public static let dynamical: [any GrowthModel] = [
    AlleeGrowth(),
    ConstantHarvestGrowth(),
    ProportionalHarvestGrowth(),
    VaryingCapacityGrowth(),
  ]

  /// The model of this name; `nil` when there is none.
  public static func named(_ name: String) -> (any GrowthModel)? {
    all.first { $0.name == name }
  }

  /// The model of this name with a number of phases; `nil` when there is none, or not of so many.
  public static func named(_ name: String, phases: Int) -> (any GrowthModel)? {
    guard named(name) is LogisticSum, LogisticSum.phaseCounts.contains(phases) else { return nil }
    return LogisticSum(phases: phases)
  }
}
