/// The largest of each group of k inputs, a piecewise linear function that is learnt (Goodfellow et
/// al. 2013).
///
/// ```
/// y[j] = max(x[jk], …, x[jk + k − 1])
/// ```
///
/// Of equal inputs the first wins, and a NaN wins over everything: its index says where it came
/// from. The derivative of y[j] is 1 for the winner and 0 for the others; between equal inputs
/// there is none, and the first is given it all.
public struct Maxout: Sendable, Hashable {
  /// k, the number of inputs to an output.
  public let groupSize: Int

  public init(groupSize: Int) {
    precondition(groupSize > 0, "at least one input to an output")
    self.groupSize = groupSize
  }

  /// Writes the largest of each group to `y`, and its index in `x` to `winners`.
  public func values(
    of x: Span<Double>, into y: inout MutableSpan<Double>, winners: inout MutableSpan<Int>
  ) {
    precondition(x.count == y.count * groupSize, "\(groupSize) inputs to an output")
    precondition(winners.count == y.count, "a winner for each output")
    for output in y.indices {
      let start = output * groupSize
      var winner = start
      for i in start..<start + groupSize where x[i] > x[winner] || x[i].isNaN {
        winner = i
        if x[i].isNaN { break }
      }
      y[output] = x[winner]
      winners[output] = winner
    }
  }

  /// Hands the gradient of each output to its winner; the other inputs get 0.
  public func gradient(
    _ outputGradient: Span<Double>, winners: Span<Int>,
    into inputGradient: inout MutableSpan<Double>
  ) {
    precondition(inputGradient.count == outputGradient.count * groupSize, "as in the values")
    precondition(winners.count == outputGradient.count, "a winner for each output")
    for i in inputGradient.indices { inputGradient[i] = 0 }
    for output in outputGradient.indices { inputGradient[winners[output]] = outputGradient[output] }
  }
}
