import CommandSupport
import GrowthCurves

extension JSONReport {
  struct ModelFree: Encodable, Sendable {
    var easyLinear: EasyLinear
    var spline: Spline
  }

  struct EasyLinear: Encodable, Sendable {
    var status: String
    var explanation: String
    @Nullable var maximumSpecificRate: Double?
    @Nullable var standardError: Double?
    @Nullable var minimumDoublingTime: Double?
    @Nullable var lagTime: Double?
    @Nullable var initialSize: Double?
    @Nullable var rSquared: Double?
    @Nullable var firstTime: Double?
    @Nullable var lastTime: Double?
    @Nullable var observations: Int?
    var windowLength: Int
    var windows: Int
    var nonPositiveWindows: Int
    var belowNoiseWindows: Int
    @Nullable var noiseFloor: Double?
  }

  struct Spline: Encodable, Sendable {
    var status: String
    var explanation: String
    @Nullable var maximumSpecificRate: Double?
    @Nullable var standardError: Double?
    @Nullable var minimumDoublingTime: Double?
    @Nullable var lagTime: Double?
    @Nullable var time: Double?
    @Nullable var size: Double?
    @Nullable var penalty: Double?
    @Nullable var effectiveDegreesOfFreedom: Double?
    var nonPositive: Int
    var belowNoise: Int
    @Nullable var noiseFloor: Double?
  }
}

extension JSONReport.ModelFree {
  init(_ estimates: ModelFreeEstimates) {
    easyLinear = JSONReport.EasyLinear(estimates.easyLinear)
    spline = JSONReport.Spline(estimates.spline)
  }
}

extension JSONReport.EasyLinear {
  fileprivate init(_ found: EasyLinear) {
    let estimate = found.estimate
    self.init(
      status: found.status.rawValue, explanation: found.status.explanation,
      maximumSpecificRate: finiteOrNil(estimate?.maximumSpecificRate),
      standardError: finiteOrNil(estimate?.standardError),
      minimumDoublingTime: finiteOrNil(estimate?.doublingTime),
      lagTime: finiteOrNil(estimate?.lagTime), initialSize: finiteOrNil(estimate?.initialSize),
      rSquared: finiteOrNil(estimate?.rSquared), firstTime: finiteOrNil(estimate?.firstTime),
      lastTime: finiteOrNil(estimate?.lastTime), observations: estimate?.observationCount,
      windowLength: found.windowLength, windows: found.windowCount,
      nonPositiveWindows: found.nonPositiveWindowCount, belowNoiseWindows: found.lowWindowCount,
      noiseFloor: finiteOrNil(found.noiseFloor))
  }
}

extension JSONReport.Spline {
  fileprivate init(_ found: SplineGrowth) {
    let estimate = found.estimate
    self.init(
      status: found.status.rawValue, explanation: found.status.explanation,
      maximumSpecificRate: finiteOrNil(estimate?.maximumSpecificRate),
      standardError: finiteOrNil(estimate?.standardError),
      minimumDoublingTime: finiteOrNil(estimate?.doublingTime),
      lagTime: finiteOrNil(estimate?.lagTime), time: finiteOrNil(estimate?.time),
      size: finiteOrNil(estimate?.size), penalty: finiteOrNil(found.curve?.penalty),
      effectiveDegreesOfFreedom: finiteOrNil(found.curve?.effectiveDegreesOfFreedom),
      nonPositive: found.nonPositiveCount, belowNoise: found.lowCount,
      noiseFloor: finiteOrNil(found.noiseFloor))
  }
}
