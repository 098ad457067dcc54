import Foundation
import LeastSquares
import TestSupport
import Testing

/// The default Jacobian, by differences of the residuals.
struct FiniteDifferenceTests {
  /// The columns at a point; `nil` when there are none.
  static func columns(_ problem: some LeastSquaresProblem, at point: [Double]) -> [Double]? {
    var columns = [Double](
      repeating: .nan, count: problem.observationCount * problem.parameterCount)
    var span = columns.mutableSpan
    return problem.jacobian(at: point.span, into: &span) ? columns : nil
  }

  /// The largest error of each column, relative to the column's greatest slope, beyond what the
  /// rounding of the values that are subtracted explains.
  static func errors(_ problem: NISTProblem) throws -> [Double] {
    let point = problem.certified
    let exact = try #require(columns(problem, at: point))
    let differences = try #require(columns(WithoutJacobian(problem: problem), at: point))
    let n = problem.observationCount
    let largestValue = problem.responses.map { $0.magnitude }.max()!
    return point.indices.map { j in
      let column = exact[j * n..<(j + 1) * n]
      let greatest = column.map { $0.magnitude }.max()!
      let errors = zip(differences[j * n..<(j + 1) * n], column).map { ($0 - $1).magnitude }
      let rounding = 8 * largestValue * Double.ulpOfOne / (3.7e-4 * point[j].magnitude)
      return max(errors.max()! - rounding, 0) / greatest
    }
  }

  @Test("Ten digits of the columns of the NIST problems")
  func nist() throws {
    let errors = try NISTProblem.all.flatMap { try Self.errors($0) }
    #expect(errors.count == 120)
    // Six columns are coarser: their parameters (positions of peaks, periods) are much larger than
    // the changes of them that matter, and the step follows the parameter.
    #expect(errors.count { $0 > 1e-10 } <= 6)
    #expect(errors.max()! <= 1e-6)
  }

  @Test("Ten digits from small to huge parameters", arguments: [-20, 0, 30, 300])
  func magnitudes(_ exponent: Int) throws {
    let unit = pow(2.0, Double(exponent))
    let problem = ResidualProblem(observationCount: 3, parameterCount: 2) { b in
      let (u, v) = (b[0] / unit, b[1] / unit)
      return [exp(u), sin(u) * v, v * v]
    }
    let (u, v) = (0.7, 1.3)
    let found = try #require(Self.columns(problem, at: [u * unit, v * unit]))
    let expected = [exp(u), cos(u) * v, 0, 0, sin(u), 2 * v]
    for (value, wanted) in zip(found, expected) {
      #expect((value * unit - wanted).magnitude <= 1e-10 * wanted.magnitude)
    }
  }

  /// e^b on one side of an edge, nothing on the other.
  static func edged(_ edge: Double, hasAbove: Bool) -> ResidualProblem {
    ResidualProblem(observationCount: 2, parameterCount: 1) { b in
      guard hasAbove ? b[0] >= edge : b[0] <= edge else { return nil }
      return [exp(b[0]), b[0] * b[0]]
    }
  }

  @Test(
    "Near an edge, the side that has values gives the slope",
    // The step is 7.4e-4: at the edge, with half a step of room, with almost a whole one.
    arguments: [0, 1e-9, 1e-4, 3.6e-4, 3.8e-4, 5e-4, 7.3e-4], [true, false])
  func oneSided(_ room: Double, _ hasAbove: Bool) throws {
    let point = 1.0
    let problem = Self.edged(hasAbove ? point - room : point + room, hasAbove: hasAbove)
    let found = try #require(Self.columns(problem, at: [point]))
    // The error of a one-sided difference is of order h², here 2·10⁻⁷.
    #expect((found[0] / exp(1) - 1).magnitude <= 3e-7)
    #expect((found[1] / 2 - 1).magnitude <= 3e-7)
  }

  @Test("No slope where neither side has a value, or the point itself has none")
  func noValue() {
    let needle = ResidualProblem(observationCount: 1, parameterCount: 1) { b in
      b[0] == 1 ? [0] : nil
    }
    #expect(Self.columns(needle, at: [1]) == nil)
    #expect(Self.columns(Self.edged(2, hasAbove: true), at: [1]) == nil)
    let undefined = ResidualProblem(observationCount: 1, parameterCount: 1) { b in
      [b[0] < 1 ? .nan : 1]
    }
    #expect(Self.columns(undefined, at: [0.5]) == nil)
    #expect(Self.columns(undefined, at: [1]) == [0])
  }
}
