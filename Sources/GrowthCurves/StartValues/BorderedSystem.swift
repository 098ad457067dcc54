internal import Activations

/// The normal equations of up to three shapes, inverted, to be bordered by one more shape many times.
struct BorderedSystem {
  typealias Three = (Double, Double, Double)

  struct Solution {
    var others: Three
    var added: Double
    var explained: Double
  }

  /// The inverse of the Gram matrix: its diagonal, and what is beside it (12, 13, 23).
  private let diagonal: Three
  private let beside: Three
  private let products: Three
  private let solved: Three
  private let explained: Double

  /// `nil` when the shapes are too much alike.
  init?(_ shapes: [[Double]], _ products: [Double]) {
    // Missing shapes are units that nothing touches.
    var gram = [1.0, 0, 0, 0, 1, 0, 0, 0, 1]
    for (i, one) in shapes.enumerated() {
      for (j, other) in shapes.enumerated() {
        gram[3 * i + j] = Reductions.dot(one.span, other.span)
      }
    }
    let (a, b, c) = (gram[0], gram[4], gram[8])
    let (d, e, f) = (gram[1], gram[2], gram[5])
    let minors = (b * c - f * f, e * f - d * c, d * f - b * e)
    let determinant = a * minors.0 + d * minors.1 + e * minors.2
    guard determinant > 1e-10 * a * b * c else { return nil }
    diagonal = (
      minors.0 / determinant, (a * c - e * e) / determinant, (a * b - d * d) / determinant
    )
    beside = (minors.1 / determinant, minors.2 / determinant, (d * e - a * f) / determinant)
    let padded = products + [1, 1, 1]
    self.products = (padded[0], padded[1], padded[2])
    let solved = Self.times(diagonal, beside, self.products)
    let capacities = [solved.0, solved.1, solved.2]
    explained = zip(products, capacities).reduce(0.0) { $0 + $1.0 * $1.1 }
    self.solved = solved
  }

  private static func times(_ diagonal: Three, _ beside: Three, _ v: Three) -> Three {
    (
      diagonal.0 * v.0 + beside.0 * v.1 + beside.1 * v.2,
      beside.0 * v.0 + diagonal.1 * v.1 + beside.2 * v.2,
      beside.1 * v.0 + beside.2 * v.1 + diagonal.2 * v.2
    )
  }

  /// With a shape whose products with the others, with itself and with the sizes are given; `nil`
  /// when a capacity is not positive, or the shape is a sum of the others.
  func solution(
    _ first: Double, _ second: Double, _ third: Double, square: Double, product: Double
  ) -> Solution? {
    let v = Self.times(diagonal, beside, (first, second, third))
    let rest = square - (first * v.0 + second * v.1 + third * v.2)
    let gain = product - (v.0 * products.0 + v.1 * products.1 + v.2 * products.2)
    guard rest > 1e-8 * square, gain > 0 else { return nil }
    let added = gain / rest
    let others = (solved.0 - added * v.0, solved.1 - added * v.1, solved.2 - added * v.2)
    guard others.0 > 0, others.1 > 0, others.2 > 0 else { return nil }
    return Solution(others: others, added: added, explained: explained + gain * added)
  }
}
