/// A quantity that follows from a fitted curve, with its uncertainty.
public struct DerivedQuantity: Sendable, Hashable {
  public var kind: Kind
  /// `nil` where the curve has no such quantity, where it is not finite, or where nothing grows.
  public var estimate: Double?
  /// By the delta method, √(∇qᵀ·Cov·∇q), or of the bootstrap's refits; `nil` where the parameters'
  /// covariance is.
  public var standardError: Double?
  /// By the fit's interval method, as for the parameters.
  public var limits = ConfidenceLimits.unknown

  public var lower: Double? { limits.lower }
  public var upper: Double? { limits.upper }

  /// What is derived. The raw values name them in JSON and CSV.
  public enum Kind: String, Sendable, CaseIterable {
    case carryingCapacity
    case inflectionTime
    case inflectionSize
    case maximumRate
    case intrinsicRate
    case maximumSpecificRate
    case minimumDoublingTime
    case lagTime
    case lagTimeFromInitialSize
    case riseTime10to90
    case areaUnderCurve
    case areaUnderData
    case initialSize
  }
}

extension DerivedQuantity.Kind {
  /// The definition, for a reader.
  public var definition: String {
    switch self {
    case .carryingCapacity: "size approached in the far future"
    case .inflectionTime: "time of the greatest absolute growth rate dN/dt"
    case .inflectionSize: "size at the inflection"
    case .maximumRate: "greatest dN/dt, at the inflection"
    case .intrinsicRate:
      "specific rate d ln N/dt far below the capacity"
    case .maximumSpecificRate:
      "greatest d ln N/dt of the curve within the observed times"
    case .minimumDoublingTime: "ln 2 / maximumSpecificRate"
    case .lagTime:
      "where the tangent at the inflection meets the lower asymptote, or the model's own lag"
    case .lagTimeFromInitialSize:
      "where the tangent at the inflection meets the initial size"
    case .riseTime10to90: "time from 10 % to 90 % of the way between the asymptotes"
    case .areaUnderCurve: "integral of the curve over the observed times"
    case .areaUnderData: "integral of the data by trapezoids"
    case .initialSize: "size of the curve at the first observation"
    }
  }

  /// Whether it means something only where something grows.
  var describesGrowth: Bool {
    switch self {
    case .areaUnderCurve, .areaUnderData, .initialSize: false
    default: true
    }
  }

  /// What it is measured in; areas are size × time.
  public var dimension: GrowthParameter.Dimension? {
    switch self {
    case .carryingCapacity, .inflectionSize, .initialSize: .size
    case .inflectionTime, .minimumDoublingTime, .lagTime, .lagTimeFromInitialSize, .riseTime10to90:
      .time
    case .intrinsicRate, .maximumSpecificRate: .rate
    case .maximumRate: .absoluteRate
    case .areaUnderCurve, .areaUnderData: nil
    }
  }
}
