/// How a minimisation is run. The defaults are meant for every problem.
public struct LeastSquaresOptions: Sendable, Hashable {
  /// Trust-region iterations that each engine but the geodesic one may take.
  public var maximumIterations: Int

  /// Iterations of the geodesic engine, which follows long curved valleys to their end; 0 leaves
  /// it out.
  public var maximumGeodesicIterations: Int

  /// Whether engines after the first may be tried when it did not converge; with `false`, the
  /// first engine's answer is final, whatever it is.
  public var usesFallbacks: Bool

  public init(
    maximumIterations: Int = 200, maximumGeodesicIterations: Int = 3000,
    usesFallbacks: Bool = true
  ) {
    precondition(maximumIterations > 0, "at least one iteration is needed")
    precondition(maximumGeodesicIterations >= 0, "a count of iterations")
    self.maximumIterations = maximumIterations
    self.maximumGeodesicIterations = maximumGeodesicIterations
    self.usesFallbacks = usesFallbacks
  }

  func limit(of engine: LeastSquaresEngine) -> Int {
    engine == .geodesic ? maximumGeodesicIterations : maximumIterations
  }
}
