import GrowthCurves
import Reports

/// How much a verdict stands in the way of using a fit; the most urgent first.
enum Attention: Int, Sendable, Comparable, CaseIterable {
  /// The parameters mean nothing.
  case failed
  /// There are no parameters.
  case notFitted
  /// Some parameter is not known, or lies beyond the data.
  case extrapolated
  /// The limits or the errors are not what they seem.
  case doubtful
  /// Nothing grew.
  case noGrowth
  case none

  static func < (left: Attention, right: Attention) -> Bool { left.rawValue < right.rawValue }

  init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .notConverged, .outOfRange: .failed
      case .tooFewObservations, .belowDetection, .negativeCounts: .notFitted
      case .unidentified, .plateauNotObserved, .inflectionNotObserved, .declining: .extrapolated
      case .overdispersed, .nonPositiveSizesLeftOut, .autocorrelatedResiduals: .doubtful
      case .noGrowth: .noGrowth
      case .ok: .none
      }
  }

  /// Where nothing grows, no curve fits best, and that is no failure.
  init(_ fit: GrowthFit) {
    self =
      fit.verdicts.contains(.noGrowth)
      ? .noGrowth : fit.verdicts.map { Attention($0) }.min() ?? .none
  }

  /// Whether a reader should look at the fit before using it.
  var isNeeded: Bool { self < .noGrowth }

  var tone: HTML.Tone {
    switch self {
    case .failed, .notFitted: .bad
    case .extrapolated, .doubtful: .warning
    case .noGrowth: .plain
    case .none: .good
    }
  }
}

extension GrowthFit {
  /// The verdict that says most about whether the fit can be used.
  var foremostVerdict: Verdict {
    verdicts.contains(.noGrowth)
      ? .noGrowth : verdicts.min { Attention($0) < Attention($1) } ?? .ok
  }
}

extension [Verdict] {
  var badges: HTML {
    map { HTML.badge($0.description, Attention($0).tone) }.joined(separator: " ")
  }
}
