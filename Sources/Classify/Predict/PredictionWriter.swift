import Classification
import Tables

/// Predictions as CSV: the class and the probability of every class, or for each label whether and
/// how probably.
struct PredictionWriter {
  private let classifier: TrainedClassifier
  private let threshold: Double
  private let names: [String]
  private(set) var writer = CSVWriter(capacity: 1 << 19)

  init(_ classifier: TrainedClassifier, threshold: Double) {
    self.classifier = classifier
    self.threshold = threshold
    names = classifier.classNames
    let isMultiLabel = classifier.form == .multiLabel
    if isMultiLabel {
      for name in names { writer.append("predicted_\(name)") }
    } else {
      writer.append("predicted")
    }
    for name in names { writer.append("probability_\(name)") }
    writer.endRow()
  }

  var bytes: [UInt8] { writer.bytes }

  mutating func removeAll() { writer.removeAll() }

  /// - Parameters:
  ///   - design: the rows that are complete.
  ///   - complete: which of all rows they are.
  mutating func append(_ design: DesignMatrix?, complete: [Int], rowCount: Int, threads: Int) {
    let n = complete.count
    let probabilities = design.map { classifier.probabilities(for: $0, threads: threads) } ?? []
    var next = 0
    for row in 0..<rowCount {
      guard next < n, complete[next] == row else {
        appendEmpty()
        continue
      }
      appendLabels(probabilities, next, n)
      for k in names.indices { writer.append(probabilities[k * n + next]) }
      writer.endRow()
      next += 1
    }
  }

  private mutating func appendLabels(_ probabilities: [Double], _ row: Int, _ n: Int) {
    switch classifier.form {
    case .multiLabel:
      for k in names.indices {
        writer.append(probabilities[k * n + row] >= threshold ? 1 : 0)
      }
    case .binary:
      writer.append(probabilities[n + row] >= threshold ? names[1] : names[0])
    case .softmax, .oneVsRest:
      var best = 0
      for k in names.indices.dropFirst()
      where probabilities[k * n + row] > probabilities[best * n + row] { best = k }
      writer.append(names[best])
    }
  }

  private mutating func appendEmpty() {
    let count = names.count + (classifier.form == .multiLabel ? names.count : 1)
    for _ in 0..<count { writer.append("") }
    writer.endRow()
  }
}
