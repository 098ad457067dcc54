extension LeastSquaresProblem {
  /// The Jacobian by differences of the residuals, for a problem that has none of its own.
  ///
  /// Two central differences with steps h and h/2 are combined so that the error is of order h⁴
  /// (Richardson 1911); with h = ε^{1/5}·max(|pⱼ|, 10⁻⁸) that leaves about 12 correct digits. Where
  /// one side has no value, the one-sided difference of the other side is taken.
  public func jacobian(
    at parameters: Span<Double>, into columns: inout MutableSpan<Double>
  ) -> Bool {
    let n = observationCount
    var point = [Double](repeating: 0, count: parameterCount)
    for j in point.indices { point[j] = parameters[j] }
    var centre = [Double](repeating: 0, count: n)
    guard evaluate(point, into: &centre) else { return false }

    var above = centre
    var below = centre
    var derivative = centre
    for j in point.indices {
      let value = point[j]
      let reach = 7.4e-4 * max(value.magnitude, 1e-8)
      var isCentral = true
      for (round, step) in [reach, reach / 2].enumerated() {
        point[j] = value + step
        let high = point[j]
        let hasAbove = evaluate(point, into: &above)
        point[j] = value - step
        let low = point[j]
        let hasBelow = evaluate(point, into: &below)
        point[j] = value
        guard hasAbove || hasBelow else { return false }
        isCentral = isCentral && hasAbove && hasBelow
        let top = hasAbove ? high : value
        let bottom = hasBelow ? low : value
        for i in 0..<n {
          let rise = (hasAbove ? above[i] : centre[i]) - (hasBelow ? below[i] : centre[i])
          let slope = rise / (top - bottom)
          // Weights 4/3 and −1/3 cancel a central difference's h² term, 2 and −1 a one-sided h. A
          // central difference after a one-sided one is better alone.
          if round == 0 || (hasAbove && hasBelow && !isCentral) {
            derivative[i] = slope
          } else {
            derivative[i] =
              isCentral ? (4 * slope - derivative[i]) / 3 : 2 * slope - derivative[i]
          }
        }
      }
      for i in 0..<n { columns[j * n + i] = derivative[i] }
    }
    return true
  }

  private func evaluate(_ point: [Double], into residuals: inout [Double]) -> Bool {
    var span = residuals.mutableSpan
    guard self.residuals(at: point.span, into: &span) else { return false }
    for i in 0..<span.count where !span[i].isFinite { return false }
    return true
  }
}
