internal import Activations

/// A symmetric matrix, row-major, both triangles.
package struct SymmetricMatrix: Sendable {
  package let count: Int
  package var elements: [Double]

  package init(count: Int) {
    self.count = count
    elements = [Double](repeating: 0, count: count * count)
  }

  package subscript(i: Int, j: Int) -> Double {
    get { elements[i * count + j] }
    set { elements[i * count + j] = newValue }
  }

  /// Rows and columns of some indices.
  package func restricted(to indices: [Int]) -> SymmetricMatrix {
    var result = SymmetricMatrix(count: indices.count)
    for (a, i) in indices.enumerated() {
      for (b, j) in indices.enumerated() { result[a, b] = self[i, j] }
    }
    return result
  }
}

extension Objective {
  /// ∂²F/∂variables², with λ₂: for each pair of outputs X̃ᵀDX̃, where D is the curvature of the rows.
  package func hessian(_ variables: [Double]) -> SymmetricMatrix {
    let pairs = outputPairs
    let p = conditioning.variableCount
    let sums = isStreamed ? streamedHessianSums(variables) : hessianSums(variables)
    var result = SymmetricMatrix(count: variableCount)
    for (index, (k, l)) in pairs.enumerated() {
      for i in 0..<p {
        for j in 0..<p {
          let element = sums[index * p * p + i * p + j] / totalWeight
          result[k * p + i, l * p + j] = element
          result[l * p + j, k * p + i] = element
        }
      }
    }
    for k in 0..<variableCount { result[k, k] += ridge[k] }
    pinIntercepts(&result)
    return result
  }

  /// Of the free outputs, by their positions.
  private var outputPairs: [(Int, Int)] {
    let count = freeOutputs.count
    return (0..<count).flatMap { k in (k..<count).map { (k, $0) } }
  }

  /// How many numbers ``hessianSums(_:)`` are.
  var hessianSumCount: Int {
    outputPairs.count * conditioning.variableCount * conditioning.variableCount
  }

  /// Σ sᵢ∂²ℓᵢ of each pair of outputs, of rows in memory.
  func hessianSums(_ variables: [Double]) -> [Double] {
    let (weights, intercepts) = kernelWeights(variables)
    let free = freeOutputs
    let pairs = outputPairs
    return gramSums(pairCount: pairs.count) { rows, state, pair, factors in
      if pair == 0 {
        formScores(rows, weights, intercepts, into: &state)
        loss.formState(&state, rows: rows)
      }
      let (k, l) = pairs[pair]
      loss.curvature(state: state.span, rows: rows, outputs: (free[k], free[l]), into: &factors)
    }
  }

  /// X̃ᵀSX̃/S of the variables of one output, S the weights of the rows.
  package func gram() -> SymmetricMatrix {
    if let known = stream?.rows.gram(conditioning) { return known }
    let p = conditioning.variableCount
    let sums = combined(length: p * p) { part in
      let weights = part.loss.weights
      return part.gramSums(pairCount: 1) { rows, _, _, factors in
        for (i, row) in rows.enumerated() { factors[i] = weights == nil ? 1 : weights![row] }
      }
    }
    var result = SymmetricMatrix(count: p)
    for k in sums.indices { result.elements[k] = sums[k] / totalWeight }
    stream?.rows.keep(gram: result, conditioning)
    return result
  }

  /// The curvature of the term of ``isSymmetric``.
  private func pinIntercepts(_ matrix: inout SymmetricMatrix) {
    guard isSymmetric else { return }
    let indices = interceptIndices
    for i in indices { for j in indices { matrix[i, j] += Self.pin / Double(indices.count) } }
  }

  /// Writes the factors of a pair for some rows; the state is kept from one pair to the next.
  private typealias FactorForm =
    @Sendable (
      _ rows: Range<Int>, _ state: inout MutableSpan<Double>, _ pair: Int,
      _ factors: inout MutableSpan<Double>
    ) -> Void

  /// The sums of f·x̃x̃ᵀ for the factors f of each pair, p × p each, both triangles.
  private func gramSums(
    pairCount: Int,
    _ formFactors: FactorForm
  ) -> [Double] {
    switch design.storage {
    case .dense(let values): denseGramSums(values, pairCount: pairCount, formFactors)
    case .sparse(let values): sparseGramSums(values, pairCount: pairCount, formFactors)
    }
  }

  private func denseGramSums(
    _ values: DenseValues, pairCount: Int,
    _ formFactors: FactorForm
  ) -> [Double] {
    let p = conditioning.variableCount
    let stride = RowKernels.padded(p)
    let active = conditioning.active
    let chosen = active.map { Int32($0) }
    let padding = [Double](repeating: 0, count: stride - active.count)
    let centers = active.map { conditioning.centers[$0] } + padding
    let inverses = active.map { 1 / conditioning.scales[$0] } + padding
    let length = pairCount * p * p
    let plan = RowPlan(design, resultLength: length, blockRows: 512)
    return Parallel.pairwiseSum(
      Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
        var grams = GramSums(pairCount: pairCount, size: p, stride: stride)
        var scratch = [Double](repeating: 0, count: RowKernels.gramRows * stride)
        var state: [Double] = []
        var factors: [Double] = []
        plan.forEachBlock(in: chunk) { rows in
          let m = rows.count
          if m != factors.count {
            state = [Double](repeating: 0, count: loss.outputCount * m)
            factors = [Double](repeating: 0, count: m)
          }
          for pair in 0..<pairCount {
            var stateSpan = state.mutableSpan
            var factorSpan = factors.mutableSpan
            formFactors(rows, &stateSpan, pair, &factorSpan)
            var scratchSpan = scratch.mutableSpan
            var gramSpan = grams.blocks[pair].mutableSpan
            RowKernels.addGram(
              of: values, columnCount: design.columnCount, rows: rows, factors: factors.span,
              chosen: chosen.span, constant: conditioning.hasIntercept, center: centers.span,
              scale: inverses.span, scratch: &scratchSpan, to: &gramSpan)
          }
          grams.passed(m)
        }
        return grams.total()
      })
  }

  /// Uncentred sums of all columns first; the centres are taken off the sums.
  private func sparseGramSums(
    _ values: SparseValues, pairCount: Int,
    _ formFactors: FactorForm
  ) -> [Double] {
    let active = conditioning.active
    let q = active.count
    var positions = [Int32](repeating: -1, count: design.columnCount)
    for (position, j) in active.enumerated() { positions[j] = Int32(position) }
    let chosen = positions
    let padded = RowKernels.padded(design.columnCount)
    let length = q * q + padded + 1
    let plan = RowPlan(design, resultLength: pairCount * length)
    let sums = Parallel.pairwiseSum(
      Parallel.map(count: plan.chunkCount, threads: threads) { chunk in
        var results: [Double] = []
        var grams = [[Double]](
          repeating: [Double](repeating: 0, count: q * q), count: pairCount)
        var columnSums = [[Double]](
          repeating: [Double](repeating: 0, count: padded), count: pairCount)
        var totals = [Double](repeating: 0, count: pairCount)
        plan.forEachBlock(in: chunk) { rows in
          var state = [Double](repeating: 0, count: loss.outputCount * rows.count)
          var factors = [Double](repeating: 0, count: rows.count)
          for pair in 0..<pairCount {
            var stateSpan = state.mutableSpan
            var factorSpan = factors.mutableSpan
            formFactors(rows, &stateSpan, pair, &factorSpan)
            var gramSpan = grams[pair].mutableSpan
            RowKernels.addGram(
              of: values, rows: rows, factors: factors.span, positions: chosen.span, size: q,
              to: &gramSpan)
            var sumSpan = columnSums[pair].mutableSpan
            RowKernels.accumulate(
              design, rows: rows, factors: factors.span, at: 0, shift: nil, into: &sumSpan, at: 0)
            totals[pair] += Reductions.sum(factors.span)
          }
        }
        for pair in 0..<pairCount { results += grams[pair] + columnSums[pair] + [totals[pair]] }
        return results
      })
    return (0..<pairCount).flatMap { pair in
      centred(sums[(pair * length)..<((pair + 1) * length)])
    }
  }

  private func centred(_ sums: ArraySlice<Double>) -> [Double] {
    let first = sums.startIndex
    let total = sums[sums.endIndex - 1]
    let p = conditioning.variableCount
    var result = [Double](repeating: 0, count: p * p)
    let active = conditioning.active
    let q = active.count
    for (a, i) in active.enumerated() {
      let (mi, vi) = (conditioning.centers[i], sums[first + q * q + i])
      for (b, j) in active[...a].enumerated() {
        let (mj, vj) = (conditioning.centers[j], sums[first + q * q + j])
        let element =
          (sums[first + a * q + b] - mi * vj - mj * vi + mi * mj * total)
          / conditioning.scales[i] / conditioning.scales[j]
        result[a * p + b] = element
        result[b * p + a] = element
      }
      if conditioning.hasIntercept {
        let element = (vi - mi * total) / conditioning.scales[i]
        result[a * p + p - 1] = element
        result[(p - 1) * p + a] = element
      }
    }
    if conditioning.hasIntercept { result[p * p - 1] = total }
    return result
  }
}

/// The sums of a chunk: some hundred rows at a time, since long sums lose digits and large matrices
/// take time to add.
private struct GramSums {
  let size: Int
  let stride: Int
  /// The upper triangles since they were last added, their rows padded to the stride.
  var blocks: [[Double]]
  private let zeros: [Double]
  private var sums: [Double]
  private var rowCount = 0

  init(pairCount: Int, size: Int, stride: Int) {
    self.size = size
    self.stride = stride
    zeros = [Double](repeating: 0, count: stride * stride)
    blocks = [[Double]](repeating: zeros, count: pairCount)
    sums = [Double](repeating: 0, count: pairCount * size * size)
  }

  mutating func passed(_ rows: Int) {
    rowCount += rows
    if rowCount >= 512 { add() }
  }

  /// Both triangles, size × size a pair.
  mutating func total() -> [Double] {
    add()
    for pair in blocks.indices {
      for i in 0..<size {
        for j in 0..<i {
          sums[(pair * size + i) * size + j] = sums[(pair * size + j) * size + i]
        }
      }
    }
    return sums
  }

  private mutating func add() {
    rowCount = 0
    for pair in blocks.indices {
      let block = blocks[pair]
      for i in 0..<size {
        let (target, source) = ((pair * size + i) * size, i * stride)
        for j in i..<size { sums[target + j] += block[source + j] }
      }
      blocks[pair] = zeros
    }
  }
}
