/// What the data say about the coefficients of a trained classifier, and about the model against the
/// one without columns: plain values, to print and to store.
///
/// Weights count rows: a row of weight s is s rows, and the number of observations is Σ s. Weights
/// that mean something else, such as sampling weights, make the coefficients right and everything
/// here wrong.
public struct ModelInference: Sendable, Equatable {
  public let confidence: Double
  /// One, or one for each class against the rest or each label.
  public let problems: [Problem]
  /// Of the columns, in order.
  public let varianceInflation: [VarianceInflation]

  init(confidence: Double, problems: [Problem], varianceInflation: [VarianceInflation]) {
    self.confidence = confidence
    self.problems = problems
    self.varianceInflation = varianceInflation
  }

  /// One minimisation.
  public struct Problem: Sendable, Equatable {
    /// The class or label; nil where the classifier is one model.
    public let name: String?
    public let coefficients: [Coefficient]
    public let standardErrors: StandardErrors
    public let fit: FitStatistics
    /// Of the model against the one of intercepts alone; nil after a penalty and without columns.
    public let likelihoodRatioTest: TestResult?
    public let scoreTest: TestResult?
    public let waldTest: TestResult?
    /// nil for several classes in one model, for targets between 0 and 1, and for fewer distinct
    /// groups than 3.
    public let hosmerLemeshow: HosmerLemeshow?
  }

  /// One coefficient in original units: what a step of 1 in the column adds to the score.
  public struct Coefficient: Sendable, Equatable {
    /// The class of the score, where the model has several; against the first class, if that has 0
    /// throughout.
    public let output: String?
    /// The column, or `(Intercept)`.
    public let name: String
    public let estimate: Double
    /// nil where refused, see ``Problem/standardErrors``, and for redundant columns; so is what
    /// follows.
    public let standardError: Double?
    /// estimate/standardError.
    public let z: Double?
    /// Of |z| or more in a standard normal distribution; down to 1e-307.
    public let p: Double?
    /// estimate ± quantile·standardError.
    public let wald: Interval?
    /// Where the likelihood, maximised over all other coefficients, is as likely as the confidence
    /// allows: 2(ℓ̂ − ℓ) = χ² quantile. With Firth's penalty of the penalised likelihood. nil where
    /// not asked for and after another penalty.
    public let profile: Interval?
    /// Of the coefficient 0 by the profile likelihood.
    public let likelihoodRatio: TestResult?

    public var oddsRatio: Double { exponential(estimate) }
    public var isIntercept: Bool { name == ModelInference.interceptName }
  }

  public static let interceptName = "(Intercept)"

  /// Infinite where an end is not bounded.
  public struct Interval: Sendable, Equatable {
    public let lower: Double
    public let upper: Double

    /// Of exp of what this is the interval of: an odds ratio.
    public var exponentiated: Interval {
      Interval(lower: exponential(lower), upper: exponential(upper))
    }
  }

  /// A statistic with a χ² distribution under the hypothesis.
  public struct TestResult: Sendable, Equatable {
    public let statistic: Double
    public let degreesOfFreedom: Int
    public let p: Double
  }

  /// Where standard errors come from.
  public enum StandardErrors: Sendable, Equatable {
    /// The inverse of the information at the maximum of the likelihood.
    case likelihood
    /// The inverse of the information at the maximum of Firth's penalised likelihood.
    case firth
    /// The inverse of the information and the penalty: that of a posterior. The estimate is biased
    /// towards 0, and an interval around it covers the truth less often than it says.
    case ridge
    case refused(Refusal)

    public var name: String {
      switch self {
      case .likelihood: "likelihood"
      case .firth: "firth"
      case .ridge: "ridge"
      case .refused: "refused"
      }
    }
  }

  public enum Refusal: String, Sendable {
    /// After λ₁ the estimates are 0 with positive probability and their distribution is not near a
    /// normal one; what was chosen looking at the data is not tested by the same data.
    case lasso
    /// Training did not reach a minimum.
    case failedTraining = "failed-training"
    /// Too many coefficients for their covariance, or a singular information.
    case noCovariance = "no-covariance"

    /// For people.
    public var reason: String {
      switch self {
      case .lasso:
        "an absolute-value penalty chooses coefficients: they have no standard errors"
      case .failedTraining: "training did not reach a minimum: there is no estimate to judge"
      case .noCovariance: "too many coefficients, or a singular information matrix"
      }
    }
  }
}
