import Classification
import Foundation
import Statistics
import Testing

/// The examples of the page From a table to a model, in their order.
struct TableToModel {
  @Test func tableToModel() throws {
    var stream = RandomStream(seed: 4)
    let rows = (0..<400).map { _ in [stream.normal(), 1000 * stream.normal(), stream.normal()] }
    let labels = rows.map { row -> Int32 in
      stream.uniform() < 1 / (1 + exp(-(0.5 + row[0] - row[1] / 1000))) ? 1 : 0
    }
    let data = try TrainingData(
      design: DesignMatrix(rows: rows, columnNames: ["age", "income", "noise"]),
      classes: labels, classNames: ["stayed", "left"])
    let (train, test) = (data.selectingRows(Array(0..<300)), data.selectingRows(Array(300..<400)))

    let trained = LogisticTrainer().train(train)
    switch trained.status {
    case .converged: print("the minimum, by", trained.reports[0].certificate?.kind.rawValue ?? "")
    case .rankDeficient(let columns): print("without", columns.map(\.column))
    case .separated(let separation): print("no minimum: separated by", separation.columns)
    case .notConverged(let reason, let gradient):
      print(reason.rawValue, "at a gradient of", gradient)
    case .diverged, .oneClass: print("no model")
    }
    #expect(trained.status == .converged)

    let inference = ModelInference(trained, data: train)
    let problem = inference.problems[0]
    for row in problem.coefficients where !row.isIntercept {
      print(row.name, "odds ratio", row.oddsRatio, "p", row.p ?? .nan)
    }
    print("AIC", problem.fit.aic, "against no columns: p", problem.likelihoodRatioTest?.p ?? .nan)
    for column in inference.varianceInflation where column.factor ?? 0 > 10 {
      print(column.column, "is nearly made up of the others")
    }
    #expect(problem.standardErrors == .likelihood && (problem.likelihoodRatioTest?.p ?? 1) < 1e-6)

    let evaluation = try ClassificationEvaluation(
      form: trained.form, classNames: trained.classNames, scores: trained.scores(for: test.design),
      response: test.response)
    let auc = evaluation.classes[0].auc
    print("AUC", auc.area.value ?? .nan, auc.lower.value ?? .nan, auc.upper.value ?? .nan)
    print("log loss", evaluation.logLoss, "accuracy", evaluation.accuracy?.value ?? .nan)
    if let curves = evaluation.classes[0].curves {
      print("calibration error", curves.calibration.expectedError)
      print("calibration slope", curves.recalibration.slope.value ?? .nan)
    }
    #expect((auc.area.value ?? 0) > 0.6 && evaluation.classes[0].curves != nil)

    let found = try PathCrossValidation(
      data, folds: data.folds(count: 5, seed: 1), options: PenaltyPathOptions(l1Ratio: 0, count: 20)
    )
    print("least loss at λ =", found.lambdaMin ?? .nan)
    print("within an error of it up to λ =", found.lambda1SE ?? .nan)
    #expect(found.best != nil && (found.lambda1SE ?? 0) >= (found.lambdaMin ?? 1))
  }
}
