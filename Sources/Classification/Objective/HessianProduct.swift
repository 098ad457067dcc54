extension Objective {
  /// What the curvature of each row depends on, for products with the Hessian; n·outputs numbers.
  package func curvatureState(_ variables: [Double]) -> DenseValues {
    let n = design.rowCount
    let state = DenseValues(count: n * loss.outputCount)
    _ = forEachScoreBlock(variables) { rows, scores in
      loss.formState(&scores, rows: rows)
      Self.store(scores.span, rows: rows, rowCount: n, in: state)
      return 0
    }
    return state
  }

  /// The Hessian at the point of `state`, λ₂ included, times a direction: one pass over the rows.
  package func hessianProduct(_ direction: [Double], state: DenseValues) -> [Double] {
    var product = gradient(productSums(direction, state: state))
    addRidge(direction, to: &product)
    return product
  }

  /// The same at a point, of any objective: the state is formed block by block.
  func hessianProduct(_ direction: [Double], at variables: [Double]) -> [Double] {
    let sums = passSums { $0.productSums(direction, state: $0.curvatureState(variables)) }
    var product = gradient(sums)
    addRidge(direction, to: &product)
    return product
  }

  private func productSums(_ direction: [Double], state: DenseValues) -> PassSums {
    let n = design.rowCount
    let outputs = loss.outputCount
    return pass(direction) { rows, scores, factors in
      let m = rows.count
      var block = [Double](repeating: 0, count: outputs * m)
      for output in 0..<outputs {
        let start = output * n + rows.lowerBound
        state.withElements(start..<(start + m)) { part in
          for i in 0..<m { block[output * m + i] = part[i] }
        }
        for i in 0..<m { factors[output * m + i] = scores[output * m + i] }
      }
      loss.multiplyByCurvature(&factors, state: block.span, rows: rows)
      return 0
    }
  }
}
