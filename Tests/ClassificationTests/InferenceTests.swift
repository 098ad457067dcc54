import Classification
import Foundation
import TestSupport
import Testing

/// Values of `inference_golden.json`, made with 40 digits by `scripts/oracle/inference`.
struct InferenceGolden: Decodable, Sendable {
  struct Binary: Decodable, Sendable, CustomTestStringConvertible {
    let file: String
    let columns: [String]
    let target: String
    let weighted: Bool
    let firth: Bool
    let estimates: [Double]
    let standardErrors: [Double]
    let p: [Double]
    let logLikelihood: Double
    let nullLogLikelihood: Double
    let penalized: Double?
    let lower: [Double]
    let upper: [Double]
    /// Of each coefficient, and of all columns.
    let likelihoodRatios: [Double]
    let likelihoodRatio: Double
    let scoreTest: Double?
    let waldTest: Double?
    let tjur: Double?

    var testDescription: String { file + (weighted ? ", weighted" : "") }
  }
  struct Multinomial: Decodable, Sendable {
    let columns: [String]
    let estimates: [Double]
    let standardErrors: [Double]
    let logLikelihood: Double
  }
  let binary: [Binary]
  let multinomial: Multinomial

  static let all: InferenceGolden = {
    let url = GoldenFit.folder.appending(path: "inference_golden.json")
    return try! JSONDecoder().decode(InferenceGolden.self, from: Data(contentsOf: url))
  }()
}

@Suite struct InferenceTests {
  static func digits(_ value: Double?, _ expected: Double) -> Double {
    value.map { logRelativeError($0, expected, cap: 15) } ?? 0
  }

  @Test(arguments: InferenceGolden.all.binary)
  func golden(_ golden: InferenceGolden.Binary) throws {
    let table = try GoldenTable(golden.file)
    let plain = try table.trainingData(golden.columns, target: golden.target)
    guard case .classes(let classes) = plain.response else { return }
    let data = try TrainingData(
      design: plain.design, classes: classes, classNames: ["0", "1"],
      weights: golden.weighted ? classes.indices.map { Double(1 + $0 % 3) } : nil)
    let trained = LogisticTrainer(TrainingOptions(usesFirth: golden.firth)).train(data)
    let inference = ModelInference(trained, data: data)
    let problem = inference.problems[0]
    #expect(problem.coefficients.map { $0.name } == golden.columns + ["(Intercept)"])
    for (k, row) in problem.coefficients.enumerated() {
      #expect(Self.digits(row.estimate, golden.estimates[k]) >= 12)
      #expect(Self.digits(row.standardError, golden.standardErrors[k]) >= 12)
      #expect(Self.digits(row.p, golden.p[k]) >= 10, "\(row)")
      #expect(Self.digits(row.profile?.lower, golden.lower[k]) >= 9, "\(row)")
      #expect(Self.digits(row.profile?.upper, golden.upper[k]) >= 9, "\(row)")
      #expect(Self.digits(row.likelihoodRatio?.statistic, golden.likelihoodRatios[k]) >= 11)
      // 1.959963984540054 = −Φ⁻¹(0.025).
      let width = try #require(row.wald).upper - row.wald!.lower
      #expect(Self.digits(width, 2 * 1.959963984540054 * golden.standardErrors[k]) >= 11)
    }
    #expect(Self.digits(problem.likelihoodRatioTest?.statistic, golden.likelihoodRatio) >= 12)
    let fit = problem.fit
    #expect(Self.digits(fit.logLikelihood, golden.logLikelihood) >= 12)
    #expect(Self.digits(fit.nullLogLikelihood, golden.nullLogLikelihood) >= 13)
    if let penalized = golden.penalized {
      #expect(Self.digits(fit.penalizedLogLikelihood, penalized) >= 12)
      #expect(problem.scoreTest == nil && problem.likelihoodRatioTest!.degreesOfFreedom == 3)
    } else {
      #expect(Self.digits(problem.scoreTest?.statistic, golden.scoreTest!) >= 12)
      #expect(Self.digits(problem.waldTest?.statistic, golden.waldTest!) >= 11)
      #expect(Self.digits(fit.tjur, golden.tjur!) >= 12)
    }
  }

  /// R 4.2.2: glm with epsilon = 1e-15, AIC, BIC, anova(test = "Rao"), anova(test = "LRT"), car::vif
  /// of the linear model, and MASS's confint, whose spline through the profile has four digits.
  @Test func spectorInR() throws {
    let data = try GoldenTable("spector.csv").trainingData(["GPA", "TUCE", "PSI"], target: "GRADE")
    let inference = ModelInference(LogisticTrainer().train(data), data: data)
    let problem = inference.problems[0]
    #expect(Self.digits(problem.fit.deviance, 25.7792684442628) >= 13)
    #expect(Self.digits(problem.fit.nullDeviance, 41.1834593932346) >= 13)
    #expect(Self.digits(problem.fit.aic, 33.7792684442628) >= 13)
    #expect(Self.digits(problem.fit.bic, 39.6422120554617) >= 13)
    #expect(Self.digits(problem.scoreTest?.statistic, 13.30879079838) >= 10)
    #expect(Self.digits(problem.scoreTest?.p, 0.0040143) >= 4)
    #expect(Self.digits(problem.likelihoodRatioTest?.p, 0.0015019) >= 4)
    let factors = [1.17615823415798, 1.18943502807081, 1.01290224102860]
    for (entry, expected) in zip(inference.varianceInflation, factors) {
      #expect(Self.digits(entry.factor, expected) >= 12)
    }
    let intervals = [
      (0.639366529881336, 5.757253162348848), (-0.170205424755183, 0.405044334363402),
      (0.478609017265523, 4.810260349802780), (-25.168164770509701, -4.902353186593417),
    ]
    for (row, expected) in zip(problem.coefficients, intervals) {
      #expect(Self.digits(row.profile?.lower, expected.0) >= 3)
      #expect(Self.digits(row.profile?.upper, expected.1) >= 3)
      #expect(row.oddsRatio == exp(row.estimate))
    }
    // By their formulas from the deviances above.
    #expect(Self.digits(problem.fit.mcFadden, 1 - 25.7792684442628 / 41.1834593932346) >= 12)
    #expect(
      Self.digits(problem.fit.coxSnell, 1 - exp(-(41.1834593932346 - 25.7792684442628) / 32)) >= 12)
  }

  /// R 4.2.2: groups by cut(p, unique(quantile(p, 0:10/10)), include.lowest = TRUE), as in
  /// ResourceSelection::hoslem.test.
  @Test func hosmerLemeshow() throws {
    let spector = try GoldenTable("spector.csv")
      .trainingData(["GPA", "TUCE", "PSI"], target: "GRADE")
    let first = ModelInference(LogisticTrainer().train(spector), data: spector)
      .problems[0].hosmerLemeshow
    #expect(first?.groups.map { $0.observed } == [0, 0, 0, 1, 1, 0, 1, 2, 3, 3])
    #expect(Self.digits(first?.statistic, 6.094823670755037) >= 11)
    #expect(Self.digits(first?.p, 0.636610971479012) >= 11)
    let birthwt = try GoldenFit.named("birthwt_raw").data()
    let second = ModelInference(LogisticTrainer().train(birthwt), data: birthwt)
      .problems[0].hosmerLemeshow
    #expect(second?.groups.map { $0.observations } == [19, 19, 19, 19, 19, 18, 19, 19, 19, 19])
    #expect(Self.digits(second?.statistic, 3.943415479503794) >= 11)
    #expect(second?.degreesOfFreedom == 8)
  }

  /// Weights are repetitions, in everything.
  @Test func weightsAreRepetitions() throws {
    let simulated = SimulatedData(rowCount: 120, columnCount: 3, seed: 71)
    let counts = (0..<120).map { $0 % 4 }
    let indices = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let repeated = try simulated.data().selectingRows(indices)
    let weighted = try TrainingData(
      design: simulated.design(), classes: simulated.classes, classNames: ["c0", "c1"],
      weights: counts.map { Double($0) })
    let a = ModelInference(LogisticTrainer().train(weighted), data: weighted)
    let b = ModelInference(LogisticTrainer().train(repeated), data: repeated)
    for (x, y) in zip(a.problems[0].coefficients, b.problems[0].coefficients) {
      #expect(Self.digits(x.standardError, y.standardError!) >= 12)
      #expect(Self.digits(x.profile?.lower, y.profile!.lower) >= 8)
      #expect(Self.digits(x.likelihoodRatio?.statistic, y.likelihoodRatio!.statistic) >= 9)
    }
    #expect(Self.digits(a.problems[0].fit.bic, b.problems[0].fit.bic) >= 12)
    #expect(
      Self.digits(
        a.problems[0].hosmerLemeshow?.statistic, b.problems[0].hosmerLemeshow!.statistic) >= 9)
    for (x, y) in zip(a.varianceInflation, b.varianceInflation) {
      #expect(Self.digits(x.factor, y.factor!) >= 12)
    }
  }

  /// Of race, three classes.
  @Test func multinomial() throws {
    let golden = InferenceGolden.all.multinomial
    let table = try GoldenTable("birthwt.csv")
    let plain = try table.trainingData(golden.columns, target: "low")
    let data = try TrainingData(
      design: plain.design, classes: table["race"].map { Int32($0) - 1 },
      classNames: ["white", "black", "other"])
    let inference = ModelInference(LogisticTrainer().train(data), data: data)
    let problem = inference.problems[0]
    #expect(
      problem.coefficients.map { $0.output } == [String](repeating: "black", count: 4)
        + [String](repeating: "other", count: 4))
    for (k, row) in problem.coefficients.enumerated() {
      #expect(Self.digits(row.estimate, golden.estimates[k]) >= 11)
      #expect(Self.digits(row.standardError, golden.standardErrors[k]) >= 11.5)
      #expect(row.profile!.lower < row.estimate && row.profile!.upper > row.estimate)
    }
    #expect(Self.digits(problem.fit.logLikelihood, golden.logLikelihood) >= 13)
    #expect(problem.likelihoodRatioTest?.degreesOfFreedom == 6)
    #expect(problem.hosmerLemeshow == nil && problem.fit.tjur == nil)
  }

  /// A column of 10¹²: units change nothing but the units.
  @Test func units() throws {
    var simulated = SimulatedData(rowCount: 200, columnCount: 3, seed: 72)
    let data = try simulated.data()
    for i in simulated.rows.indices { simulated.rows[i][1] *= 0x1p40 }
    let scaled = try simulated.data()
    let a = ModelInference(LogisticTrainer().train(data), data: data).problems[0]
    let b = ModelInference(LogisticTrainer().train(scaled), data: scaled).problems[0]
    #expect(
      Self.digits(b.coefficients[1].standardError! * 0x1p40, a.coefficients[1].standardError!) >= 12
    )
    #expect(
      Self.digits(b.coefficients[1].profile!.upper * 0x1p40, a.coefficients[1].profile!.upper) >= 9)
    #expect(Self.digits(b.coefficients[1].z, a.coefficients[1].z!) >= 11)
    #expect(Self.digits(b.waldTest?.statistic, a.waldTest!.statistic) >= 11)
  }

  /// 20,000 rows: p far below what 1 − cumulative can tell.
  @Test func tinyTails() throws {
    var simulated = SimulatedData(rowCount: 20_000, columnCount: 2, seed: 73)
    for i in simulated.rows.indices {
      simulated.classes[i] = simulated.rows[i][0] + simulated.rows[i][1] / 2 > 0 ? 1 : 0
    }
    for i in stride(from: 0, to: 20_000, by: 7) { simulated.classes[i] = 1 - simulated.classes[i] }
    let data = try simulated.data()
    let problem = ModelInference(LogisticTrainer().train(data), data: data).problems[0]
    let row = problem.coefficients[0]
    #expect(row.z! > 30)
    #expect(row.p! < 1e-200)
  }

  @Test func afterPenalties() throws {
    let data = try SimulatedData(rowCount: 150, columnCount: 4, seed: 74).data()
    func inference(_ penalty: Penalty) -> ModelInference.Problem {
      ModelInference(
        LogisticTrainer(TrainingOptions(penalty: penalty)).train(data), data: data
      ).problems[0]
    }
    let lasso = inference(Penalty(lambda: 0.05, l1Ratio: 1))
    #expect(lasso.standardErrors == .refused(.lasso))
    #expect(
      lasso.coefficients.allSatisfy { $0.standardError == nil && $0.p == nil && $0.wald == nil })
    #expect(lasso.likelihoodRatioTest == nil && lasso.waldTest == nil)
    #expect(lasso.fit.parameters == Double(lasso.coefficients.count { $0.estimate != 0 }))
    let plain = inference(.none)
    let ridge = inference(Penalty(lambda: 0.05))
    #expect(ridge.standardErrors == .ridge)
    #expect(ridge.likelihoodRatioTest == nil && ridge.coefficients[0].profile == nil)
    #expect(ridge.coefficients[0].standardError! < plain.coefficients[0].standardError!)
    #expect(ridge.fit.parameters < 5 && ridge.fit.parameters > 1)
    // No penalty to speak of.
    #expect(abs(inference(Penalty(lambda: 1e-9)).fit.parameters - 5) < 1e-6)
  }

  /// Failed trainings have no inference, and say why; redundant columns have nothing to judge.
  @Test func withoutAnEstimate() throws {
    let endometrial = try GoldenTable("endometrial.csv")
      .trainingData(["NV", "PI", "EH"], target: "HG")
    let separated = ModelInference(LogisticTrainer().train(endometrial), data: endometrial)
    #expect(separated.problems[0].standardErrors == .refused(.failedTraining))
    #expect(separated.problems[0].coefficients.allSatisfy { $0.p == nil && $0.profile == nil })
    let simulated = SimulatedData(rowCount: 30, columnCount: 2, seed: 75)
    let single = try TrainingData(
      design: simulated.design(), classes: [Int32](repeating: 1, count: 30), classNames: ["a", "b"])
    let one = ModelInference(LogisticTrainer().train(single), data: single)
    #expect(one.problems[0].standardErrors == .refused(.failedTraining))
    #expect(one.problems[0].fit.nullLogLikelihood == 0)
    var equal = SimulatedData(rowCount: 80, columnCount: 4, seed: 76)
    for i in equal.rows.indices {
      equal.rows[i][1] = equal.rows[i][0]
      equal.rows[i][3] = 1
    }
    let data = try equal.data()
    let inference = ModelInference(LogisticTrainer().train(data), data: data)
    let rows = inference.problems[0].coefficients
    #expect(rows.map { $0.standardError != nil } == [true, false, true, false, true])
    #expect(inference.problems[0].fit.parameters == 3)
    #expect(inference.varianceInflation.map { $0.factor != nil } == [true, false, true, false])
  }

  /// Independent labels and one class against the rest: one problem each.
  @Test func severalProblems() throws {
    let data = try MulticlassTests.iris(["sepal_width_cm"])
    let trained = LogisticTrainer(TrainingOptions(multiclass: .oneVsRest)).train(data)
    let inference = ModelInference(trained, data: data)
    #expect(inference.problems.map { $0.name } == ["setosa", "versicolor", "virginica"])
    for (problem, function) in zip(inference.problems, trained.scoreFunctions) {
      #expect(problem.coefficients[0].estimate == function.weights[0])
      #expect(problem.coefficients[0].output == nil)
    }
  }
}
