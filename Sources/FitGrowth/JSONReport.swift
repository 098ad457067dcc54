import CommandSupport
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
    /// Left out when it was not asked for; the fits are then those of the groups.
    let replicates: Replicates?
  }

  struct Input: Encodable {
    var path: String
    var sha256: String
  }

  struct Time: Encodable {
    var column: String
    @Nullable var unit: String?
    /// The moment from which dates are counted.
    @Nullable var origin: String?
  }

  struct Options: Encodable {
    var model: String
    @Nullable var phases: String?
    var intervals: String
    /// What the bootstrap drew, and how often.
    @Nullable var bootstrap: String?
    @Nullable var resamples: Int?
    var confidence: Double
    var loss: String
    var scale: String
    var size: [String]
    var by: [String]
    @Nullable var weights: String?
    @Nullable var sigma: String?
    @Nullable var start: String?
    @Nullable var fix: String?
    @Nullable var bound: String?
    @Nullable var trim: String?
    @Nullable var origin: Double?
    var plate: Plate
    var seed: UInt32
    var modelFree: Bool
    @Nullable var window: Int?
  }

  /// What was subtracted and left out before the fits.
  struct Plate: Encodable {
    @Nullable var layoutFile: String?
    /// The names of the blanks.
    var blanks: [String] = []
    /// What of them was subtracted; null where it differed between series.
    @Nullable var blankMode: String?
    @Nullable var blankBy: String?
    @Nullable var exclude: String?
    @Nullable var background: String?
    @Nullable var detectionLimit: Double?
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
    @Nullable var statistics: Statistics?
    @Nullable var convergence: Convergence?
    /// What was fitted: with it, predictions need no other file.
    var observations: Observations
    /// Of a logistic sum; left out for other models.
    var fisherPry: [FisherPry]?
    /// Left out when it was not asked for.
    var modelFree: ModelFree?
    // Where several models were compared; left out otherwise.
    var criterion: String?
    var comparison: [Candidate]?
    var nestedTests: [NestedTest]?
    var averaged: [Averaged]?
    var choice: Choice?
    /// Left out when it was not asked for.
    var backtest: BacktestSummary?
  }

  struct Observations: Encodable, Sendable {
    var times: [Double]
    var sizes: [Double]
    @Nullable var weights: [Double]?
    /// Where elapsed time begins.
    var origin: Double
  }

  struct Estimate: Encodable, Sendable {
    var name: String
    @Nullable var estimate: Double?
    @Nullable var standardError: Double?
    @Nullable var lower: Double?
    @Nullable var upper: Double?
    var lowerUnbounded = false
    var upperUnbounded = false
    var interval: String
    @Nullable var unit: String?
    var fixed: Bool
  }

  struct Derived: Encodable, Sendable {
    var name: String
    @Nullable var estimate: Double?
    @Nullable var standardError: Double?
    @Nullable var lower: Double?
    @Nullable var upper: Double?
    var lowerUnbounded = false
    var upperUnbounded = false
    var definition: String
  }

  struct FisherPry: Encodable, Sendable {
    var phase: Int
    var times: [Double]
    var values: [Double]
  }

  struct Statistics: Encodable, Sendable {
    var observations: Int
    var missing: Int
    var belowDetection: Int
    /// Of what was subtracted from all sizes in common.
    var offsetStandardError: Double
    var degreesOfFreedom: Int
    @Nullable var residualSumOfSquares: Double?
    @Nullable var residualStandardError: Double?
    @Nullable var rSquared: Double?
    @Nullable var logLikelihood: Double?
    @Nullable var aic: Double?
    @Nullable var aicc: Double?
    @Nullable var bic: Double?
    @Nullable var deviance: Double?
    /// s of a robust loss, θ of negative binomial counts.
    @Nullable var lossScale: Double?
    /// Whether θ is infinite: the counts scatter no more than Poisson counts.
    var lossScaleUnbounded: Bool
    @Nullable var downweighted: Int?
    @Nullable var runsTest: RunsTest?
    @Nullable var durbinWatson: DurbinWatson?
    @Nullable var shapiroWilk: ShapiroWilk?
  }

  struct Convergence: Encodable, Sendable {
    var reason: String
    var iterations: Int
    @Nullable var relativeGradient: Double?
    @Nullable var conditionNumber: Double?
    var engine: String
    var starts: Int
  }
}
