internal import Activations

/// What one pass over the rows adds up.
package struct PassSums: Sendable {
  /// The sum of what the body returned.
  package let value: Double
  /// Σᵢ factorᵢ·(xᵢ − shift) for each output, padded.
  package let columns: [Double]
  /// Σᵢ factorᵢ for each output.
  package let totals: [Double]
}

extension Objective {
  /// One pass over the rows: the scores of a block are formed, `body` turns them into factors, and
  /// the factors times the rows are added up while the block is still in the cache.
  ///
  /// Sums are formed in chunks that depend on the shapes alone and added pairwise in their order: the
  /// bits do not depend on the number of threads.
  package func pass(
    _ variables: [Double],
    _ body:
      @Sendable (
        _ rows: Range<Int>, _ scores: inout MutableSpan<Double>,
        _ factors: inout MutableSpan<Double>
      ) -> Double
  ) -> PassSums {
    let outputs = loss.outputCount
    let padded = RowKernels.padded(design.columnCount)
    let (weights, intercepts) = kernelWeights(variables)
    let plan = RowPlan(design, resultLength: outputs * padded)
    let results = Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
      var scores = [Double](repeating: 0, count: outputs * plan.blockRows)
      var factors = scores
      var sums = [Double](repeating: 0, count: outputs * padded)
      var totals = [Double](repeating: 0, count: outputs + 1)
      plan.forEachBlock(in: chunk) { rows in
        let m = rows.count
        if m * outputs != scores.count {
          scores = [Double](repeating: 0, count: outputs * m)
          factors = scores
        }
        var scoreSpan = scores.mutableSpan
        formScores(rows, weights, intercepts, into: &scoreSpan)
        var factorSpan = factors.mutableSpan
        totals[outputs] += body(rows, &scoreSpan, &factorSpan)
        var sumSpan = sums.mutableSpan
        for output in 0..<outputs where output != referenceOutput {
          totals[output] += Reductions.sum(
            factors.span.extracting((output * m)..<((output + 1) * m)))
          RowKernels.accumulate(
            design, rows: rows, factors: factors.span, at: output * m,
            shift: conditioning.shift?.span, into: &sumSpan, at: output * padded)
        }
      }
      return sums + totals
    }
    let sum = Parallel.pairwiseSum(results)
    let split = outputs * padded
    return PassSums(
      value: sum[split + outputs], columns: Array(sum[..<split]),
      totals: Array(sum[split..<(split + outputs)]))
  }

  /// Calls `body` with the scores of each block, on several threads; adds up what it returns.
  package func forEachScoreBlock(
    _ variables: [Double],
    _ body: @Sendable (_ rows: Range<Int>, _ scores: inout MutableSpan<Double>) -> Double
  ) -> [Double] {
    let outputs = loss.outputCount
    let (weights, intercepts) = kernelWeights(variables)
    let plan = RowPlan(design, resultLength: 1)
    return Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
      var scores = [Double](repeating: 0, count: outputs * plan.blockRows)
      var results: [Double] = []
      plan.forEachBlock(in: chunk) { rows in
        if rows.count * outputs != scores.count {
          scores = [Double](repeating: 0, count: outputs * rows.count)
        }
        var span = scores.mutableSpan
        formScores(rows, weights, intercepts, into: &span)
        results.append(body(rows, &span))
      }
      return results
    }.flatMap { $0 }
  }

  /// The least margin of all rows: positive where the scores separate the labels.
  package func smallestMargin(_ variables: [Double]) -> Double {
    combined(length: 1, min) { part in
      let margins = part.forEachScoreBlock(variables) { rows, scores in
        part.loss.smallestMargin(scores: scores.span, rows: rows)
      }
      return [margins.min() ?? .infinity]
    }[0]
  }

  /// Weights of all outputs one after the other, and the intercepts, as the kernels want them.
  func kernelWeights(_ variables: [Double]) -> (weights: [Double], intercepts: [Double]) {
    let padded = RowKernels.padded(design.columnCount)
    let count = conditioning.variableCount
    var weights: [Double] = []
    weights.reserveCapacity(loss.outputCount * padded)
    var intercepts: [Double] = []
    var next = 0
    for output in 0..<loss.outputCount {
      if output == referenceOutput {
        weights += [Double](repeating: 0, count: padded)
        intercepts.append(0)
      } else {
        let part = conditioning.kernelWeights(variables[next..<(next + count)])
        weights += part.weights
        intercepts.append(part.intercept)
        next += count
      }
    }
    return (weights, intercepts)
  }

  func formScores(
    _ rows: Range<Int>, _ weights: [Double], _ intercepts: [Double],
    into scores: inout MutableSpan<Double>
  ) {
    let padded = RowKernels.padded(design.columnCount)
    for output in 0..<loss.outputCount {
      if output == referenceOutput {
        for i in 0..<rows.count { scores[output * rows.count + i] = 0 }
      } else {
        RowKernels.scores(
          of: design, rows: rows, weights: weights.span, at: output * padded,
          shift: conditioning.shift?.span, intercept: intercepts[output], into: &scores,
          at: output * rows.count)
      }
    }
  }
}
