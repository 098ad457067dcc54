/// How probabilities are put into bins.
public enum Binning: Sendable, Equatable, CustomStringConvertible {
  /// Bins [k/n, (k + 1)/n), the last one closed.
  case equalWidth(Int)
  /// About the same weight in each; equal probabilities stay together.
  case equalCount(Int)
  /// One for each distinct probability.
  case distinct

  public var description: String {
    switch self {
    case .equalWidth(let count): "\(count) bins of equal width"
    case .equalCount(let count): "\(count) bins of about equal counts"
    case .distinct: "one bin for each probability"
    }
  }
}

/// Predicted probabilities against observed shares, bin by bin.
public struct CalibrationCurve: Sendable, Equatable {
  public struct Bin: Sendable, Equatable {
    /// The least and the greatest probability in the bin.
    public let lowest: Double
    public let highest: Double
    /// The sum of the weights of its rows, positive.
    public let weight: Double
    public let meanProbability: Double
    /// The share of positive rows, with Wilson's interval.
    public let observed: Proportion
  }

  /// Those that have rows, probabilities rising.
  public let bins: [Bin]
  public let binning: Binning

  /// - Parameter confidence: of the intervals, between 0 and 1.
  public init(
    _ predictions: BinaryPredictions, binning: Binning = .equalWidth(10), confidence: Double = 0.95
  ) {
    self.init(
      Ranking(predictions, by: predictions.probabilities), binning: binning, confidence: confidence)
  }

  /// - Parameter ranking: by probabilities.
  init(_ ranking: Ranking, binning: Binning, confidence: Double) {
    self.binning = binning
    let total = ranking.positives + ranking.negatives
    var bins: [Bin] = []
    var current: (index: Int, groups: Range<Int>)?
    let ascending = Array(ranking.groups.reversed())
    func finish() {
      guard let groups = current?.groups else { return }
      bins.append(Self.bin(ascending[groups], confidence))
    }
    var before = 0.0
    for (k, group) in ascending.enumerated() {
      let weight = group.positives + group.negatives
      let index =
        switch binning {
        case .equalWidth(let count): min(Int(group.score * Double(count)), count - 1)
        case .equalCount(let count):
          min(Int((before + weight / 2) / total * Double(count)), count - 1)
        case .distinct: k
        }
      before += weight
      if let last = current, last.index == index {
        current = (index, last.groups.lowerBound..<(k + 1))
      } else {
        finish()
        current = (index, k..<(k + 1))
      }
    }
    finish()
    self.bins = bins
  }

  private static func bin(_ groups: ArraySlice<Ranking.Group>, _ confidence: Double) -> Bin {
    var (weight, positives, excess) = (0.0, 0.0, 0.0)
    // The mean from the lowest on: exact where all are equal.
    let lowest = groups.first!.score
    for group in groups {
      let s = group.positives + group.negatives
      weight += s
      positives += group.positives
      excess += s * (group.score - lowest)
    }
    return Bin(
      lowest: lowest, highest: groups.last!.score, weight: weight,
      meanProbability: lowest + excess / weight,
      observed: Proportion(count: positives, total: weight, confidence: confidence))
  }

  /// The mean over the rows of |mean probability − observed share| of their bins: the expected
  /// calibration error. It depends on the bins, and chance alone keeps it above 0.
  public var expectedError: Double {
    let total = bins.reduce(0) { $0 + $1.weight }
    return bins.reduce(0) { $0 + $1.weight * ($1.meanProbability - $1.observed.value).magnitude }
      / total
  }

  /// The largest of these differences.
  public var maximumError: Double {
    bins.map { ($0.meanProbability - $0.observed.value).magnitude }.max() ?? 0
  }
}
