internal import Activations
internal import RealModule

/// How far the probabilities are from what happened.
extension BinaryPredictions {
  /// The mean of −log p of what happened, from the scores. Infinite where something happened that had
  /// probability 0: nothing is clamped, and ``impossibleRows`` counts such rows.
  public var logLoss: Double {
    mean { row in
      SigmoidCrossEntropy.lossAndGradient(score: scores[row], label: labels[row] ? 1 : 0).loss
    }
  }

  /// Rows where something happened that had probability 0: those whose log loss is infinite.
  public var impossibleRows: Int {
    labels.indices.count {
      weight($0) > 0 && scores[$0] == (labels[$0] ? -Double.infinity : .infinity)
    }
  }

  /// The mean of (p − y)², y = 1 for positive rows (Brier 1950, halved).
  public var brierScore: Double {
    mean { row in
      let distance = labels[row] ? complements[row] : probabilities[row]
      return distance * distance
    }
  }
}

/// The parts of the Brier score by bins of the probability (Murphy 1973; Stephenson, Coelho and
/// Jolliffe 2008):
///
/// ```
/// Brier = reliability − resolution + uncertainty + withinBins
/// reliability = Σ_b n_b(p̄_b − ȳ_b)²/n     resolution = Σ_b n_b(ȳ_b − ȳ)²/n     uncertainty = ȳ(1 − ȳ)
/// ```
///
/// `withinBins` is what is left because probabilities differ within a bin, the variance of p less
/// twice the covariance of p and y there: 0 with ``Binning/distinct``.
public struct BrierDecomposition: Sendable, Equatable {
  public let score: Double
  public let reliability: Double
  public let resolution: Double
  public let uncertainty: Double
  public let withinBins: Double
  public let binning: Binning

  init(_ predictions: BinaryPredictions, _ curve: CalibrationCurve) {
    let total = predictions.totalWeight
    let prevalence = predictions.positiveWeight / total
    func mean(_ term: (CalibrationCurve.Bin) -> Double) -> Double {
      curve.bins.reduce(0) { $0 + $1.weight * term($1) } / total
    }
    func square(_ x: Double) -> Double { x * x }
    score = predictions.brierScore
    reliability = mean { square($0.meanProbability - $0.observed.value) }
    resolution = mean { square($0.observed.value - prevalence) }
    uncertainty = prevalence * (predictions.negativeWeight / total)
    withinBins = score - (reliability - resolution + uncertainty)
    binning = curve.binning
  }

  public init(_ predictions: BinaryPredictions, binning: Binning = .equalWidth(10)) {
    self.init(predictions, CalibrationCurve(predictions, binning: binning))
  }
}
