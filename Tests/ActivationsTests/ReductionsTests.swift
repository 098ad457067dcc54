import Activations
import RealModule
import Testing

@Suite struct ReductionsTests {
  static let lengths = [
    0, 1, 2, 7, 8, 9, 31, 32, 33, 50, 200, 1023, 1024, 1025, 1031, 5000, 10_240,
  ]

  static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in .random(in: -1...1, using: &generator) }
  }

  /// The error of a pairwise sum in eight lanes: far below that of a plain loop, which is
  /// n·2^−53·Σ|aᵢbᵢ|.
  static func tolerance(_ terms: [Double]) -> Double {
    terms.reduce(0) { $0 + abs($1) } * 0x1p-53 * 16
  }

  #if arch(x86_64)
    @Test(arguments: lengths, InstructionSet.supported)
    func sumsAreExactToAFewUlps(count: Int, set: InstructionSet) {
      let a = Self.numbers(count, seed: 1), b = Self.numbers(count, seed: 2)
      let products = zip(a, b).map { $0 * $1 }
      let dot = zip(a, b).reduce(Float80(0)) { $0 + Float80($1.0) * Float80($1.1) }
      let sum = a.reduce(Float80(0)) { $0 + Float80($1) }
      let squares = a.reduce(Float80(0)) { $0 + Float80($1) * Float80($1) }
      let dotError = Float80(Reductions.dot(a.span, b.span, on: set)) - dot
      #expect(abs(dotError) <= Float80(Self.tolerance(products)))
      let sumError = Float80(Reductions.sum(a.span, on: set)) - sum
      #expect(abs(sumError) <= Float80(Self.tolerance(a)))
      let squareError = Float80(Reductions.sumOfSquares(a.span, on: set)) - squares
      #expect(abs(squareError) <= Float80(Self.tolerance(a.map { $0 * $0 })))
    }

    @Test(arguments: Array(0...20), InstructionSet.supported)
    func normalEquationsAreTheSumsOfProducts(p: Int, set: InstructionSet) {
      for n in [1, 5, 8, 13, 50, 1024, 1027, 2500] {
        let columns = Self.numbers(n * p, seed: 3), residuals = Self.numbers(n, seed: 4)
        var gram = [Double](repeating: .nan, count: p * p)
        var gradient = [Double](repeating: .nan, count: p)
        var gramSpan = gram.mutableSpan, gradientSpan = gradient.mutableSpan
        Reductions.normalEquations(
          columns: columns.span, residuals: residuals.span, gram: &gramSpan,
          gradient: &gradientSpan, on: set)
        for i in 0..<p {
          let column = columns[i * n..<(i + 1) * n]
          for j in 0...p {
            let other = j < p ? columns[j * n..<(j + 1) * n] : residuals[...]
            let products = zip(column, other).map { $0 * $1 }
            let exact = zip(column, other).reduce(Float80(0)) {
              $0 + Float80($1.0) * Float80($1.1)
            }
            let actual = j < p ? gram[i * p + j] : gradient[i]
            #expect(abs(Float80(actual) - exact) <= Float80(Self.tolerance(products)))
            if j < p { #expect(actual == gram[j * p + i]) }
          }
        }
      }
    }
  #endif

  /// Whole blocks may be reduced anywhere, in any order, as long as they are combined in block
  /// order.
  @Test(arguments: lengths) func blocksCombineToTheSameBits(count: Int) {
    let a = Self.numbers(count, seed: 5), b = Self.numbers(count, seed: 6)
    let blocks = stride(from: 0, to: count, by: Reductions.blockLength).map { start in
      let end = min(start + Reductions.blockLength, count)
      return Reductions.dot(Array(a[start..<end]).span, Array(b[start..<end]).span)
    }
    let (combined, whole) = (Reductions.combine(blocks.span), Reductions.dot(a.span, b.span))
    #expect(combined == whole)
  }

  @Test func nonFiniteElementsShow() {
    var a = Self.numbers(1_030, seed: 7)
    a[1_029] = .infinity
    let infinite = Reductions.sum(a.span)
    #expect(infinite == .infinity)
    a[3] = .nan
    let (sum, squares) = (Reductions.sum(a.span), Reductions.sumOfSquares(a.span))
    #expect(sum.isNaN && squares.isNaN)
  }

  @Test(arguments: lengths) func productsAreThoseOfTheElements(count: Int) {
    let a = Self.numbers(count, seed: 8), b = Self.numbers(count, seed: 9)
    var products = [Double](repeating: 0, count: count)
    var span = products.mutableSpan
    Reductions.multiply(a.span, b.span, into: &span)
    #expect(products == zip(a, b).map { $0 * $1 })
  }

  @Test(arguments: lengths) func differencesAreThoseOfTheElements(count: Int) {
    let a = Self.numbers(count, seed: 10), b = Self.numbers(count, seed: 11)
    var differences = a
    var span = differences.mutableSpan
    Reductions.subtract(b.span, from: &span)
    #expect(differences == zip(a, b).map { $0 - $1 })
  }
}
