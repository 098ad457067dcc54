internal import RealModule

/// Start values for models with a lag from the logarithms of the sizes: the lower plateau, the
/// steepest window, the upper plateau. Sizes that have no logarithm are passed over.
struct LagStart {
  /// Growth from an initial size to a capacity, exponential from the end of the lag on.
  struct Phases {
    var initial: Double
    var capacity: Double
    var rate: Double
    var lag: Double

    /// In the order in which the models have them.
    var values: [Double] { [initial, capacity, rate, lag] }
  }

  private let data: StartData
  private let times: [Double]
  private let logs: [Double]
  private let lower: Double
  private let upper: Double

  init(_ data: StartData) {
    self.data = data
    let positive = data.sizes.indices.filter { data.sizes[$0] > 0 }
    times = positive.map { data.times[$0] }
    logs = positive.map { Double.log(data.sizes[$0]) }
    // The middle of the first three: one of them may be off.
    lower = logs.isEmpty ? 0 : logs.prefix(3).sorted()[min(logs.count, 3) / 2]
    upper = logs.max() ?? 0
  }

  private func phases(slope: Double, through time: Double, _ log: Double) -> Phases? {
    guard slope > 0, slope.isFinite else { return nil }
    // A lag of at least a little, for a model may know no other.
    let lag = max(time - (log - lower) / slope, 0.02 * data.duration)
    return Phases(
      initial: Double.exp(lower), capacity: Double.exp(upper), rate: slope, lag: lag)
  }

  /// From the steepest line through neighbouring observations that lie above the lower plateau.
  var quick: Phases? {
    let width = max(3, times.count / 8)
    guard times.count >= width, upper > lower else { return nil }
    let threshold = lower + 0.1 * (upper - lower)
    var best = (slope: 0.0, time: 0.0, log: 0.0)
    for start in 0...(times.count - width) {
      let window = start..<start + width
      var (time, log) = (0.0, 0.0)
      for i in window {
        time += times[i] - times[start]
        log += logs[i]
      }
      time = times[start] + time / Double(width)
      log /= Double(width)
      guard log > threshold else { continue }
      var (products, squares) = (0.0, 0.0)
      for i in window {
        products += (times[i] - time) * (logs[i] - log)
        squares += (times[i] - time) * (times[i] - time)
      }
      if squares > 0, products / squares > best.slope { best = (products / squares, time, log) }
    }
    return phases(slope: best.slope, through: best.time, best.log)
  }

  /// From where the logarithm last passes two levels on its way up.
  private func crossings(_ low: Double, _ high: Double) -> Phases? {
    guard upper > lower else { return nil }
    let top = logs.firstIndex { $0 >= lower + 0.9 * (upper - lower) }!
    func time(of share: Double) -> Double? {
      let level = lower + share * (upper - lower)
      guard let below = logs[...top].lastIndex(where: { $0 < level }), below < logs.count - 1
      else { return nil }
      let part = (level - logs[below]) / (logs[below + 1] - logs[below])
      return times[below] + part * (times[below + 1] - times[below])
    }
    guard let first = time(of: low), let last = time(of: high), last > first else { return nil }
    return phases(
      slope: (high - low) * (upper - lower) / (last - first), through: first,
      lower + low * (upper - lower))
  }

  /// From a logistic above an offset, which on the scale of the sizes is nearly the same curve.
  private var offset: Phases? {
    guard let found = LogisticOffset().quickStart(for: data), found[0] > 0, found[1] > 0 else {
      return nil
    }
    let (rise, rate, midpoint, offset) = (found[0], found[1], found[2], found[3])
    let capacity = offset + rise
    guard capacity > 0 else { return nil }
    let initial = max(offset + rise / (1 + Double.exp(rate * midpoint)), 1e-3 * capacity)
    // c = 1 − e^{−h0} of a Baranyi–Roberts curve with this offset.
    let adjusted = offset * (capacity - initial) / (initial * rise)
    let lag = adjusted > 0 && adjusted < 1 ? -Double.log(onePlus: -adjusted) / rate : 0
    return Phases(
      initial: initial, capacity: capacity, rate: rate, lag: max(lag, 0.02 * data.duration))
  }

  /// Whatever the data are: lags and growths of a few lengths.
  private var even: [Phases] {
    let capacity = data.highest > 0 ? data.highest : max(data.lowest.magnitude, 1e-100)
    let initial = logs.isEmpty ? 0.1 * capacity : min(Double.exp(lower), 0.5 * capacity)
    let folds = Double.log(capacity / initial)
    return [0.05, 0.3].flatMap { lag in
      [0.15, 0.5].map { growth in
        Phases(
          initial: initial, capacity: capacity, rate: folds / (growth * data.duration),
          lag: lag * data.duration)
      }
    }
  }

  /// All that were found, those that are closest to the sizes first.
  func candidates(
    _ parameters: (Phases) -> [Double], sizes: ([Double]) -> [Double]
  ) -> [[Double]] {
    let found = [crossings(0.25, 0.75), crossings(0.1, 0.5), crossings(0.5, 0.9), offset]
    return (found.compactMap { $0 } + even).map(parameters)
      .map { (squares: data.squares(of: sizes($0)), start: $0) }
      .sorted { $0.squares < $1.squares }
      .map { $0.start }
  }
}
