extension FeatureEncoding {
  /// What a row of input came to.
  public enum RowOutcome: Sendable, Equatable {
    case complete
    /// A value is missing that nothing stands in for: the position of its column.
    case missing(Int)
  }

  /// Writes one row of the design matrix.
  ///
  /// - Parameters:
  ///   - input: rows of input, of which that from `start` on is taken. Its levels must be known.
  ///   - features: receives the row from `target` on.
  public func encode(
    _ input: Span<Double>, from start: Int, into features: inout MutableSpan<Double>,
    at target: Int
  ) -> RowOutcome {
    var next = target
    for (index, column) in columns.enumerated() {
      var value = input[start + index]
      if value.isNaN {
        guard let fill = column.fill else { return .missing(index) }
        value = fill
      }
      if column.kind == .text {
        let level = Int(value)
        for other in 1..<max(column.levels.count, 1) {
          features[next] = other == level ? 1 : 0
          next += 1
        }
      } else {
        features[next] = value
        next += 1
      }
    }
    guard degree > 1 || !products.isEmpty else { return .complete }
    func number(_ index: Int) -> Double {
      let value = input[start + index]
      return value.isNaN ? columns[index].fill ?? value : value
    }
    for power in 2..<(degree + 1) {
      for (index, column) in columns.enumerated() where column.kind == .number {
        let value = number(index)
        features[next] = (1..<power).reduce(value) { product, _ in product * value }
        next += 1
      }
    }
    for product in products {
      features[next] = number(product.left) * number(product.right)
      next += 1
    }
    return .complete
  }
}
