internal import Statistics

/// Whether groups of replicates differ in the parameters of their curves.
///
/// Two tests answer for each parameter, and both are corrected by Holm's method over the parameters:
/// - The shared-parameter test compares curves: one for each group, against curves that have this
///   parameter in common and all others of their own (F-test on sums of squares). It takes every
///   observation as independent, and so finds differences too easily where replicates of the same
///   group differ among themselves.
/// - The replicate test compares the estimates of the single replicates between and within groups
///   (one-way analysis of variance): its unit is the replicate, as it was in the experiment. It needs
///   two replicates in some group.
///
/// Whether replicates agree is tested for each group; where they do not, the second test counts.
public struct ReplicateAnalysis: Sendable {
  public struct Group: Sendable {
    public var name: String
    /// One curve for all replicates.
    public var pooled: GrowthFit
    /// One curve for each.
    public var replicates: [GrowthFit]
    /// One curve for all against one for each; `nil` with a single replicate, or where a fit failed.
    public var agreement: VarianceRatioTest?
  }

  public struct ParameterTest: Sendable {
    public var parameter: GrowthParameter
    /// The value that all groups would have in common.
    public var shared: Double?
    /// One value for all groups against one for each, by the curves.
    public var byCurves: VarianceRatioTest?
    public var byCurvesAdjusted: Double?
    /// Between groups against within, by the replicates' estimates.
    public var byReplicates: VarianceRatioTest?
    public var byReplicatesAdjusted: Double?
  }

  public var groups: [Group]
  /// One a parameter that was fitted; empty with a single group.
  public var tests: [ParameterTest]

  /// Whether the replicates of some group differ more than their scatter allows (5 %, by Holm over
  /// the groups).
  public var replicatesDisagree: Bool {
    Holm.adjusted(groups.compactMap { $0.agreement?.pValue }).contains { $0 < 0.05 }
  }
}

extension ReplicateAnalysis {
  /// Fits all groups and tests them.
  ///
  /// - Parameter options: the loss must be least squares.
  public init(
    _ groups: [ReplicateGroup], model: any GrowthModel,
    options: GrowthFitOptions = GrowthFitOptions(), threads: Int = 1
  ) {
    var plain = options
    plain.intervals = .none
    let fitted = GrowthBatch.map(count: groups.count, threads: threads) { [plain] fitter, index in
      let group = groups[index]
      let replicates = group.series.map { fitter.fit(model, to: $0, options: plain) }
      let pooled = fitter.fit(model, to: group.pooled, options: options)
      return Group(
        name: group.name, pooled: pooled, replicates: replicates,
        agreement: Self.agreement(pooled, replicates))
    }
    self.groups = fitted
    let usable = fitted.filter { $0.pooled.status == .converged }
    guard usable.count > 1 else {
      tests = []
      return
    }
    let fixed = Set(usable[0].pooled.parameters.filter { $0.isFixed }.map { $0.parameter.symbol })
    let free = model.parameters.indices.filter { !fixed.contains(model.parameters[$0].symbol) }
    var tests = GrowthBatch.map(count: free.count, threads: threads) { fitter, index in
      let j = free[index]
      let shared = SharedParameter(index: j, fits: usable.map { $0.pooled }, fitter: fitter)
        .compared
      return ParameterTest(
        parameter: model.parameters[j], shared: shared?.value, byCurves: shared?.test,
        byReplicates: Self.analysisOfVariance(usable, j))
    }
    let byCurves = Holm.adjusted(tests.map { $0.byCurves?.pValue ?? .nan })
    let byReplicates = Holm.adjusted(tests.map { $0.byReplicates?.pValue ?? .nan })
    for index in tests.indices {
      tests[index].byCurvesAdjusted = byCurves[index].isNaN ? nil : byCurves[index]
      tests[index].byReplicatesAdjusted = byReplicates[index].isNaN ? nil : byReplicates[index]
    }
    self.tests = tests
  }

  private static func agreement(
    _ pooled: GrowthFit, _ replicates: [GrowthFit]
  ) -> VarianceRatioTest? {
    guard replicates.count > 1, let together = pooled.statistics,
      pooled.status == .converged, replicates.allSatisfy({ $0.status == .converged })
    else { return nil }
    let apart = replicates.compactMap { $0.statistics }
    let squares = apart.reduce(0) { $0 + $1.residualSumOfSquares }
    let degrees = apart.reduce(0) { $0 + $1.degreesOfFreedom }
    return VarianceRatioTest(
      added: together.residualSumOfSquares - squares,
      degreesOfFreedom: together.degreesOfFreedom - degrees, full: squares,
      fullDegreesOfFreedom: degrees)
  }

  /// One-way analysis of variance of the replicates' estimates of a parameter.
  private static func analysisOfVariance(_ groups: [Group], _ j: Int) -> VarianceRatioTest? {
    let estimates = groups.map { group in
      group.replicates.filter { $0.status == .converged }.map { $0.values[j] }
    }.filter { !$0.isEmpty }
    let all = estimates.flatMap { $0 }
    guard estimates.count > 1 else { return nil }
    let mean = all.reduce(0, +) / Double(all.count)
    var between = 0.0
    var within = 0.0
    for group in estimates {
      let own = group.reduce(0, +) / Double(group.count)
      between += Double(group.count) * (own - mean) * (own - mean)
      within += group.reduce(0) { $0 + ($1 - own) * ($1 - own) }
    }
    return VarianceRatioTest(
      added: between, degreesOfFreedom: estimates.count - 1, full: within,
      fullDegreesOfFreedom: all.count - estimates.count)
  }
}
