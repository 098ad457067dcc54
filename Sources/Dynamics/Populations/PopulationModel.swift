/// A model of one or several populations by differential equations, dN/dt = f(t, N).
///
/// A new model of one species is one file in `Models/` (a `SingleSpeciesModel`) and one line in
/// `PopulationModels.all`; the battery of tests then runs over it. It supplies
/// - its name, equations, source, parameters and initial sizes;
/// - its rates, and their derivatives by the sizes, the time and the parameters;
/// - its equilibria, and what a harvest may take where there is one.
///
/// Times are elapsed times: at t = 0 the sizes are the initial ones.
public protocol PopulationModel: Sendable {
  /// The name in commands and reports.
  var name: String { get }

  /// The equations in plain text, one a species, with the symbols of the parameters.
  var formula: String { get }

  /// Who published it.
  var reference: String { get }

  /// In the order in which they are passed and reported.
  var parameters: [PopulationParameter] { get }

  /// The sizes at t = 0, one a species.
  var initialSizes: [PopulationParameter] { get }

  /// The symbols of the sizes, one a species.
  var species: [String] { get }

  /// Whether a population can reach 0 in finite time, and then stays there.
  var diesOut: Bool { get }

  /// Writes dNᵢ/dt.
  func rates(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into rates: inout MutableSpan<Double>)

  /// Writes ∂fᵢ/∂Nⱼ, row by row.
  func sizeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>)

  /// Writes ∂fᵢ/∂pⱼ, row by row: one row a species.
  func parameterSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>)

  /// Writes ∂fᵢ/∂t. By default 0: the equations do not depend on the time.
  func timeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into slopes: inout MutableSpan<Double>)

  /// The states that do not change, none with a negative size. Empty or partial where the equations
  /// depend on the time.
  func equilibriumSizes(_ p: [Double]) -> [[Double]]

  /// What the harvest takes and what could be taken; `nil` for a model without one.
  func harvest(_ p: [Double]) -> Harvest?
}

extension PopulationModel {
  public var species: [String] { ["N"] }

  public var diesOut: Bool { false }

  public func timeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into slopes: inout MutableSpan<Double>
  ) {
    for i in 0..<slopes.count { slopes[i] = 0 }
  }

  public func harvest(_ p: [Double]) -> Harvest? { nil }

  /// Checks parameters and initial sizes against their domains.
  public func validate(_ p: [Double], initial: [Double]) throws(DynamicsError) {
    precondition(p.count == parameters.count, "one value a parameter")
    precondition(initial.count == initialSizes.count, "one initial size a species")
    for (parameter, value) in zip(parameters + initialSizes, p + initial)
    where !parameter.domain.contains(value) {
      throw .outsideDomain(symbol: parameter.symbol, value: value, domain: parameter.domain)
    }
  }
}

/// The initial size N0 of a model of one species.
let initialSize = PopulationParameter(
  "N0", "size at time 0", .size, domain: .notNegative, default: 1)
