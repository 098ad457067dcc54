/// Sizes of populations at times, as a model's equations determine them.
public struct PopulationTrajectory: Sendable, Hashable {
  /// The times that were asked for, in their order.
  public var times: [Double]
  /// One list a species, one size a time. NaN where the equations do not lead, ±∞ beyond a pole.
  public var sizes: [[Double]]
  /// ∂N/∂pⱼ for the parameters, then for the initial sizes: by species, by parameter, by time. Empty
  /// when not asked for.
  public var slopes: [[[Double]]]
  /// How the integration forwards in time ended; `.complete` also where the population died out.
  public var end: ODESolution.End
  /// When the population died out, where the equations let it do so in finite time.
  public var extinctionTime: Double?
}

extension PopulationModel {
  /// The sizes at some times, from the initial ones at t = 0.
  ///
  /// ```swift
  /// let model = ConstantHarvestPopulation()
  /// let trajectory = model.trajectory([0.5, 100, 15], from: [100], at: [0, 10, 20, 30])
  /// print(trajectory.sizes[0], trajectory.extinctionTime ?? .infinity)
  /// ```
  ///
  /// - Parameters:
  ///   - times: in any order; times before 0 are reached backwards.
  ///   - withSlopes: whether the slopes by the parameters and the initial sizes are wanted, which
  ///     takes several times as long.
  public func trajectory(
    _ p: [Double], from initial: [Double], at times: [Double], withSlopes: Bool = false,
    solver: ODESolver = ODESolver()
  ) -> PopulationTrajectory {
    precondition(p.count == parameters.count, "one value a parameter")
    precondition(initial.count == species.count, "one initial size a species")
    var path = TrajectoryPath(self, p, initial, times, solver, hasSlopes: withSlopes)
    return path.run()
  }
}
