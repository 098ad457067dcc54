import Foundation
import LeastSquares
import Testing

/// What a domain contains, where it moves a start value, and that a solver gets back out of the
/// transform what went into it.
struct ParameterDomainTests {
  /// Remembers the first point at which a problem was evaluated.
  final class Recorder {
    var first: Double?
  }

  /// The value that arrives when a parameter of this domain starts at `value`.
  static func roundTrip(_ value: Double, _ domain: ParameterDomain) -> Double? {
    let recorder = Recorder()
    let problem = ResidualProblem(observationCount: 2, parameterCount: 1) { b in
      if recorder.first == nil { recorder.first = b[0] }
      return [b[0] - value, 1]
    }
    _ = LeastSquaresSolver().minimize(problem, from: [value], domains: [domain])
    return recorder.first
  }

  static let domains: [ParameterDomain] = [
    .positive, .above(3), .above(-1e6), .below(0), .below(-2), .below(1e6),
    .interval(lower: 0, upper: 1), .interval(lower: -5, upper: 1e3),
    .interval(lower: 1e-9, upper: 2e-9),
  ]

  /// Points of a domain at distances from its edges over many magnitudes.
  static func points(of domain: ParameterDomain) -> [Double] {
    let distances = (-7...7).map { pow(10, Double($0)) }
    switch domain {
    case .free: return distances + distances.map { -$0 }
    case .above(let bound): return distances.map { bound + $0 * max(1, bound.magnitude) }
    case .below(let bound): return distances.map { bound - $0 * max(1, bound.magnitude) }
    case .interval(let lower, let upper):
      let shares = [1e-5, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-5]
      return shares.map { lower + (upper - lower) * $0 }
    case .fixed(let value): return [value]
    }
  }

  /// What a double near `value` resolves, as it is a distance from a bound.
  static func scale(_ value: Double, _ domain: ParameterDomain) -> Double {
    switch domain {
    case .above(let bound), .below(let bound): max(value.magnitude, bound.magnitude)
    default: value.magnitude
    }
  }

  @Test("A start value inside arrives at the problem as it was given", arguments: domains)
  func roundTrips(_ domain: ParameterDomain) throws {
    for value in Self.points(of: domain) {
      let arrived = try #require(Self.roundTrip(value, domain))
      #expect((arrived - value).magnitude <= 1e-13 * Self.scale(value, domain), "\(value)")
    }
  }

  @Test("An optimum is reached wherever in the domain it lies", arguments: domains)
  func optimumAnywhere(_ domain: ParameterDomain) {
    // The slope of the transform enters the Jacobian: a wrong one would lead astray.
    for target in Self.points(of: domain) {
      for start in [Self.points(of: domain).first!, Self.points(of: domain).last!] {
        let problem = LinearProblem(
          columns: [[1, 1, 1, 1]], responses: [0.9, 1.1, 1.05, 0.95].map { $0 * target })
        let solution = LeastSquaresSolver().minimize(problem, from: [start], domains: [domain])
        #expect(solution.termination.isConverged, "\(target) from \(start)")
        let distance = (solution.parameters[0] - target).magnitude
        #expect(distance <= 1e-12 * Self.scale(target, domain), "\(target) from \(start)")
      }
    }
  }

  @Test("Start values outside or on an edge are moved inside, near the edge")
  func clamping() {
    let outside: [(ParameterDomain, [Double], edge: Double)] = [
      (.positive, [0, -0.0, -1, -1e300], 0), (.above(3), [3, 2.9, -7], 3),
      (.below(-2), [-2, 0, 1e9], -2), (.interval(lower: -1, upper: 4), [-1, -3, -1e99], -1),
      (.interval(lower: -1, upper: 4), [4, 5, 1e99], 4),
    ]
    for (domain, values, edge) in outside {
      for value in values {
        #expect(!domain.contains(value))
        let moved = domain.clamped(value)
        #expect(domain.contains(moved))
        #expect((moved - edge).magnitude <= 1e-5, "\(domain) \(value)")
      }
    }
  }

  @Test("A value well inside is not moved", arguments: domains)
  func insideStays(_ domain: ParameterDomain) {
    for value in Self.points(of: domain) {
      #expect(domain.contains(value))
      #expect(domain.clamped(value) == value)
    }
  }

  @Test("Edges, infinities and NaN lie outside of every domain")
  func edges() {
    for domain in Self.domains + [.free] {
      #expect(!domain.contains(.nan))
      #expect(!domain.contains(.infinity))
      #expect(!domain.contains(-.infinity))
    }
    #expect(!ParameterDomain.positive.contains(0))
    #expect(ParameterDomain.positive.contains(.leastNonzeroMagnitude))
    #expect(!ParameterDomain.below(7).contains(7))
    #expect(ParameterDomain.below(7).contains((7.0).nextDown))
    let unit = ParameterDomain.interval(lower: 0, upper: 1)
    #expect(!unit.contains(0) && !unit.contains(1) && unit.contains(0.5))
  }

  @Test("A fixed parameter holds its value and is not fitted")
  func fixed() {
    let fixed = ParameterDomain.fixed(2.5)
    #expect(!fixed.isFitted)
    #expect(fixed.contains(2.5) && !fixed.contains(2.6))
    #expect(fixed.clamped(-7) == 2.5)
    #expect(Self.domains.allSatisfy { $0.isFitted })
  }
}
