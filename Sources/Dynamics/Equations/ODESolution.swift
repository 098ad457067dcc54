/// A solution of a differential equation at the times that were asked for.
public struct ODESolution: Sendable, Hashable {
  /// How an integration ended.
  public enum End: Sendable, Hashable {
    /// At the last time that was asked for.
    case complete
    /// The component that was watched reached 0; from then on nothing is said.
    case zero(time: Double)
    /// The state grew without bound: there is a pole just after this time.
    case diverged(time: Double)
    /// The rates have no finite value just after this time.
    case undefined(time: Double)
    /// The limit on steps was reached.
    case stepLimit(time: Double)
  }

  /// The state at each time, row by row (times × dimension); NaN beyond the end.
  public var states: [Double]
  public var end: End
  /// The state at which the integration ended.
  public var lastState: [Double]
  /// Accepted steps.
  public var steps: Int
  /// The time from which the implicit method took over because the system is stiff; `nil` when it
  /// never did.
  public var stiffFrom: Double?
}

/// How closely a differential equation is followed: in each step the estimated error of component i
/// stays below `absolute·scaleᵢ + relative·|yᵢ|`.
public struct ODETolerance: Sendable, Hashable {
  /// In units of the component's scale.
  public var absolute: Double
  public var relative: Double

  public init(absolute: Double = 1e-12, relative: Double = 1e-12) {
    precondition(absolute >= 0 && relative >= 0, "a tolerance is not negative")
    precondition(absolute > 0 || relative > 0, "one of the tolerances is positive")
    self.absolute = absolute
    self.relative = relative
  }
}
