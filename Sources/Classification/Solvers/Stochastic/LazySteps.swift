/// Steps of one row each that touch only the columns of the row: what a step does to all the others
/// (shrinking, and the mean slope of SAGA and SVRG) is made up for when they are next needed.
///
/// ```
/// u ← S(u·(1 − γλ₂) − γ·(δ·t + drift), γλ₁),   S the soft threshold
/// ```
struct LazySteps {
  private(set) var rows: StochasticRows
  private(set) var point: [Double]
  /// Added to the derivative in each step.
  var drift: [Double]
  /// Σ of the point after each step, if averaging.
  private(set) var sums: [Double] = []
  private(set) var summedSteps = 0
  private let hasReason: Bool
  private let isAveraging: Bool
  /// For each column the steps and the sum of rates it has seen.
  private var seenSteps: [Int]
  private var seenRates: [Double]
  private var steps = 0
  private var rateSum = 0.0

  init(_ rows: StochasticRows, at point: [Double], drifts: Bool, averages: Bool = false) {
    self.rows = rows
    self.point = point
    drift = [Double](repeating: 0, count: point.count)
    hasReason = drifts || rows.objective.isPenalized || averages
    isAveraging = averages
    seenSteps = [Int](repeating: 0, count: rows.columnCount)
    seenRates = [Double](repeating: 0, count: rows.columnCount)
    if averages { sums = drift }
  }

  mutating func attach(_ rows: StochasticRows) { self.rows = rows }

  var memory: [String: [Double]] {
    get {
      [
        "point": point, "drift": drift, "sums": sums, "seenSteps": seenSteps.map { Double($0) },
        "seenRates": seenRates, "counts": [Double(summedSteps), Double(steps), rateSum],
      ]
    }
    set {
      point = newValue["point"] ?? point
      drift = newValue["drift"] ?? drift
      sums = newValue["sums"] ?? sums
      seenSteps = newValue["seenSteps"]?.map { Int($0) } ?? seenSteps
      seenRates = newValue["seenRates"] ?? seenRates
      guard let counts = newValue["counts"], counts.count == 3 else { return }
      (summedSteps, steps, rateSum) = (Int(counts[0]), Int(counts[1]), counts[2])
    }
  }

  /// The point with all columns up to now.
  var current: [Double] {
    var copy = self
    copy.settle()
    return copy.point
  }

  /// The mean of the points after each step.
  var mean: [Double] {
    var copy = self
    copy.settle()
    return summedSteps == 0 ? copy.point : copy.sums.map { $0 / Double(summedSteps) }
  }

  mutating func restart(at point: [Double]) {
    settle()
    self.point = point
    forgetSums()
  }

  mutating func forgetSums() {
    settle()
    guard isAveraging else { return }
    for k in sums.indices { sums[k] = 0 }
    summedSteps = 0
  }

  /// Brings all columns up to now.
  mutating func settle() {
    guard hasReason else { return }
    for j in rows.active { catchUp(j) }
  }

  /// Brings the columns of the row up to now.
  mutating func prepare(_ buffer: RowBuffer) {
    guard hasReason else { return }
    for a in 0..<buffer.count { catchUp(buffer.columns[a]) }
  }

  private mutating func catchUp(_ column: Int) {
    let missed = steps - seenSteps[column]
    guard missed > 0 else { return }
    let rate = (rateSum - seenRates[column]) / Double(missed)
    seenSteps[column] = steps
    seenRates[column] = rateSum
    for output in rows.free {
      let k = output * rows.stride + column
      let before = point[k]
      point[k] = repeatedStep(
        before, count: missed, rate: rate, drift: drift[k], ridge: rows.ridge[k],
        lasso: rows.lasso[k])
      // The mean of both ends where the column moved by itself.
      if isAveraging { sums[k] += Double(missed) * (before + point[k]) / 2 }
    }
  }

  /// One step: the derivative of the row in the buffer is Σ over outputs of slopes·t. The row must
  /// have been prepared.
  mutating func step(_ buffer: RowBuffer, slopes: [Double], rate: Double) {
    steps += 1
    rateSum += rate
    summedSteps += 1
    for output in rows.free {
      let base = output * rows.stride
      let slope = slopes[output]
      for a in 0..<buffer.count {
        let k = base + buffer.columns[a]
        let derivative = slope * buffer.values[a] + drift[k] + rows.ridge[k] * point[k]
        point[k] = softThreshold(point[k] - rate * derivative, rate * rows.lasso[k])
        if isAveraging { sums[k] += point[k] }
      }
      if rows.objective.conditioning.hasIntercept {
        let k = base + rows.padded
        point[k] -= rate * (slope + drift[k])
        if isAveraging { sums[k] += point[k] }
      }
    }
    guard hasReason else { return }
    for a in 0..<buffer.count {
      seenSteps[buffer.columns[a]] = steps
      seenRates[buffer.columns[a]] = rateSum
    }
  }
}

/// u ← S(u·(1 − γλ₂) − γ·drift, γλ₁), `count` times over.
///
/// On either side of 0 this is a geometric sequence, and 0 itself is left or not: a few closed forms
/// instead of a loop.
package func repeatedStep(
  _ start: Double, count: Int, rate: Double, drift: Double, ridge: Double, lasso: Double
) -> Double {
  if drift == 0 && (start == 0 || (ridge == 0 && lasso == 0)) { return start }
  let keep = 1 - rate * ridge
  func step(_ u: Double) -> Double { softThreshold(keep * u - rate * drift, rate * lasso) }
  func after(_ steps: Int, _ u: Double, _ slope: Double) -> Double {
    if keep == 1 { return u - Double(steps) * rate * slope }
    var power = 1.0
    var factor = keep
    var bits = steps
    while bits > 0 {
      if bits & 1 == 1 { power *= factor }
      factor *= factor
      bits >>= 1
    }
    return power * u - (1 - power) / ridge * slope
  }
  var u = start
  var left = count
  while left > 0 {
    if left == 1 { return step(u) }
    if lasso == 0 { return after(left, u, drift) }
    if u == 0 || keep <= 0 {
      u = step(u)
      if u == 0 { return 0 }
      left -= 1
      continue
    }
    let slope = drift + (u > 0 ? lasso : -lasso)
    func staysOnItsSide(_ steps: Int) -> Bool { after(steps, u, slope) * u > 0 }
    if staysOnItsSide(left) { return after(left, u, slope) }
    // The last step on this side.
    var (low, high) = (0, left)
    while high - low > 1 {
      let middle = (low + high) / 2
      if staysOnItsSide(middle) { low = middle } else { high = middle }
    }
    u = step(after(low, u, slope))
    left -= low + 1
  }
  return u
}
