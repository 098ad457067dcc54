import Classification
import Tables

/// One row a pass: objective, gradient norm, step, seconds, and every coefficient in original
/// units.
struct TrainingHistory {
  private var writer = CSVWriter()
  var bytes: [UInt8] { writer.bytes }
  private var columnsWritten = false
  private let data: TrainingData
  private let hasProblems: Bool
  private let hasSteps: Bool
  private var lastPass = 0
  /// Which of several minimisations, one after the other.
  private var problem = 0

  /// - Parameter hasSteps: whether there are rows within a pass.
  init(_ data: TrainingData, _ multiclass: TrainingOptions.Multiclass, hasSteps: Bool) {
    self.data = data
    self.hasSteps = hasSteps
    hasProblems = data.isMultiLabel || (multiclass == .oneVsRest && data.classNames.count > 2)
  }

  mutating func append(_ progress: SolverProgress) {
    let length = data.design.columnCount + 1
    if !columnsWritten { writeHeader(outputs: progress.coefficients.count / length) }
    // A new minimisation begins to count again.
    if hasSteps ? progress.pass < lastPass : progress.pass <= lastPass { problem += 1 }
    lastPass = progress.pass
    if hasProblems { writer.append(data.classNames[min(problem, data.classNames.count - 1)]) }
    writer.append(progress.pass)
    if hasSteps { writer.append(progress.updates) }
    for value in [progress.objective, progress.gradientNorm, progress.step, progress.seconds]
      + progress.coefficients
    {
      writer.append(value)
    }
    writer.endRow()
  }

  private mutating func writeHeader(outputs: Int) {
    columnsWritten = true
    if hasProblems { writer.append("class") }
    writer.append("pass")
    if hasSteps { writer.append("updates") }
    for name in ["objective", "gradient_norm", "step", "seconds"] { writer.append(name) }
    for output in 0..<outputs {
      let prefix = outputs > 1 ? "\(data.classNames[output]) " : ""
      for name in data.design.columnNames + ["(Intercept)"] { writer.append(prefix + name) }
    }
    writer.endRow()
  }
}
