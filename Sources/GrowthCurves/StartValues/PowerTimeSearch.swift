internal import RealModule

/// Start values for curves of a power of time, N0 + (L − N0)·S(m·ln(t/τ)): by a line through
/// transformed sizes over ln t, or by a coarse search over m and τ with the linear parameters solved
/// for each.
enum PowerTimeSearch {
  /// One point of the search.
  struct Candidate {
    var power: Double
    var time: Double
    var initial: Double
    var change: Double
    var squares: Double
  }
  private static let powers: [Double] = [0.5, 1, 1.7, 3, 5, 9, 16]

  /// The best τ for each power, best first.
  ///
  /// - Parameter values: of S at all times, for a power and a τ.
  static func candidates(
    _ data: StartData, _ values: (_ power: Double, _ time: Double) -> [Double]
  ) -> [Candidate] {
    // From three times the last time to a 64th of it; steep shapes need a finer look.
    let last = data.lastTime > 0 ? data.lastTime : data.duration
    return
      powers
      .map { power in
        let steps = max(14, (4 * power).rounded())
        var best: Candidate?
        for step in 0...Int(steps) {
          let time = 3 * last * Double.exp(-5.3 * Double(step) / steps)
          let (initial, change, squares) = data.offsetAndScale(of: values(power, time))
          if best.map({ squares < $0.squares }) ?? true {
            best = Candidate(
              power: power, time: time, initial: initial, change: change, squares: squares)
          }
        }
        return best!
      }
      .sorted { $0.squares < $1.squares }
  }

  /// m and τ from a line through transformed shares of the way from N0 to L, both taken a little
  /// outside the data; `nil` where there is none that rises.
  ///
  /// - Parameter transform: m·ln(t/τ) at a share between 0 and 1, and its relative precision.
  static func line(
    _ data: StartData, _ transform: (Double) -> (value: Double, precision: Double)
  ) -> (power: Double, time: Double)? {
    let grown = data.times.indices.filter { data.times[$0] > 0 }
    guard grown.count > 1, data.highest > data.lowest else { return nil }
    let overTime = StartData(
      times: grown.map { Double.log(data.times[$0]) }, sizes: grown.map { data.sizes[$0] },
      weights: data.weights.isEmpty ? [] : grown.map { data.weights[$0] })
    let lower = data.lowest - 0.01 * (data.highest - data.lowest)
    let width = 1.04 * (data.highest - data.lowest)
    let rising = overTime.line { transform(($0 - lower) / width) }
    // Where the sizes fall, the way is gone from above.
    let line =
      (rising?.slope ?? 0) > 0 ? rising : overTime.line { transform(1 - ($0 - lower) / width) }
    guard let line, line.slope > 0 else { return nil }
    let time = Double.exp(-line.intercept / line.slope)
    return time > 0 && time.isFinite ? (line.slope, time) : nil
  }
}
