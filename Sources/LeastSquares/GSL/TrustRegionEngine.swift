internal import CGSL

/// How far a trust-region engine came.
struct TrustRegionOutcome {
  enum End: Hashable {
    /// Close enough to a stationary point for the polish to finish.
    case near
    case noProgress
    case iterationLimit
    case noValueAtStart
    case failed
  }
  var end: End
  /// Coordinates of the best point.
  var coordinates: [Double]
  var iterations: Int
}

/// One of GSL's trust-region engines with its workspace, reused from fit to fit.
protocol TrustRegionEngine: AnyObject {
  /// What GSL's callbacks reach.
  var callback: EngineCallback { get }

  /// Where the search stands.
  var position: [Double] { get }

  /// Takes one step of the trust region.
  func step() -> GSLStatus

  /// Whether the search stands near enough to a stationary point.
  func isNear(_ handOver: HandOver, hasStep: Bool) -> Bool

  func minimize(
    _ evaluator: Evaluator, from start: [Double], handOver: HandOver, maximumIterations: Int
  ) -> TrustRegionOutcome
}

extension TrustRegionEngine {
  /// The loop, once the workspace stands at the start.
  func iterate(
    _ started: GSLStatus, _ handOver: HandOver, _ maximumIterations: Int
  ) -> TrustRegionOutcome {
    guard started == .success, !callback.wasRefused, !callback.hasFailed else {
      return TrustRegionOutcome(end: .noValueAtStart, coordinates: position, iterations: 0)
    }
    var iteration = 0
    var end = TrustRegionOutcome.End.iterationLimit
    while iteration < maximumIterations {
      if isNear(handOver, hasStep: iteration > 0) {
        end = .near
        break
      }
      iteration += 1
      let status = step()
      if status == .success, !callback.hasFailed { continue }
      end = status == .noProgress ? .noProgress : .failed
      break
    }
    return TrustRegionOutcome(end: end, coordinates: position, iterations: iteration)
  }
}

/// When an engine hands over to the polish. GSL's own tests are not used: its gradient test
/// compares with max(1, ½RSS), and so depends on the unit of the sizes.
struct HandOver {
  /// Bates and Watts' relative offset: what the tangent plane still explains of the residuals.
  private let relativeOffset: Double
  /// For vanishing residuals, where the relative offset stays large until the end.
  private static let relativeStep = 1e-9

  /// Soon enough to save iterations; the polish almost always gets home from there.
  static let early = HandOver(relativeOffset: 1e-3)
  /// For a valley so curved that it did not.
  static let late = HandOver(relativeOffset: 1e-6)

  func isStationary(_ explained: Double, of squares: Double) -> Bool {
    explained <= relativeOffset * relativeOffset * squares
  }

  @unsafe static func isNegligible(
    _ step: UnsafePointer<gsl_vector>, at point: UnsafePointer<gsl_vector>
  ) -> Bool {
    (0..<(unsafe point.pointee.size)).allSatisfy {
      unsafe step.pointee.data[$0].magnitude <= relativeStep * point.pointee.data[$0].magnitude
    }
  }
}
