import Charts
import GrowthCurves

/// What a reader must see at once in the picture of a fit.
enum CurveState: Sendable, CaseIterable {
  case ok
  /// There is a curve, and something to know about it.
  case warned
  case notConverged
  /// The data are shown, and no curve.
  case noGrowth
  case notFitted

  /// In the legend of small multiples.
  var name: String {
    switch self {
    case .ok: "fit"
    case .warned: "fit with a warning"
    case .notConverged: "not converged"
    case .noGrowth: "no growth"
    case .notFitted: "not fitted"
    }
  }

  var ink: Ink {
    switch self {
    case .ok: .blue
    case .warned: .orange
    case .notConverged: .vermillion
    case .noGrowth, .notFitted: .grey
    }
  }

  var hasCurve: Bool { self == .ok || self == .warned || self == .notConverged }
}

extension GrowthFit {
  var curveState: CurveState {
    if status == .notFitted { return .notFitted }
    if verdicts.contains(.noGrowth) { return .noGrowth }
    if status == .notConverged { return .notConverged }
    return verdicts == [.ok] ? .ok : .warned
  }
}
