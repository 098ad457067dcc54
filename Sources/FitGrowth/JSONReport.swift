import GrowthCurves
import Tables

/// The schema `fit-growth/1`.
struct JSONReport: Sendable {
  let context: ReportContext

  init(_ context: ReportContext) { self.context = context }

  struct Document: Encodable {
    let schema = "fit-growth/1"
    let version = FitGrowthCommand.version
    let input: Input
    let time: Time
    let options: Options
    let fits: [Fit]
  }

  struct Input: Encodable {
    var path: String
    var sha256: String
  }

  struct Time: Encodable {
    var column: String
    var unit: String?
    /// The moment from which dates are counted.
    var origin: String?
  }

  struct Options: Encodable {
    var model: String
    var intervals: String
    var confidence: Double
    var loss = "squared"
    var scale = "linear"
    var size: [String]
    var by: [String]
    var weights: String?
    var start: String?
    var fix: String?
    var bound: String?
    var trim: String?
    var origin: Double?
    var seed: UInt32
  }

  struct Fit: Encodable, Sendable {
    var series: String
    var by: [String: String]
    var model: String
    var status: String
    var verdicts: [String]
    var explanations: [String]
    var parameters: [Estimate]
    var derived: [Derived]
    var statistics: Statistics?
    var convergence: Convergence?
  }

  struct Estimate: Encodable, Sendable {
    var name: String
    var estimate: Double?
    var standardError: Double?
    var lower: Double?
    var upper: Double?
    var lowerUnbounded = false
    var upperUnbounded = false
    var interval: String
    var unit: String?
    var fixed: Bool
  }

  struct Derived: Encodable, Sendable {
    var name: String
    var estimate: Double?
    var standardError: Double?
    var lower: Double?
    var upper: Double?
    var definition: String
  }

  struct Statistics: Encodable, Sendable {
    var observations: Int
    var missing: Int
    var degreesOfFreedom: Int
    var residualSumOfSquares: Double?
    var residualStandardError: Double?
    var rSquared: Double?
    var logLikelihood: Double?
    var aic: Double?
    var aicc: Double?
    var bic: Double?
  }

  struct Convergence: Encodable, Sendable {
    var reason: String
    var iterations: Int
    var relativeGradient: Double?
    var conditionNumber: Double?
    var engine: String
    var starts: Int
  }
}
