import Classification
import Tables

/// One row a pass: objective, gradient norm, step, seconds, and every coefficient in original units.
struct TrainingHistory {
  private var writer = CSVWriter()
  var bytes: [UInt8] { writer.bytes }
  private var columnsWritten = false
  private let data: TrainingData
  private let multiclass: TrainingOptions.Multiclass
  private var lastPass = 0
  /// Which of several minimisations, one after the other.
  private var problem = 0

  init(_ data: TrainingData, _ multiclass: TrainingOptions.Multiclass) {
    self.data = data
    self.multiclass = multiclass
  }

  mutating func append(_ progress: SolverProgress) {
    let length = data.design.columnCount + 1
    let outputs = progress.coefficients.count / length
    if !columnsWritten {
      columnsWritten = true
      for name in ["problem", "pass", "objective", "gradient_norm", "step", "seconds"] {
        writer.append(name)
      }
      for output in 0..<outputs {
        let prefix = outputs > 1 ? "\(data.classNames[output]) " : ""
        for name in data.design.columnNames + ["(Intercept)"] { writer.append(prefix + name) }
      }
      writer.endRow()
    }
    if progress.pass <= lastPass { problem += 1 }
    lastPass = progress.pass
    writer.append(problem)
    writer.append(progress.pass)
    for value in [progress.objective, progress.gradientNorm, progress.step, progress.seconds]
      + progress.coefficients
    {
      writer.append(value)
    }
    writer.endRow()
  }
}
