import CommandSupport
import GrowthCurves

extension JSONReport {
  struct Replicates: Encodable, Sendable {
    /// What only numbers repeats.
    var names: [String]
    var groups: [Group]
    var tests: [Test]
    /// Whether the replicates of some group differ by more than their scatter.
    var replicatesDisagree: Bool

    struct Group: Encodable, Sendable {
      var name: String
      /// The series, with their own estimates.
      var replicates: [Replicate]
      /// One curve for all against one for each.
      @Nullable var agreement: VarianceRatio?
    }

    struct Replicate: Encodable, Sendable {
      var series: String
      var status: String
      var parameters: [Estimate]
    }

    struct Estimate: Encodable, Sendable {
      var name: String
      @Nullable var estimate: Double?
      @Nullable var standardError: Double?
    }

    struct Test: Encodable, Sendable {
      var parameter: String
      @Nullable var shared: Double?
      @Nullable var byCurves: VarianceRatio?
      @Nullable var byReplicates: VarianceRatio?
    }

    struct VarianceRatio: Encodable, Sendable {
      @Nullable var statistic: Double?
      var numeratorDegreesOfFreedom: Int
      var denominatorDegreesOfFreedom: Int
      @Nullable var p: Double?
      /// By Holm's method over the parameters.
      var adjustedP: Double?
    }
  }
}

extension JSONReport.Replicates {
  init(_ analysis: ReplicateAnalysis, names: [String]) {
    self.names = names
    groups = analysis.groups.map { group in
      Group(
        name: group.name, replicates: group.replicates.map { Replicate($0) },
        agreement: VarianceRatio(group.agreement, adjusted: nil))
    }
    tests = analysis.tests.map { test in
      Test(
        parameter: test.parameter.symbol, shared: finiteOrNil(test.shared),
        byCurves: VarianceRatio(test.byCurves, adjusted: test.byCurvesAdjusted),
        byReplicates: VarianceRatio(test.byReplicates, adjusted: test.byReplicatesAdjusted))
    }
    replicatesDisagree = analysis.replicatesDisagree
  }
}

extension JSONReport.Replicates.Replicate {
  fileprivate init(_ fit: GrowthFit) {
    series = fit.series.name
    status = fit.status.rawValue
    parameters = fit.parameters.map {
      JSONReport.Replicates.Estimate(
        name: $0.parameter.symbol, estimate: finiteOrNil($0.estimate),
        standardError: finiteOrNil($0.standardError))
    }
  }
}

extension JSONReport.Replicates.VarianceRatio {
  fileprivate init?(_ test: VarianceRatioTest?, adjusted: Double?) {
    guard let test else { return nil }
    self.init(
      statistic: finiteOrNil(test.statistic),
      numeratorDegreesOfFreedom: test.numeratorDegreesOfFreedom,
      denominatorDegreesOfFreedom: test.denominatorDegreesOfFreedom, p: finiteOrNil(test.pValue),
      adjustedP: adjusted)
  }
}
