internal import RealModule

/// Which values of λ a path goes through.
public struct PenaltyPathOptions: Sendable, Equatable {
  /// λ₁ = λ·l1Ratio, λ₂ = λ·(1 − l1Ratio).
  public var l1Ratio: Double
  /// How many values, equally spaced in log λ from the largest down.
  public var count: Int
  /// The smallest λ relative to the largest; nil for 10⁻⁴, or 10⁻² with more columns than rows.
  public var smallestRatio: Double?
  /// The values themselves, of any order; nil for the above.
  public var lambdas: [Double]?
  /// Whether to end where the share of the deviance explained exceeds 99.9 % or rises by less than
  /// 10⁻⁵ a step, as glmnet does; never with `lambdas` given.
  public var endsEarly: Bool

  /// - Parameters:
  ///   - l1Ratio: from 0 to 1.
  ///   - count: at least 1.
  ///   - smallestRatio: between 0 and 1.
  ///   - lambdas: positive and finite.
  public init(
    l1Ratio: Double = 1, count: Int = 100, smallestRatio: Double? = nil, lambdas: [Double]? = nil,
    endsEarly: Bool = true
  ) {
    precondition(l1Ratio >= 0 && l1Ratio <= 1, "a ratio between 0 and 1")
    precondition(count > 0, "at least one value")
    precondition(smallestRatio.map { $0 > 0 && $0 < 1 } ?? true, "a ratio between 0 and 1")
    precondition(
      lambdas.map { !$0.isEmpty && $0.allSatisfy { $0 > 0 && $0.isFinite } } ?? true,
      "positive values")
    self.l1Ratio = l1Ratio
    self.count = count
    self.smallestRatio = smallestRatio
    self.lambdas = lambdas
    self.endsEarly = endsEarly
  }
}

/// Models along falling λ, each started from the one before (Friedman, Hastie and Tibshirani 2010).
///
/// The penalty is that of ``Penalty``, on coefficients in original units: as `glmnet` with
/// `standardize = FALSE`. Scale the columns beforehand where it shall treat them alike. Several
/// classes have an absolute-value penalty for each coefficient (glmnet's `ungrouped`).
public struct PenaltyPath: Sendable {
  public struct Step: Sendable {
    public let lambda: Double
    /// With its penalty and the status of its training.
    public let model: TrainedClassifier
    /// Columns with a coefficient that is not 0, in any of the scores.
    public let nonzeroCount: Int
    /// 1 − deviance/null deviance: the share of the deviance explained.
    public let devianceRatio: Double
  }

  /// λ falling.
  public let steps: [Step]
  public let l1Ratio: Double
  /// −2·log-likelihood without columns.
  public let nullDeviance: Double
  /// The least λ at which all coefficients are 0; nil for a ridge, whose coefficients never are.
  public let largestLambda: Double?

  public var lambdas: [Double] { steps.map { $0.lambda } }

  /// The worst training of all steps.
  public var status: TrainingStatus { .worst(steps.map { $0.model.status }) }

  /// Trains along the path. Column statistics are computed once.
  ///
  /// - Parameters:
  ///   - training: its penalty and start are replaced, Firth's likelihood and the covariance left
  ///     out. Without a solver of its own the path uses coordinate descent, for a ridge what is chosen
  ///     by size, each to the tolerance and without the last digits. A solver of its own must support
  ///     λ₁ where `l1Ratio` > 0.
  public init(
    _ data: TrainingData, options: PenaltyPathOptions = PenaltyPathOptions(),
    training: TrainingOptions = TrainingOptions()
  ) {
    var trainer = LogisticTrainer(training)
    trainer.options.computesCovariance = false
    trainer.options.startCoefficients = nil
    trainer.options.usesFirth = false
    // Any penalty: redundant columns are no trouble.
    trainer.options.penalty = Penalty(lambda: 1, l1Ratio: options.l1Ratio)
    let (form, losses) = LogisticTrainer.losses(data, training.multiclass)
    let preparation = trainer.prepare(data)
    let null = NullModel(data, losses, preparation.conditioning, training)
    l1Ratio = options.l1Ratio
    nullDeviance = null.deviance
    largestLambda =
      options.l1Ratio > 0 && null.largestSlope > 0
      ? null.largestSlope / options.l1Ratio : nil
    if trainer.options.solver == nil {
      trainer.options.solver = Self.solver(
        options.l1Ratio, variables: data.design.columnCount + 1, outputs: losses[0].outputCount,
        data.design)
    }
    var steps: [Step] = []
    for lambda in Self.lambdas(options, null, data) {
      trainer.options.penalty = Penalty(lambda: lambda, l1Ratio: options.l1Ratio)
      let model = trainer.train(data, form, losses, preparation)
      let coefficients = model.scoreFunctions.flatMap { $0.weights + [$0.intercept] }
      if coefficients.allSatisfy({ $0.isFinite }) {
        trainer.options.startCoefficients = coefficients
      }
      let ratio = null.deviance > 0 ? 1 + 2 * model.logLikelihood / null.deviance : 0
      let before = steps.last?.devianceRatio
      steps.append(
        Step(
          lambda: lambda, model: model,
          nonzeroCount: data.design.columnNames.indices.count { j in
            model.scoreFunctions.contains { $0.weights[j] != 0 }
          },
          devianceRatio: ratio))
      guard options.lambdas == nil && options.endsEarly, let before else { continue }
      if ratio > 0.999 || steps.count > 5 && ratio - before < 1e-5 { break }
    }
    self.steps = steps
  }

  private static func lambdas(
    _ options: PenaltyPathOptions, _ null: NullModel, _ data: TrainingData
  ) -> [Double] {
    if let lambdas = options.lambdas { return lambdas.sorted(by: >) }
    guard null.largestSlope > 0 && null.largestSlope.isFinite else { return [1] }
    // A ridge has no largest λ; glmnet's is that of an absolute-value part of a thousandth.
    let largest = null.largestSlope / max(options.l1Ratio, 1e-3)
    guard options.count > 1 else { return [largest] }
    let smallest =
      options.smallestRatio ?? (data.rowCount > data.design.columnCount ? 1e-4 : 1e-2)
    return (0..<options.count).map { k in
      k == 0 ? largest : largest * .pow(smallest, Double(k) / Double(options.count - 1))
    }
  }

  private static func solver(
    _ l1Ratio: Double, variables: Int, outputs: Int, _ design: DesignMatrix
  ) -> any Solver {
    if l1Ratio > 0 { return CoordinateDescent(polishes: false) }
    let count = variables * outputs
    if count <= 500 { return Newton(polishes: false) }
    return design.isSparse || count > QuadraticModel.largestFactored
      ? NewtonCG(polishes: false) : LBFGS(polishes: false)
  }
}

/// The model of intercepts alone.
private struct NullModel {
  var deviance = 0.0
  /// The least λ₁ that keeps all coefficients at 0: the largest |∂(loss)/∂w| with the best
  /// intercepts, a few roundings more.
  var largestSlope = 0.0

  init(
    _ data: TrainingData, _ losses: [any Loss], _ conditioning: Conditioning,
    _ training: TrainingOptions
  ) {
    for loss in losses where loss.constantScores.allSatisfy({ $0.isFinite }) {
      let objective = Objective(
        design: data.design, loss: loss, penalty: .none, conditioning: conditioning,
        threads: training.threads)
      let start = objective.start
      let evaluation = objective.evaluate(start)
      deviance += 2 * (evaluation.value - objective.penaltyValue(start)) * objective.totalWeight
      let length = conditioning.variableCount
      for output in 0..<loss.outputCount {
        for (k, j) in conditioning.active.enumerated() {
          let slope = evaluation.gradient[output * length + k].magnitude * conditioning.scales[j]
          largestSlope = max(largestSlope, slope)
        }
      }
    }
    largestSlope *= 1 + 16 * .ulpOfOne
  }
}
