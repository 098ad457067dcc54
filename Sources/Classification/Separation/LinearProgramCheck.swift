/// Decides separation by linear programmes (Albert and Anderson 1984; Konis 2007), in conditioned
/// variables.
///
/// ```
/// first    max Σ x̄β    subject to  x̄β ≥ 0 for all comparisons,  |β| ≤ 1
/// second   min Σ|βⱼ|   subject to  x̄β ≥ 1 where it can be positive, x̄β ≥ 0 elsewhere
/// ```
///
/// where x̄β is the margin of a comparison: (2y − 1)(b + xw), or the difference of two scores of
/// several classes. The labels overlap exactly if the maximum is 0. The first programme is repeated
/// for the comparisons that are still 0 until no more become positive: if none is left, separation is
/// complete, else quasi-complete. The second one, whose intercept costs nothing, is
/// repeated with costs that drive short steps to 0, unless it is large, so that the report names few
/// columns.
///
/// Exact for any number of rows: only rows that a solution violates enter the programmes, and a
/// solution counts once it violates none. Margins below 1e-7 of the largest count as 0. Beyond
/// ``largestProgram`` variables, or where the programmes do not end, ``DirectionCheck`` decides.
public struct LinearProgramCheck: SeparationCheck {
  /// Up to how many variables, coefficients of all outputs, the programmes are tried.
  public static let largestProgram = 600

  public init() {}

  public func separation(_ objective: Objective, suspect: [Double]?) -> Separation? {
    guard objective.variableCount > 0, objective.variableCount <= Self.largestProgram,
      let comparisons = Comparisons(objective)
    else { return DirectionCheck().separation(objective, suspect: suspect) }
    var search = SeparationSearch(comparisons, suspect: suspect)
    switch search.run() {
    case .overlap: return nil
    case .undecided: return DirectionCheck().separation(objective, suspect: suspect)
    case .separated(let direction, let isComplete):
      return Separation(
        kind: isComplete ? .complete : .quasi, columns: objective.columns(takingPartIn: direction),
        direction: objective.coefficients(direction))
    }
  }
}
