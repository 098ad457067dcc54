internal import Activations

/// What every solver minimises:
///
/// ```
/// F = (1/S)·Σ sᵢℓ(zᵢ) + Σⱼ (λ₂/2·wⱼ² + λ₁·|wⱼ|)
/// ```
///
/// as a function of the variables of ``Conditioning``: for each free output its active columns and
/// then its intercept. The penalty keeps its meaning in original units: λ₂/sⱼ² and λ₁/sⱼ a variable.
public struct Objective: Sendable {
  package let design: DesignMatrix
  package let loss: any Loss
  package let penalty: Penalty
  package let conditioning: Conditioning
  /// The output whose scores are 0 by definition: without a penalty the first of several classes,
  /// since only differences of scores matter.
  package let referenceOutput: Int?
  package let threads: Int
  package let totalWeight: Double
  /// Where the rows come from if they are not in ``design``, which then is empty.
  let stream: StreamedRows?
  /// λ₂/sⱼ² and λ₁/sⱼ of each variable; 0 for intercepts.
  package let ridge: [Double]
  package let lasso: [Double]

  package init(
    design: DesignMatrix, loss: any Loss, penalty: Penalty, conditioning: Conditioning,
    referenceOutput: Int? = nil, threads: Int = 1
  ) {
    self.init(
      design: design, loss: loss, penalty: penalty, conditioning: conditioning,
      referenceOutput: referenceOutput, threads: threads, totalWeight: loss.totalWeight,
      stream: nil)
  }

  /// - Parameters:
  ///   - totalWeight: of all rows, where these are some of them.
  ///   - stream: the rows, with a design and a loss that have none.
  init(
    design: DesignMatrix, loss: any Loss, penalty: Penalty, conditioning: Conditioning,
    referenceOutput: Int?, threads: Int, totalWeight: Double, stream: StreamedRows?
  ) {
    self.design = design
    self.loss = loss
    self.penalty = penalty
    self.conditioning = conditioning
    self.referenceOutput = referenceOutput
    self.threads = threads
    self.totalWeight = totalWeight
    self.stream = stream
    var ridge: [Double] = []
    var lasso: [Double] = []
    for _ in 0..<(loss.outputCount - (referenceOutput == nil ? 0 : 1)) {
      for j in conditioning.active {
        let scale = conditioning.scales[j]
        ridge.append(penalty.ridge / scale / scale)
        lasso.append(penalty.lasso / scale)
      }
      if conditioning.hasIntercept {
        ridge.append(0)
        lasso.append(0)
      }
    }
    self.ridge = ridge
    self.lasso = lasso
  }

  /// The outputs that have variables, in order.
  package var freeOutputs: [Int] { (0..<loss.outputCount).filter { $0 != referenceOutput } }
  package var variableCount: Int { ridge.count }
  package var isPenalized: Bool { penalty.lambda > 0 }
  package var hasLasso: Bool { penalty.lasso > 0 }

  /// Several outputs without a reference: a constant added to all intercepts changes no loss. The
  /// objective then has the term ``pin``/2·(Σ intercepts)²/K, which is 0 at the minimum and makes it
  /// unique.
  package var isSymmetric: Bool { loss.outputCount > 1 && referenceOutput == nil }

  /// The curvature along a constant added to all intercepts, of the size of the others.
  static let pin = 0.25

  /// ``pin``·Σ intercepts/K where the outputs are symmetric: the derivative of that term.
  func pinSlope(_ variables: [Double]) -> Double {
    guard isSymmetric else { return 0 }
    let indices = interceptIndices
    return Self.pin * indices.reduce(0) { $0 + variables[$1] } / Double(max(indices.count, 1))
  }

  /// Positions of the intercepts among the variables.
  package var interceptIndices: [Int] {
    let count = conditioning.variableCount
    return conditioning.hasIntercept
      ? freeOutputs.indices.map { ($0 + 1) * count - 1 } : []
  }

  /// No columns, the best intercepts.
  package var start: [Double] {
    var variables = [Double](repeating: 0, count: variableCount)
    guard conditioning.hasIntercept else { return variables }
    let scores = loss.constantScores
    let base = referenceOutput.map { scores[$0] } ?? 0
    for (index, output) in zip(interceptIndices, freeOutputs) {
      variables[index] = scores[output] - base
    }
    return variables
  }

  /// Whether all scores are those of the intercepts.
  package func hasNoColumns(_ variables: [Double]) -> Bool {
    let count = conditioning.variableCount
    return variables.indices.allSatisfy {
      variables[$0] == 0 || conditioning.hasIntercept && $0 % count == count - 1
    }
  }

  /// Coefficients in original units: for each output the columns, then the intercept.
  package func coefficients(_ variables: [Double]) -> [Double] {
    let count = conditioning.variableCount
    var result: [Double] = []
    var next = 0
    for output in 0..<loss.outputCount {
      if output == referenceOutput {
        result += [Double](repeating: 0, count: design.columnCount + 1)
      } else {
        result += conditioning.original(variables[next..<(next + count)])
        next += count
      }
    }
    return result
  }

  /// The variables of coefficients in original units.
  package func variables(_ coefficients: [Double]) -> [Double] {
    let length = design.columnCount + 1
    return freeOutputs.flatMap {
      conditioning.variables(coefficients[($0 * length)..<(($0 + 1) * length)])
    }
  }

  /// Σ λ₂/2·u² + λ₁·|u|, and the term of ``isSymmetric``.
  package func penaltyValue(_ variables: [Double]) -> Double {
    guard isPenalized || isSymmetric else { return 0 }
    let slope = pinSlope(variables)
    var sum = slope * slope * Double(loss.outputCount) / (2 * Self.pin)
    for k in variables.indices {
      sum += ridge[k] / 2 * variables[k] * variables[k] + lasso[k] * variables[k].magnitude
    }
    return sum
  }
}

/// The objective at a point.
package struct Evaluation: Sendable {
  /// F, with the penalty.
  package var value: Double
  /// ∂F/∂variables, without the term of λ₁.
  package var gradient: [Double]
}

extension Objective {
  /// F and its gradient in one pass over the rows.
  ///
  /// - Parameter scores: receives the scores if given, those of output k from k·n.
  package func evaluate(_ variables: [Double], storing scores: DenseValues? = nil) -> Evaluation {
    precondition(scores == nil || !isStreamed, "the scores of a stream are not kept")
    let sums =
      isStreamed ? streamedSums(variables) : lossSums(variables, storing: scores)
    return evaluation(sums, variables)
  }

  /// Σ sᵢℓᵢ and what its gradient comes of, of rows in memory.
  func lossSums(_ variables: [Double], storing scores: DenseValues? = nil) -> PassSums {
    let n = design.rowCount
    return pass(variables) { rows, block, residuals in
      if let scores { Self.store(block.span, rows: rows, rowCount: n, in: scores) }
      return loss.evaluate(scores: block.span, rows: rows, residuals: &residuals)
    }
  }

  /// F, without the columns where they do not matter.
  package func value(_ variables: [Double]) -> Double {
    !isStreamed && hasNoColumns(variables)
      ? valueWithoutColumns(variables) : evaluate(variables).value
  }

  /// F at a point without columns, of which no row is looked at.
  private func valueWithoutColumns(_ variables: [Double]) -> Double {
    precondition(hasNoColumns(variables) && !isStreamed)
    let intercepts = kernelWeights(variables).intercepts
    let outputs = loss.outputCount
    let plan = RowPlan(design, resultLength: outputs * RowKernels.padded(design.columnCount))
    let sums = Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
      var scores: [Double] = []
      var residuals: [Double] = []
      var sum = 0.0
      plan.forEachBlock(in: chunk) { rows in
        if rows.count * outputs != scores.count {
          scores = intercepts.flatMap { [Double](repeating: $0, count: rows.count) }
          residuals = scores
        }
        var span = residuals.mutableSpan
        sum += loss.evaluate(scores: scores.span, rows: rows, residuals: &span)
      }
      return [sum]
    }
    return Parallel.pairwiseSum(sums)[0] / totalWeight + penaltyValue(variables)
  }

  /// Adds the penalty and turns sums over the rows into derivatives of the variables.
  private func evaluation(_ sums: PassSums, _ variables: [Double]) -> Evaluation {
    var gradient = gradient(sums)
    addRidge(variables, to: &gradient)
    return Evaluation(value: sums.value / totalWeight + penaltyValue(variables), gradient: gradient)
  }

  /// Adds λ₂u and the term of ``isSymmetric``: what is linear in the variables.
  func addRidge(_ variables: [Double], to gradient: inout [Double]) {
    for k in gradient.indices { gradient[k] += ridge[k] * variables[k] }
    let slope = pinSlope(variables)
    for k in interceptIndices { gradient[k] += slope }
  }

  /// (1/S)·∂(sums)/∂variables.
  package func gradient(_ sums: PassSums) -> [Double] {
    let padded = RowKernels.padded(design.columnCount)
    var gradient: [Double] = []
    gradient.reserveCapacity(variableCount)
    for output in freeOutputs {
      conditioning.variableGradient(
        sums.columns[(output * padded)..<((output + 1) * padded)], total: sums.totals[output],
        into: &gradient)
    }
    for k in gradient.indices { gradient[k] /= totalWeight }
    return gradient
  }

  static func store(
    _ block: Span<Double>, rows: Range<Int>, rowCount n: Int, in scores: DenseValues
  ) {
    let m = rows.count
    for output in 0..<(block.count / m) {
      let start = output * n + rows.lowerBound
      scores.withMutableElements(start..<(start + m)) { target in
        for i in 0..<m { target[i] = block[output * m + i] }
      }
    }
  }
}
