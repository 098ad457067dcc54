import Charts
import GrowthCurves

/// A fitted curve with the limits of the curve and of observations, at evenly spaced times.
struct CurveBands: Sendable {
  let times: [Double]
  let sizes: [Double]
  /// At fewer times than the curve, for limits by profile likelihood take long; empty for none.
  private(set) var bandTimes: [Double] = []
  private(set) var confidence: [ConfidenceLimits] = []
  private(set) var prediction: [ConfidenceLimits] = []

  /// - Precondition: the series was fitted.
  init(
    _ fit: GrowthFit, from first: Double, to last: Double, count: Int = 201,
    bands: Set<GrowthPrediction.Band> = [], confidence level: Double? = nil
  ) {
    times = Self.spaced(first, last, count)
    sizes = times.map { fit.size(at: $0) }
    guard !bands.isEmpty else { return }
    bandTimes = Self.spaced(first, last, 61)
    func limits(_ band: GrowthPrediction.Band) -> [ConfidenceLimits] {
      bands.contains(band)
        ? fit.predictions(at: bandTimes, band: band, confidence: level).map { $0.limits } : []
    }
    confidence = limits(.confidence)
    prediction = limits(.prediction)
  }

  private static func spaced(_ first: Double, _ last: Double, _ count: Int) -> [Double] {
    guard last > first else { return [first] }
    return (0..<count).map { index in
      index == count - 1 ? last : first + (last - first) * Double(index) / Double(count - 1)
    }
  }

  func curve(
    _ times: PictureTimes, name: String?, ink: Ink, width: Double = 1.25, dash: Dash = .solid
  ) -> Layer {
    .line(
      x: times.places(self.times), y: sizes, name: name, ink: ink, width: width, dash: dash)
  }

  /// The bands there are, the wider one first; sides without a limit reach beyond the range.
  func bands(
    _ times: PictureTimes, in range: SizeRange, level: Double, ink: Ink = .blue
  ) -> [Layer] {
    [(prediction, "prediction", 0.12), (confidence, "confidence", 0.25)].compactMap {
      limits, name, opacity in
      guard limits.contains(where: { $0.isDrawn }) else { return nil }
      return .band(
        x: times.places(bandTimes), lower: limits.map { range.lower($0) },
        upper: limits.map { range.upper($0) }, name: "\(percent(level)) \(name)", ink: ink,
        opacity: opacity)
    }
  }
}

extension ConfidenceLimits {
  fileprivate var isDrawn: Bool {
    (lower != nil || isLowerUnbounded) && (upper != nil || isUpperUnbounded)
  }
}

/// A coverage for readers; no line ends within it.
func percent(_ share: Double) -> String {
  // 0.95 is not a double: no digit more than a reader typed.
  let hundredths = (share * 1e6).rounded() / 1e4
  return
    (hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)") + "\u{A0}%"
}
