/// The observations as start values are read from them: at most a few hundred points, the extremes,
/// and weighted lines through transformed sizes.
public struct StartData: Sendable {
  /// As the model takes them, ascending.
  public let times: [Double]
  public let sizes: [Double]
  /// One an observation, or empty when all are equal.
  public let weights: [Double]
  /// The least and the greatest size.
  public let lowest: Double
  public let highest: Double

  private static let limit = 256

  public init(times: [Double], sizes: [Double], weights: [Double]) {
    let stride = max(1, times.count / Self.limit)
    if stride == 1 {
      self.times = times
      self.sizes = sizes
      self.weights = weights
    } else {
      // Long series are thinned evenly; the last point stays, for it shows the plateau.
      var kept = Array(Swift.stride(from: 0, to: times.count, by: stride))
      if kept.last != times.count - 1 { kept.append(times.count - 1) }
      self.times = kept.map { times[$0] }
      self.sizes = kept.map { sizes[$0] }
      self.weights = weights.isEmpty ? [] : kept.map { weights[$0] }
    }
    var lowest = self.sizes.first ?? 0
    var highest = lowest
    for size in self.sizes {
      lowest = Swift.min(lowest, size)
      highest = Swift.max(highest, size)
    }
    self.lowest = lowest
    self.highest = highest
  }

  private func weight(_ i: Int) -> Double { weights.isEmpty ? 1 : weights[i] }

  public var firstTime: Double { times.first ?? 0 }
  public var lastTime: Double { times.last ?? 0 }

  /// Last time minus first, or 1 when there is no span to speak of.
  public var duration: Double {
    let span = lastTime - firstTime
    return span > 0 ? span : 1
  }

  /// The weighted line `a + b·t` through transformed sizes.
  ///
  /// - Parameter transform: the transformed size and its relative precision, or `nil` for a size
  ///   that cannot be transformed (outside an asymptote).
  /// - Returns: `nil` with fewer than two usable times or without a slope.
  public func line(
    through transform: (_ size: Double) -> (value: Double, precision: Double)?
  ) -> (intercept: Double, slope: Double)? {
    var sum = 0.0
    var sumT = 0.0
    var sumZ = 0.0
    var sumTT = 0.0
    var sumTZ = 0.0
    let centre = firstTime
    for i in times.indices {
      guard let (z, precision) = transform(sizes[i]) else { continue }
      let w = weight(i) * precision
      let t = times[i] - centre
      sum += w
      sumT += w * t
      sumZ += w * z
      sumTT += w * t * t
      sumTZ += w * t * z
    }
    let determinant = sum * sumTT - sumT * sumT
    guard determinant > 1e-12 * sum * sumTT else { return nil }
    let slope = (sum * sumTZ - sumT * sumZ) / determinant
    let intercept = (sumZ - slope * sumT) / sum - slope * centre
    guard slope != 0, slope.isFinite, intercept.isFinite else { return nil }
    return (intercept, slope)
  }

  /// The weighted sum of squares that values leave of the sizes.
  public func squares(of values: [Double]) -> Double {
    var squares = 0.0
    for i in values.indices {
      squares += weight(i) * (sizes[i] - values[i]) * (sizes[i] - values[i])
    }
    return squares
  }

  /// The factor that brings a shape closest to the sizes.
  public func scale(of shape: [Double]) -> (scale: Double, squares: Double) {
    var products = 0.0
    var shapes = 0.0
    var sizes2 = 0.0
    for i in shape.indices {
      products += weight(i) * sizes[i] * shape[i]
      shapes += weight(i) * shape[i] * shape[i]
      sizes2 += weight(i) * sizes[i] * sizes[i]
    }
    guard shapes > 0 else { return (0, sizes2) }
    let scale = products / shapes
    return (scale, sizes2 - scale * products)
  }

  /// The line `offset + scale·shape` closest to the sizes.
  public func offsetAndScale(
    of shape: [Double]
  ) -> (offset: Double, scale: Double, squares: Double) {
    var sum = 0.0
    var shapeSum = 0.0
    var sizeSum = 0.0
    for i in shape.indices {
      sum += weight(i)
      shapeSum += weight(i) * shape[i]
      sizeSum += weight(i) * sizes[i]
    }
    guard sum > 0 else { return (0, 0, 0) }
    let shapeMean = shapeSum / sum
    let sizeMean = sizeSum / sum
    var products = 0.0
    var shapes = 0.0
    var sizes2 = 0.0
    for i in shape.indices {
      let s = shape[i] - shapeMean
      let y = sizes[i] - sizeMean
      products += weight(i) * y * s
      shapes += weight(i) * s * s
      sizes2 += weight(i) * y * y
    }
    guard shapes > 1e-12 * sum else { return (sizeMean, 0, sizes2) }
    let scale = products / shapes
    return (sizeMean - scale * shapeMean, scale, sizes2 - scale * products)
  }
}
