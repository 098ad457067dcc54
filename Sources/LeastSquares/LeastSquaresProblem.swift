/// A sum of squares to be minimised: `½ Σᵢ rᵢ(p)²`.
///
/// A new problem supplies two counts, its residuals and, where it can, their Jacobian. The
/// Jacobian is column-major: `parameterCount` contiguous columns of `observationCount` numbers,
/// so that a model fills a column with one array kernel.
///
/// Parameters arrive in natural units, inside the domains that were given to the solver.
public protocol LeastSquaresProblem {
  /// How many residuals there are, n.
  var observationCount: Int { get }

  /// How many parameters there are, p.
  var parameterCount: Int { get }

  /// Writes the n residuals, model minus observation, at `parameters`.
  ///
  /// - Returns: `false` where the model has no value; the solver then rejects the step. A residual
  ///   that is not finite rejects the step as well.
  func residuals(at parameters: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool

  /// Writes the Jacobian ∂rᵢ/∂pⱼ at `parameters`, column after column.
  ///
  /// The default takes differences of `residuals`; see `FiniteDifferences`.
  ///
  /// - Returns: `false` where the slopes do not exist; the solver then stops there.
  func jacobian(at parameters: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool

  /// Whether residuals and Jacobian together cost little more than the residuals alone, so that the
  /// Jacobian may be computed at points that are then rejected. By default not.
  var computesJointly: Bool { get }

  /// Both at once, for a problem that computes them faster together. The default calls the two.
  func residualsAndJacobian(
    at parameters: Span<Double>, into residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool
}

extension LeastSquaresProblem {
  public var computesJointly: Bool { false }

  public func residualsAndJacobian(
    at parameters: Span<Double>, into residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    guard self.residuals(at: parameters, into: &residuals) else { return false }
    return jacobian(at: parameters, into: &columns)
  }
}
