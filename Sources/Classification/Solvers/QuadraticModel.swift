internal import Activations
internal import RealModule

/// The second-order model of the objective around a point, restricted to some of the variables: what
/// a Newton step, a polish and a certificate are computed from.
package struct QuadraticModel: Sendable {
  /// Up to how many variables the Hessian is formed and factored.
  package static let largestFactored = 1500

  private enum Form: Sendable {
    case factored(CholeskyFactor)
    /// Products with the Hessian at this state, and the diagonal that preconditions them.
    case products(DenseValues, diagonal: [Double])
    /// The same of a stream, whose state is formed again for each product.
    case streamed([Double], diagonal: [Double])
  }

  private let objective: Objective
  private let form: Form
  /// The variables that may move; nil for all.
  private let free: [Int]?

  /// nil where the Hessian is singular to working precision.
  package init?(
    _ objective: Objective, at variables: [Double], free: [Int]? = nil, factored: Bool? = nil
  ) {
    self.objective = objective
    self.free = free
    if factored ?? ((free?.count ?? objective.variableCount) <= Self.largestFactored)
      && objective.variableCount <= Self.largestFactored
    {
      let hessian = objective.hessian(variables)
      guard let factor = CholeskyFactor(free.map { hessian.restricted(to: $0) } ?? hessian) else {
        return nil
      }
      form = .factored(factor)
    } else if objective.isStreamed {
      form = .streamed(variables, diagonal: objective.curvatureScale(variables))
    } else {
      let state = objective.curvatureState(variables)
      form = .products(state, diagonal: objective.curvatureScale(variables))
    }
  }

  /// A⁻¹ where the Hessian was factored.
  package var inverse: SymmetricMatrix? {
    if case .factored(let factor) = form { factor.inverse() } else { nil }
  }

  /// −H⁻¹g over the free variables, 0 in the others, and gᵀH⁻¹g.
  ///
  /// - Parameter tolerance: of the residual relative to g, where the system is solved by conjugate
  ///   gradients.
  package func step(
    gradient: [Double], tolerance: Double = 1e-8
  ) -> (direction: [Double], squaredDecrement: Double, products: Int) {
    switch form {
    case .factored(let factor):
      guard let free else {
        let (solution, squared) = factor.solve(gradient)
        return (solution.map { -$0 }, squared, 0)
      }
      let (solution, squared) = factor.solve(free.map { gradient[$0] })
      var direction = [Double](repeating: 0, count: gradient.count)
      for (k, value) in zip(free, solution) { direction[k] = -value }
      return (direction, squared, 0)
    case .products(let state, let diagonal):
      return conjugateGradients(gradient, diagonal, tolerance: tolerance) {
        objective.hessianProduct($0, state: state)
      }
    case .streamed(let variables, let diagonal):
      return conjugateGradients(gradient, diagonal, tolerance: tolerance) {
        objective.hessianProduct($0, at: variables)
      }
    }
  }

  private func conjugateGradients(
    _ gradient: [Double], _ diagonal: [Double], tolerance: Double,
    _ hessianProduct: ([Double]) -> [Double]
  ) -> (direction: [Double], squaredDecrement: Double, products: Int) {
    let p = gradient.count
    var mask = [Double](repeating: free == nil ? 1 : 0, count: p)
    for k in free ?? [] { mask[k] = 1 }
    var x = [Double](repeating: 0, count: p)
    var residual = (0..<p).map { -gradient[$0] * mask[$0] }
    var z = (0..<p).map { residual[$0] / diagonal[$0] }
    var direction = z
    var rho = dot(residual, z)
    let goal = tolerance * tolerance * rho
    var products = 0
    while rho > goal && products < max(20, min(2 * p, 1000)) {
      var product = hessianProduct(direction)
      products += 1
      for k in 0..<p { product[k] *= mask[k] }
      let curvature = dot(direction, product)
      guard curvature > 0 && curvature.isFinite else { break }
      let alpha = rho / curvature
      for k in 0..<p {
        x[k] += alpha * direction[k]
        residual[k] -= alpha * product[k]
        z[k] = residual[k] / diagonal[k]
      }
      let next = dot(residual, z)
      let beta = next / rho
      rho = next
      for k in 0..<p { direction[k] = z[k] + beta * direction[k] }
    }
    return (x, max(-dot(gradient, x), 0), products)
  }
}

extension Objective {
  /// About the diagonal of the Hessian: the mean curvature of an output, since columns have unit
  /// variance, with λ₂.
  package func curvatureScale(_ variables: [Double]) -> [Double] {
    let outputs = loss.outputCount
    if !isStreamed && hasNoColumns(variables) && loss is LogisticLoss {
      let p = Sigmoid().value(kernelWeights(variables).intercepts[0])
      return ridge.map { max($0 + p * (1 - p), Double.leastNormalMagnitude) }
    }
    let sum = combined(length: 1) { part in
      let sums = part.forEachScoreBlock(variables) { rows, scores in
        part.loss.formState(&scores, rows: rows)
        var factors = [Double](repeating: 0, count: rows.count)
        var total = 0.0
        for k in 0..<outputs {
          var span = factors.mutableSpan
          part.loss.curvature(state: scores.span, rows: rows, outputs: (k, k), into: &span)
          for value in factors { total += value }
        }
        return total
      }
      return [sums.reduce(0, +)]
    }[0]
    let mean = sum / totalWeight / Double(outputs)
    return ridge.map { max($0 + mean, Double.leastNormalMagnitude) }
  }

  /// The largest change of a score along a direction in the variables, and the least change towards
  /// the own label.
  package func scoreChange(
    along direction: [Double]
  ) -> (largest: Double, leastMargin: Double) {
    (largestScoreChange(along: direction), smallestMargin(direction))
  }

  /// The largest change of a score along a direction in the variables.
  package func largestScoreChange(along direction: [Double]) -> Double {
    combined(length: 1, max) { part in
      let blocks = part.forEachScoreBlock(direction) { _, scores in
        var largest = 0.0
        for i in scores.indices { largest = max(largest, scores[i].magnitude) }
        return largest
      }
      return [blocks.max() ?? 0]
    }[0]
  }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for k in a.indices { sum += a[k] * b[k] }
  return sum
}

func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
