/// Where to start when there are many rows for each variable: the minimum over a sample of them.
///
/// F of the minimum over m rows exceeds the least F by about p/(2m), so that one Newton step over all
/// rows comes as near as three would from no columns, for a sixteenth of the cost of each. The sample
/// has one row of each sixteen, which of them depends on its place alone. Where the sample is not like
/// the others the start is a worse one, but the minimum and the evidence for it are those of all rows.
package struct SampleStart {
  private static let share = 16
  /// Rows in the sample a variable, at least.
  private static let rowsForVariable = 500

  /// The sample.
  package static func rows(of rowCount: Int) -> [Int] {
    (0..<(rowCount / share)).map { k in
      // A multiplicative hash: rows in a pattern of period 16 are not taken by one of its places.
      let hash = UInt64(k) &* 0x9E37_79B9_7F4A_7C15
      return k * share + Int(hash >> 60)
    }
  }

  /// - Returns: the minimum over a sample; nil where rows are few, where the sample has no minimum,
  ///   and where the start says something already: it has columns.
  package static func variables(_ objective: Objective, from start: [Double]) -> [Double]? {
    let rows = rows(of: objective.design.rowCount)
    guard rows.count >= rowsForVariable * objective.variableCount, objective.hasNoColumns(start)
    else { return nil }
    let sample = Objective(
      design: objective.design.selectingRows(rows), loss: objective.loss.selectingRows(rows),
      penalty: objective.penalty, conditioning: objective.conditioning,
      referenceOutput: objective.referenceOutput, threads: objective.threads)
    guard sample.totalWeight > 0, sample.loss.constantScores.allSatisfy(\.isFinite) else {
      return nil
    }
    var monitor = ProgressMonitor(sample, rule: StoppingRule(tolerance: 1e-5, passLimit: 20))
    let solution = NewtonIteration(isFactored: true, polishes: false).minimize(
      sample, from: start, monitor: &monitor)
    return solution.termination == .converged ? solution.variables : nil
  }
}
