/// A derived quantity averaged over models by their Akaike weights, with the uncertainty of the
/// choice among them in its standard error.
///
/// ```
/// q̄ = Σ wᵢqᵢ,   SE = Σ wᵢ√(SEᵢ² + (qᵢ − q̄)²)
/// ```
///
/// The sums are over the ranked models that have the quantity with a standard error, their weights
/// scaled to a sum of 1.
///
/// Source: K. P. Burnham and D. R. Anderson (2002), Model Selection and Multimodel Inference, 2nd
/// edition, equations 4.1 and 4.9.
public struct AveragedQuantity: Sendable, Hashable {
  public var kind: DerivedQuantity.Kind
  public var estimate: Double
  /// The unconditional standard error.
  public var standardError: Double
  /// The Akaike weight of the models that have the quantity: what the average speaks for.
  public var weight: Double
}

extension AveragedQuantity {
  /// - Parameter parts: of the models that have the quantity; `nil` when there is none.
  init?(
    _ kind: DerivedQuantity.Kind,
    of parts: [(weight: Double, estimate: Double, standardError: Double)]
  ) {
    let weight = parts.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    let mean = parts.reduce(0) { $0 + $1.weight / weight * $1.estimate }
    self.kind = kind
    estimate = mean
    standardError = parts.reduce(0) { sum, part in
      let distance = part.estimate - mean
      let variance = part.standardError * part.standardError + distance * distance
      return sum + part.weight / weight * variance.squareRoot()
    }
    self.weight = weight
  }
}

extension ModelComparison {
  /// The derived quantities averaged over the ranked models; empty when nothing grows, for an average
  /// of curves through noise means nothing. The area under the data is no model's.
  public func averages() -> [AveragedQuantity] {
    guard hasGrowth else { return [] }
    let quantities = ranked.map { entry in
      var fit = entry.fit
      // The standard errors are wanted, by the covariance in every model alike.
      fit.options.intervals = .wald
      fit.bootstrap = nil
      return fit.derivedQuantities()
    }
    return DerivedQuantity.Kind.allCases.indices.compactMap { index in
      let kind = DerivedQuantity.Kind.allCases[index]
      guard kind != .areaUnderData else { return nil }
      let parts = zip(ranked, quantities).compactMap {
        entry, quantities -> (weight: Double, estimate: Double, standardError: Double)? in
        guard index < quantities.count, let estimate = quantities[index].estimate,
          let error = quantities[index].standardError
        else { return nil }
        return (entry.weight!, estimate, error)
      }
      return AveragedQuantity(kind, of: parts)
    }
  }
}
