extension Separation {
  /// The same direction through fewer columns, where a column that was left out as the sum of multiples
  /// of others says the same as these others together: separation by the last of the indicators of
  /// all levels is then told by its own name, not as all other indicators at once.
  ///
  /// ```
  /// x_r = c + Σ mⱼxⱼ,  so  Σ dⱼxⱼ = Σ (dⱼ − α·mⱼ)xⱼ + α·x_r − α·c   for any α
  /// ```
  ///
  /// Of the α = dⱼ/mⱼ the one that most columns share is taken if it leaves fewer columns.
  func simplified(by redundant: [RedundantColumn], _ conditioning: Conditioning, names: [String])
    -> Separation
  {
    let combined = redundant.filter { !$0.combination.isEmpty }
    guard !combined.isEmpty, conditioning.hasIntercept else { return self }
    var positions: [String: Int] = [:]
    for (j, name) in names.enumerated() { positions[name] = j }
    var direction = direction
    var isChanged = false
    for first in stride(from: 0, to: direction.count, by: names.count + 1) {
      // Sizes of the steps as scores feel them.
      func size(_ j: Int, _ value: Double) -> Double { value.magnitude * conditioning.scales[j] }
      let negligible =
        1e-6 * names.indices.reduce(0) { max($0, size($1, direction[first + $1])) }
      for column in combined {
        guard let own = positions[column.column] else { continue }
        let terms = column.combination.compactMap { term in
          positions[term.column].map { (column: $0, multiple: term.multiple) }
        }
        func left(_ factor: Double) -> Int {
          terms.count {
            size($0.column, direction[first + $0.column] - factor * $0.multiple) > negligible
          }
        }
        var best = (count: left(0), factor: 0.0)
        for term in terms {
          let factor = direction[first + term.column] / term.multiple
          guard size(term.column, direction[first + term.column]) > negligible else { continue }
          let count = left(factor) + 1
          if count < best.count { best = (count, factor) }
        }
        guard best.factor != 0 else { continue }
        isChanged = true
        var constant = conditioning.centers[own]
        for term in terms {
          let j = term.column
          constant -= term.multiple * conditioning.centers[j]
          let value = direction[first + j] - best.factor * term.multiple
          direction[first + j] = size(j, value) > negligible ? value : 0
        }
        direction[first + own] += best.factor
        direction[first + names.count] -= best.factor * constant
      }
    }
    guard isChanged else { return self }
    let columns = names.indices.filter { j in
      stride(from: 0, to: direction.count, by: names.count + 1).contains { direction[$0 + j] != 0 }
    }
    return Separation(kind: kind, columns: columns.map { names[$0] }, direction: direction)
  }
}
