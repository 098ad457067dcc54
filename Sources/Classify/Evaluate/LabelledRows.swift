import Classification
import CommandSupport
import Tables

/// Scores of a model on rows whose classes or labels are known.
struct LabelledRows {
  /// Of each row, those of function k from k·n.
  var scores: [Double] = []
  var response: TrainingData.Response
  var weights: [Double]?
  var notes: [String] = []

  static func read(
    _ model: ClassifierModel, _ path: String, _ input: InputOptions, target: String?,
    weight: String?, threads: Int
  ) throws(CommandFailure) -> LabelledRows {
    switch model.input {
    case .sparse(let encoding):
      guard target == nil, weight == nil else {
        throw CommandFailure(
          .wrongUsage, "--target and --sample-weight name columns, and a libsvm file has none")
      }
      let rows = try SparseRows.read(path, encoding, input)
      let (design, notes) = try rows.design
      let codes = try LabelCodes(model, target: 0).codes(
        of: rows.text.labels, numbers: rows.text.labels.map { Double($0) }, path: path)
      return LabelledRows(
        scores: model.classifier.scores(for: design, threads: threads),
        response: .classes(rows.text.rowLabels.map { codes[Int($0)] }), notes: notes)
    case .table(let encoding):
      guard !input.isSparse(path) else {
        throw CommandFailure(
          .wrongUsage, "\(path) is a libsvm file, and the model was trained on a table")
      }
      return try table(model, encoding, path, input, target: target, weight: weight)
    }
  }

  private static func table(
    _ model: ClassifierModel, _ encoding: FeatureEncoding, _ path: String, _ input: InputOptions,
    target: String?, weight: String?
  ) throws(CommandFailure) -> LabelledRows {
    let isMultiLabel = model.classifier.form == .multiLabel
    let targets =
      target.map { isMultiLabel ? $0.split(separator: ",").map { String($0) } : [$0] }
      ?? model.target.columns
    guard targets.count == model.target.columns.count else {
      throw CommandFailure(
        .wrongUsage, "--target takes \(model.target.columns.count) columns for this model")
    }
    let reader = try input.reader(path, streams: true)
    var rows = try ModelRows(
      reader, encoding,
      others: targets.map { ($0, .text) } + (weight.map { [($0, .number)] } ?? []))
    let functions = model.classifier.scoreFunctions.count
    var scores = [[Double]](repeating: [], count: functions)
    var codes = [[Int32]](repeating: [], count: targets.count)
    var weights: [Double]? = weight == nil ? nil : []
    while let block = try rows.next() {
      guard let design = block.design else { continue }
      let found = model.classifier.scores(for: design)
      for k in 0..<functions {
        scores[k] += found[(k * design.rowCount)..<((k + 1) * design.rowCount)]
      }
      for row in block.complete {
        for (k, column) in block.others.enumerated() {
          guard !column[row].isNaN else {
            throw CommandFailure(
              .badData,
              "\(reader.path):\(rows.lineNumber(row: row)): the label or weight is missing"
            )
          }
          if k < targets.count { codes[k].append(Int32(column[row])) }
        }
        if weights != nil {
          let value = block.others[targets.count][row]
          guard value >= 0 else {
            throw CommandFailure(
              .badData, "\(reader.path):\(rows.lineNumber(row: row)): the weight is negative")
          }
          weights?.append(value)
        }
      }
    }
    var classes: [[Int32]] = []
    for (k, name) in targets.enumerated() {
      guard let column = reader.columns.first(where: { $0.name == name }) else { continue }
      let labels = column.levels.levels
      let known = try LabelCodes(model, target: k).codes(
        of: labels, numbers: labels.map { reader.number(of: $0) }, path: reader.path)
      classes.append(codes[k].map { known[Int($0)] })
    }
    guard classes.first?.isEmpty == false else {
      throw CommandFailure(.badData, "\(reader.path): no row is complete")
    }
    return LabelledRows(
      scores: scores.flatMap { $0 },
      response: isMultiLabel
        ? .indicators(classes.map { $0.map { Double($0) } }) : .classes(classes[0]),
      weights: weights,
      notes: rows.incompleteCount > 0
        ? ["\(rows.incompleteCount) rows were left out: values are missing"] : [])
  }
}

/// Labels of new data as the classes of a model.
struct LabelCodes {
  let names: [String]
  let isNumeric: Bool

  init(_ model: ClassifierModel, target: Int) {
    if model.classifier.form == .multiLabel {
      names = model.target.labels[target]
      isNumeric = names.allSatisfy { Double($0) != nil }
    } else {
      names = model.classifier.classNames
      isNumeric = model.target.isNumeric
    }
  }

  func codes(
    of labels: [String], numbers: [Double?], path: String
  ) throws(CommandFailure) -> [Int32] {
    var codes: [Int32] = []
    for (label, number) in zip(labels, numbers) {
      let name = isNumeric ? number.map { TargetEncoding.name($0) } ?? label : label
      guard let code = names.firstIndex(of: name) else {
        throw CommandFailure(
          .badData,
          "\(path): there is a row of class '\(label)'; the model knows "
            + TargetClasses.listed(names))
      }
      codes.append(Int32(code))
    }
    return codes
  }
}
