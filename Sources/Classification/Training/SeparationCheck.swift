/// Decides whether some scores separate the labels, so that no maximum of the likelihood exists.
/// Called only on suspicion: when the scores of a solver separate the labels, when its steps lead
/// along a direction in which no score moves to the wrong side, or when it did not converge.
public protocol SeparationCheck: Sendable {
  /// - Parameters:
  ///   - objective: without a penalty.
  ///   - suspect: the direction that raised suspicion, in the variables of the objective.
  /// - Returns: nil where the labels overlap, as far as the check can tell.
  func separation(_ objective: Objective, suspect: [Double]?) -> Separation?
}

/// Believes a direction along which no score moves to the wrong side but for rounding, and looks for
/// no other.
public struct DirectionCheck: SeparationCheck {
  public init() {}

  public func separation(_ objective: Objective, suspect: [Double]?) -> Separation? {
    guard let suspect else { return nil }
    let change = objective.scoreChange(along: suspect)
    guard change.largest > 0, change.leastMargin >= -1e-6 * change.largest else { return nil }
    return Separation(
      kind: change.leastMargin > 1e-6 * change.largest ? .complete : .quasi,
      columns: objective.columns(takingPartIn: suspect),
      direction: objective.coefficients(suspect))
  }
}

extension Objective {
  /// The columns along which a direction moves more than rounding.
  package func columns(takingPartIn direction: [Double]) -> [String] {
    let count = conditioning.variableCount
    let largest = direction.map(\.magnitude).max() ?? 0
    return conditioning.active.enumerated().filter { k, _ in
      freeOutputs.indices.contains { direction[$0 * count + k].magnitude > 1e-5 * largest }
    }.map { design.columnNames[$1] }
  }
}
