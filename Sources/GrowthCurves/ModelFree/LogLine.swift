/// A weighted regression line through the logarithms of neighbouring sizes.
struct LogLine {
  /// d ln N/dt.
  let rate: Double
  /// √(Σwr²/(n − 2)/Sₜₜ).
  let standardError: Double
  /// The standard error that the noise of single sizes leads to expect.
  let expectedError: Double
  let rSquared: Double
  /// By how much ln N rises along the line.
  let rise: Double
  /// The standard deviation that the noise gives to a single observation, as a mean over the line.
  let scatter: Double
  let observationCount: Int
  private let centre: Double
  private let centreLog: Double

  /// - Parameter observations: at least three, none with a size that has no logarithm.
  init(_ data: LogSizes, _ observations: Range<Int>) {
    let times = data.series.times
    // Of unit length, so that no square of a time overflows.
    let first = times[observations.lowerBound]
    let length = times[observations.upperBound - 1] - first
    var total = 0.0
    var sumX = 0.0
    var sumLog = 0.0
    for i in observations {
      let weight = data.weights[i]
      total += weight
      sumX += weight * ((times[i] - first) / length)
      sumLog += weight * data.logs[i]
    }
    let meanX = sumX / total
    let meanLog = sumLog / total
    var squaresX = 0.0
    var products = 0.0
    var squares = 0.0
    var noise = 0.0
    var variances = 0.0
    for i in observations {
      let weight = data.weights[i]
      let x = (times[i] - first) / length - meanX
      let y = data.logs[i] - meanLog
      squaresX += weight * x * x
      products += weight * x * y
      squares += weight * y * y
      let variance = data.noise.logVariance(at: data.series.sizes[i])
      noise += weight * x * (weight * x) * variance
      variances += variance
    }
    let slope = products / squaresX
    var rest = 0.0
    for i in observations {
      let r = data.logs[i] - meanLog - slope * ((times[i] - first) / length - meanX)
      rest += data.weights[i] * r * r
    }
    rate = slope / length
    rise = slope
    scatter = (variances / Double(observations.count)).squareRoot()
    standardError = (rest / Double(observations.count - 2) / squaresX).squareRoot() / length
    expectedError = noise.squareRoot() / squaresX / length
    rSquared = squares > 0 ? 1 - rest / squares : 0
    observationCount = observations.count
    centre = first + meanX * length
    centreLog = meanLog
  }

  /// When the line reaches a logarithm.
  func time(at log: Double) -> Double { centre + (log - centreLog) / rate }

  /// ln N of the line.
  func log(at time: Double) -> Double { centreLog + rate * (time - centre) }
}
