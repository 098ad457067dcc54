internal import CGLPK

/// min cost·x subject to A·x ≥ least and lower ≤ x ≤ upper, solved by GLPK's dual simplex method.
///
/// Deterministic, silent, and safe from any thread. What ends the process by GLPK's own custom is
/// ``Outcome/failed`` here.
package struct LinearProgram: Sendable {
  package enum Outcome: Equatable, Sendable {
    case optimal([Double])
    case infeasible
    case iterationLimit
    /// Unbounded, or GLPK gave up.
    case failed
  }

  package var cost: [Double]
  /// Infinite where there is none.
  package var lower: [Double]
  package var upper: [Double]
  private(set) var least: [Double] = []
  /// Row after row.
  private var elements: [Double] = []
  package var iterationLimit: Int32 = 50_000

  package init(cost: [Double], lower: [Double], upper: [Double]) {
    precondition(!cost.isEmpty && lower.count == cost.count && upper.count == cost.count)
    self.cost = cost
    self.lower = lower
    self.upper = upper
  }

  package var rowCount: Int { least.count }

  /// Demands row·x ≥ least.
  package mutating func append(_ row: [Double], least bound: Double) {
    precondition(row.count == cost.count, "an element for each variable")
    elements += row
    least.append(bound)
  }

  package func minimize() -> Outcome {
    var x = [Double](repeating: 0, count: cost.count)
    let status = unsafe elements.withUnsafeBufferPointer { elements in
      unsafe least.withUnsafeBufferPointer { least in
        unsafe cost.withUnsafeBufferPointer { cost in
          unsafe lower.withUnsafeBufferPointer { lower in
            unsafe upper.withUnsafeBufferPointer { upper in
              unsafe x.withUnsafeMutableBufferPointer { x in
                unsafe cglpk_minimize(
                  Int32(least.count), Int32(cost.count), elements.baseAddress, least.baseAddress,
                  cost.baseAddress, lower.baseAddress, upper.baseAddress, iterationLimit,
                  x.baseAddress)
              }
            }
          }
        }
      }
    }
    switch Int(status) {
    case CGLPK_OPTIMAL: return .optimal(x)
    case CGLPK_INFEASIBLE: return .infeasible
    case CGLPK_LIMIT: return .iterationLimit
    default: return .failed
    }
  }
}
