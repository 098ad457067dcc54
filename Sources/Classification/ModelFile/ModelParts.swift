/// The parts of a model whose sizes belong together.
struct ModelParts {
  var form: TrainedClassifier.Form
  var features: [String]
  var classes: [String]
  var scores: [ScoreRecord]
  var reports: [ReportRecord]

  func check() throws(ClassifierModel.Mismatch) {
    func require(_ condition: Bool, _ text: String) throws(ClassifierModel.Mismatch) {
      guard condition else { throw ClassifierModel.Mismatch(description: text) }
    }
    try require(Set(classes).count == classes.count, "two classes have one name")
    let scoreCount = form == .binary ? 1 : classes.count
    switch form {
    case .binary: try require(classes.count == 2, "a binary model has \(classes.count) classes")
    case .multiLabel: try require(!classes.isEmpty, "there are no labels")
    default: try require(classes.count >= 2, "there are fewer than two classes")
    }
    try require(
      scores.count == scoreCount, "there are \(scores.count) scores, expected \(scoreCount)")
    for score in scores {
      try require(
        score.coefficients.count == features.count,
        "a score has \(score.coefficients.count) coefficients for \(features.count) features")
      try require(
        score.coefficients.allSatisfy { !$0.isNaN } && !score.intercept.isNaN,
        "a coefficient is no number")
    }
    let isJoint = form == .binary || form == .softmax
    let reportCount = isJoint ? 1 : scoreCount
    try require(
      reports.count == reportCount, "there are \(reports.count) reports, expected \(reportCount)")
    let length = features.count + 1
    let sizes =
      form == .softmax ? [(classes.count - 1) * length, classes.count * length] : [length]
    for report in reports {
      try require(report.passes >= 0, "the number of passes is negative")
      guard let rows = report.covariance else { continue }
      try require(
        sizes.contains(rows.count) && rows.enumerated().allSatisfy { $1.count == $0 + 1 },
        "the covariance does not fit the coefficients")
    }
  }
}
