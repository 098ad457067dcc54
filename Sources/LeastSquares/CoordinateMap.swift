/// Between parameters in natural units, fixed ones among them, and the free coordinates that the
/// engines move.
struct CoordinateMap {
  private let domains: [ParameterDomain]
  private let free: [Int]
  /// The natural parameters with the fixed ones in their places.
  private let template: [Double]
  /// Whether coordinates are the parameters themselves.
  let isIdentity: Bool

  init(_ domains: [ParameterDomain]) {
    self.domains = domains
    free = domains.indices.filter { domains[$0].isFitted }
    template = domains.map { if case .fixed(let value) = $0 { value } else { 0 } }
    isIdentity = domains.allSatisfy { $0 == .free }
  }

  var parameterCount: Int { domains.count }
  var freeCount: Int { free.count }
  var hasFixed: Bool { free.count < domains.count }

  /// The unbounded coordinates of natural `parameters`.
  func coordinates(of parameters: [Double]) -> [Double] {
    free.map { domains[$0].coordinate(of: parameters[$0]) }
  }

  /// The free ones of natural `parameters`.
  func free(of parameters: [Double]) -> [Double] { free.map { parameters[$0] } }

  /// Natural `parameters` with the fixed ones added.
  func withFixed(_ values: [Double]) -> [Double] {
    var parameters = template
    for (k, j) in free.enumerated() { parameters[j] = values[k] }
    return parameters
  }

  /// Numbers for the free parameters as numbers for all, 0 for the fixed.
  func withFree(_ values: [Double]) -> [Double] {
    var all = [Double](repeating: 0, count: domains.count)
    for (k, j) in free.enumerated() { all[j] = values[k] }
    return all
  }

  /// All natural parameters at `u`, and dp/du of the free ones; `nil` outside a domain.
  func parameters(
    at u: Span<Double>, isNatural: Bool
  ) -> (parameters: [Double], slopes: [Double])? {
    var parameters = template
    var slopes = [Double](repeating: 1, count: free.count)
    for (k, j) in free.enumerated() {
      if isNatural {
        parameters[j] = u[k]
      } else {
        (parameters[j], slopes[k]) = domains[j].valueAndSlope(at: u[k])
      }
      guard domains[j].contains(parameters[j]) else { return nil }
    }
    return (parameters, slopes)
  }

  /// Natural parameters at unbounded coordinates, an edge of a domain included.
  func parameters(at u: [Double]) -> [Double] {
    withFixed(zip(free, u).map { domains[$0].valueAndSlope(at: $1).value })
  }

  /// The columns of the free parameters out of those of all.
  func keepFree(
    _ all: borrowing MutableSpan<Double>, into columns: inout MutableSpan<Double>, rows: Int
  ) {
    for (k, j) in free.enumerated() {
      for i in 0..<rows { columns[k * rows + i] = all[j * rows + i] }
    }
  }

  /// A matrix over the free parameters as one over all, with zero rows and columns for the fixed.
  func withFixed(matrix: [Double]) -> [Double] {
    guard hasFixed else { return matrix }
    let p = domains.count
    var full = [Double](repeating: 0, count: p * p)
    for (a, i) in free.enumerated() {
      for (b, j) in free.enumerated() { full[i * p + j] = matrix[a * free.count + b] }
    }
    return full
  }

  /// The first parameter that has run into an edge of its domain; `scale` gives their sizes.
  func parameterAtEdge(_ parameters: [Double], scale: [Double]) -> Int? {
    domains.indices.first {
      domains[$0].isAtEdge(parameters[$0], scale: max(1, scale[$0].magnitude))
    }
  }
}
