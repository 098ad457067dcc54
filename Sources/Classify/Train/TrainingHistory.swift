import Classification
import Tables

/// One row a pass: objective, gradient norm, step, seconds, and every coefficient in original
/// units.
struct TrainingHistory {
  private var writer = CSVWriter()
  var bytes: [UInt8] { writer.bytes }
  private var columnsWritten = false
  private let columnNames: [String]
  private let classNames: [String]
  private let hasProblems: Bool
  private let hasSeconds: Bool
  private let hasSteps: Bool
  private var lastPass = 0
  /// Which of several minimisations, one after the other.
  private var problem = 0

  /// - Parameter hasSteps: whether there are rows within a pass.
  init(_ data: TrainingData, _ multiclass: TrainingOptions.Multiclass, hasSteps: Bool) {
    columnNames = data.design.columnNames
    classNames = data.classNames
    hasSeconds = true
    self.hasSteps = hasSteps
    hasProblems = data.isMultiLabel || (multiclass == .oneVsRest && data.classNames.count > 2)
  }

  /// Of a stream, which may have been interrupted: without seconds.
  init(stream survey: StreamSurvey) {
    columnNames = survey.columnNames
    classNames = survey.classNames
    (hasSeconds, hasSteps, hasProblems) = (false, false, false)
  }

  mutating func append(_ progress: SolverProgress) {
    let length = columnNames.count + 1
    if !columnsWritten { writeHeader(outputs: progress.coefficients.count / length) }
    // A new minimisation begins to count again.
    if hasSteps ? progress.pass < lastPass : progress.pass <= lastPass { problem += 1 }
    lastPass = progress.pass
    if hasProblems { writer.append(classNames[min(problem, classNames.count - 1)]) }
    writer.append(progress.pass)
    if hasSteps { writer.append(progress.updates) }
    for value in [progress.objective, progress.gradientNorm, progress.step] {
      writer.append(value)
    }
    if hasSeconds { writer.append(progress.seconds) }
    for value in progress.coefficients { writer.append(value) }
    writer.endRow()
  }

  private mutating func writeHeader(outputs: Int) {
    columnsWritten = true
    if hasProblems { writer.append("class") }
    writer.append("pass")
    if hasSteps { writer.append("updates") }
    for name in ["objective", "gradient_norm", "step"] { writer.append(name) }
    if hasSeconds { writer.append("seconds") }
    for output in 0..<outputs {
      let prefix = outputs > 1 ? "\(classNames[output]) " : ""
      for name in columnNames + ["(Intercept)"] { writer.append(prefix + name) }
    }
    writer.endRow()
  }
}
